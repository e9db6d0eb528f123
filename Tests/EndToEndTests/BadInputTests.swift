import Foundation
import Testing

/// Text that nobody checked: each kind has its exit code and its sentence, and leaves nothing behind.
@Suite struct BadInputTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  /// A file, the exit code of a run on it, and what the sentence says.
  static let texts: [(name: String, bytes: [UInt8], code: Int32, sentence: String)] = [
    ("overlong.txt", Array("ab ".utf8) + [0xC0, 0xAF, 0x0A], 65, "byte 0xC0 at offset 3 (line 1)"),
    (
      "surrogate.txt", Array("a\nb".utf8) + [0xED, 0xA0, 0x80], 65, "byte 0xED at offset 3 (line 2)"
    ),
    ("truncated.txt", Array("a\n\nb ".utf8) + [0xE2, 0x82], 65, "byte 0xE2 at offset 5 (line 3)"),
    ("beyond.txt", [0xF4, 0x90, 0x80, 0x80], 65, "byte 0xF4 at offset 0 (line 1)"),
    ("alone.txt", [0x61, 0xBF], 65, "byte 0xBF at offset 1"),
    ("utf16le.txt", [0xFF, 0xFE, 0x61, 0], 65, "byte-order mark of UTF-16"),
    ("utf16be.txt", [0xFE, 0xFF, 0, 0x61], 65, "byte-order mark of UTF-16"),
    ("utf32.txt", [0, 0, 0xFE, 0xFF, 0, 0, 0, 0x61], 65, "UTF-32"),
    ("unmarked16.txt", [0x61, 0, 0x62, 0], 65, "NUL byte at offset 1"),
    (
      "picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], 65, "0x89 at offset 0"
    ),
    ("white.txt", Array("\u{A0}\n\n\u{3000}\n\n\u{2003}\n".utf8), 65, "no tokens"),
    (
      "sentence.txt", Array("One sentence alone.\n".utf8), 65,
      "has 1 document, and the split needs 2"
    ),
    ("deep.jsonl", Array(repeating: UInt8(ascii: "["), count: 1_000_000), 65, "nested too deep"),
    (
      "field.jsonl", Array("{\"text\":\"a b\"}\n{\"txt\":1}".utf8), 65,
      "field.jsonl:2: there is no text"
    ),
    (
      "type.jsonl", Array("{\"text\":\"a b\"}\n\n{\"text\":[1]}".utf8), 65,
      "type.jsonl:3: there is no text"
    ),
    (
      "half.jsonl", Array("{\"text\":\"a b\"}\n{\"text\":\"c".utf8), 65,
      "half.jsonl:2: this is no JSON"
    ),
    ("pair.jsonl", Array(#"{"text":"a \ud800 b"}"#.utf8), 65, "half a surrogate pair"),
    (
      "cut.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B], 65, "cannot be unpacked: it is cut off"
    ),
    (
      "other.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4], 65,
      "(7-Zip) in a way that is not read"
    ),
    ("bad.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 9, 9, 9], 65, "Nothing of it was used"),
  ]

  @Test(arguments: texts.indices)
  func aBadTextIsRefused(_ index: Int) throws {
    let (name, bytes, code, sentence) = Self.texts[index]
    try tool.write(name, bytes)
    let before = try tool.files
    for command in [
      "run --output out -q --corpus", "train --model m -q --corpus", "tokenize -q", "corpus -q",
    ] {
      // What alone is too little for a run may be enough for another command.
      if name == "sentence.txt" || name == "white.txt", !command.hasPrefix("run") { continue }
      let result = try tool.shell("$T \(command) \(name)")
      #expect(result.code == code && result.out.isEmpty, "\(command): \(result)")
      #expect(
        result.err.hasPrefix("Error: ") && result.err.contains(sentence),
        "\(command): \(result.err)")
      #expect(result.err.split(separator: "\n").count == 1, "\(result.err)")
      #expect(try tool.files == before, "\(command)")
    }
    // By a pipe, the same sentence with another name.
    if !name.hasSuffix(".jsonl"), !["white.txt", "sentence.txt"].contains(name) {
      let piped = try tool.shell("$T tokenize -q - < \(name)")
      #expect(piped.code == code && piped.err.contains(sentence), "\(piped.err)")
    }
  }

  @Test(arguments: [
    ("punctuation.txt", "... !!! ???\n\n;;; ,,,\n\n--- ---\n", "No token has a letter or a digit."),
    (
      "same.txt", String(repeating: "The same line again.\n\n", count: 40),
      "4 of 4 held-out documents stand in the training text as well"
    ),
    ("mark.txt", "\u{FEFF}One two.\r\n\r\nThree four.\r\n", "a byte-order mark was dropped"),
  ])
  func anOddTextIsNoted(_ name: String, _ text: String, _ sentence: String) throws {
    try tool.write(name, text.utf8)
    let result = try tool.shell("$T run --corpus \(name) --output out --generations 1")
    #expect(result.code == 0 && result.err.contains(sentence), "\(result.err)")
  }

  @Test func longTokensAndLinesAreTextAsAnyOther() throws {
    let long = String(repeating: "x", count: 1_000_000)
    try tool.write("token.txt", "one two.\n\n\(long) three.\n\nfour five six.\n".utf8)
    let tokens = try tool("tokenize", "token.txt")
    #expect(tokens.code == 0 && tokens.out.contains(long))
    let model = try tool.shell(
      "$T train --corpus token.txt --model m -q && $T score --model m token.txt")
    #expect(model.code == 0, "\(model.err)")
    try tool.write(
      "line.txt", String(repeating: "the quick brown fox jumps over it ", count: 300_000).utf8)
    let line = try tool.shell("$T tokenize line.txt | wc -w")
    #expect(line.code == 0 && line.out.contains("2100000"), "\(line)")
    let run = try tool.shell("$T run --corpus line.txt --output out")
    #expect(run.code == 65 && run.err.contains("has 1 document"), "\(run.err)")
  }

  @Test func aModelMayBeCompressed() throws {
    let result = try tool.shell(
      """
      $T train --corpus $H --model m.arpa -q && gzip -k m.arpa
      $T score --model m.arpa $H > plain; $T score --model m.arpa.gz $H > packed
      grep -v arpa plain > a; grep -v arpa packed > b; cmp a b && test -s a && head -c 2000 m.arpa.gz > cut.gz
      $T score --model cut.gz $H
      """)
    #expect(
      result.code == 65 && result.err.contains("'cut.gz' (gzip) cannot be unpacked"), "\(result)")
  }

  @Test func aTextThatGrowsWhileItIsReadIsRefused() throws {
    let result = try tool.shell(
      """
      yes 'the text goes on and on' | head -c 40000000 > grows.txt
      while :; do echo more; done >> grows.txt & writer=$!
      $T run --corpus grows.txt --output out; code=$?
      kill -9 $writer; exit $code
      """)
    #expect(result.code == 74, "\(result.err)")
    #expect(
      result.err
        == "Error: 'grows.txt' changed while it was read. Nothing of it was used. Wait until it is whole, or copy it first.\n"
    )
    #expect(try tool.files == ["grows.txt"])
  }

  /// What is done to a file of a finished run, the exit code of `report`, and what the sentence says.
  static let damages: [(command: String, code: Int32, sentence: String)] = [
    (": > d/manifest.json", 65, "manifest.json is not a record of a run: it is not JSON"),
    ("head -c 300 run/manifest.json > d/manifest.json", 65, "manifest.json is not a record"),
    ("head -c 300 /dev/urandom > d/manifest.json", 65, "manifest.json is not a record"),
    ("rm d/manifest.json", 66, "manifest.json cannot be read. Give the directory of a run"),
    (": > d/generations.jsonl", 65, "it has 0 lines, and the finished run has 2 generations"),
    ("head -n 1 run/generations.jsonl > d/generations.jsonl", 65, "it has 1 lines"),
    ("head -c 300 run/generations.jsonl > d/generations.jsonl", 65, "the last line is cut off"),
    (
      "sed 's/\"generation\":1,/\"generation\":7,/' run/generations.jsonl > d/generations.jsonl",
      65,
      "generation 7 of replicate 0 is here, and the one before it is missing"
    ),
    ("cat run/generations.jsonl >> d/generations.jsonl", 65, "stands on line 1 already"),
    ("head -c 99 run/samples/samples.json > d/samples/samples.json", 65, "samples.json is not"),
    ("rm d/generations.jsonl", 66, "generations.jsonl cannot be read"),
  ]

  @Test func aDamagedRunIsNotReported() throws {
    let run = try tool.shell("$T run --corpus $H --generations 2 --order 2 --output run -q")
    #expect(run.code == 0, "\(run.err)")
    for (command, code, sentence) in Self.damages {
      let result = try tool.shell(
        "rm -rf d && cp -r run d && rm -f d/report.html && \(command) && $T report d")
      #expect(result.code == code && result.err.contains(sentence), "\(command): \(result)")
      let files = try tool.files
      #expect(result.out.isEmpty && !files.contains("d/report.html"), "\(command)")
    }
  }
}
