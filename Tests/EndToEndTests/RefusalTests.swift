import Foundation
import Testing

/// What is wrong gets its exit code and its sentence, and leaves nothing behind.
@Suite struct RefusalTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.write("good.txt", "One two three.\n\nFour five six.\n\nSeven eight.\n".utf8)
    try tool.write("one.txt", "Only this.\n".utf8)
    try tool.write("empty.txt", [])
    try tool.write("white.txt", "  \n\n \t\n".utf8)
    try tool.write("bad.txt", Array("ab\n\ncd ".utf8) + [0xFF] + Array(" ef\n".utf8))
    try tool.write("zero.txt", "ab\u{0}c\n\nd\n".utf8)
    try tool.write("bad.jsonl", "{\"text\": \"a b\"}\n{\"text\": \n".utf8)
    try tool.write("unknown.json", #"{"order": 2, "ordr": 3}"#.utf8)
    try tool.write("type.json", #"{"order": "two"}"#.utf8)
    try tool.write("fraction.json", #"{"order": 2.5}"#.utf8)
    try tool.write("range.json", #"{"order": 9}"#.utf8)
    try tool.write("hot.json", #"{"temperature": -1}"#.utf8)
    try tool.write("list.json", "[1]".utf8)
    try tool.write("nan.json", "{\"order\": 2,\n \"temperature\": NaN}".utf8)
    try tool.write("huge.json", #"{"temperature": 1e999}"#.utf8)
    try tool.write("near.json", #"{"generatons": 2}"#.utf8)
    try tool.write("deep.json", Array(repeating: UInt8(ascii: "["), count: 1_000_000))
    try tool.write("manifest.json", #"{"schema": 1, "configuration": {"seed": -1}}"#.utf8)
    try tool.write("twice.json", "{\"order\": 2,\n \"seed\": 1,\n \"\\u006frder\": 3}".utf8)
    try tool.write(
      "inner.json", "{\"schema\": 1, \"configuration\":\n {\"seed\": 1, \"seed\": 1}}".utf8)
    try FileManager.default.createDirectory(
      atPath: "\(tool.folder)/folder", withIntermediateDirectories: true)
  }

  /// Arguments of `run`, the exit code, and what the sentence says.
  static let runs: [(String, Int32, String)] = [
    ("", 64, "Give a text with --corpus FILE"),
    ("good.txt", 64, "Name the text with --corpus: textcollapse run --corpus good.txt"),
    ("--corpus", 64, "Missing value for '--corpus"),
    ("--corpus good.txt --ordr 3", 64, "Did you mean '--order'?"),
    ("--corpus good.txt --order three", 64, "'three' is invalid for '--order"),
    ("--corpus good.txt --order 9", 64, "--order 9 is out of range: it must be from 1 to 8."),
    ("--corpus good.txt --regime retain", 64, "'replace', 'accumulate' or 'mix'"),
    ("--corpus good.txt --temperature nan", 64, "--temperature nan is out of range"),
    ("--corpus good.txt --threads 0", 64, "--threads 0 is out of range"),
    ("--corpus good.txt --tokens 9000000000000000000", 64, "--tokens 9000000000000000000 is out"),
    ("--corpus good.txt --seed 18446744073709551615", 64, "--seed 18446744073709551615 is out"),
    ("--corpus good.txt --output ''", 64, "it must be the path of a directory"),
    ("--corpus - --held-out -", 64, "can be read once only"),
    ("--corpus missing.txt", 66, "There is no file 'missing.txt'"),
    ("--corpus good.txt --held-out missing.txt", 66, "There is no file 'missing.txt'"),
    ("--corpus folder", 66, "holds no text"),
    ("--corpus good.txt --config missing.json", 66, "There is no file 'missing.json'"),
    ("--corpus empty.txt", 65, "There is no text in 'empty.txt'"),
    ("--corpus white.txt", 65, "There is no text in 'white.txt'"),
    ("--corpus -", 65, "There is no text in '-'"),
    ("--corpus one.txt", 65, "The corpus has 1 document, and the split needs 2"),
    ("--corpus bad.txt", 65, "byte 0xFF at offset 7 (line 3)"),
    ("--corpus zero.txt", 65, "NUL byte at offset 2"),
    ("--corpus bad.jsonl", 65, "bad.jsonl:2:"),
    ("--corpus good.txt --min-count 9", 65, "The training text holds no tokens"),
    ("--corpus good.txt --config unknown.json", 65, "'unknown.json' has the option 'ordr'"),
    ("--corpus good.txt --config type.json", 65, "the value of 'order' is of the wrong kind"),
    ("--corpus good.txt --config fraction.json", 65, "'order' has a value that it does not take"),
    ("--corpus good.txt --config range.json", 65, "'order' is 9, and must be from 1 to 8"),
    ("--corpus good.txt --config hot.json", 65, "'temperature' is -1.0, and must be above 0"),
    ("--corpus good.txt --config list.json", 65, "it is not a JSON object"),
    ("--corpus good.txt --config empty.txt", 65, "it is empty"),
    ("--corpus good.txt --config bad.txt", 65, "it is not UTF-8"),
    ("--corpus good.txt --config nan.json", 65, "it is not JSON at byte 17 of line 2"),
    ("--corpus good.txt --config huge.json", 65, "'temperature' has a value"),
    ("--corpus good.txt --config near.json", 65, "Did you mean 'generations'?"),
    ("--corpus good.txt --config deep.json", 65, "it is not JSON at byte 513 of line 1"),
    ("--corpus good.txt --config twice.json", 65, "'order' stands in it twice, again in line 3"),
    ("--corpus good.txt --config inner.json", 65, "'seed' stands in it twice, again in line 2"),
    (
      "--corpus good.txt --config folder", 66,
      "'folder' is a directory, and one file is wanted here. Give a file in it."
    ),
    ("--corpus good.txt --config manifest.json", 65, "'seed' has a value that it does not take"),
    ("--corpus good.txt --output folder", 74, "'folder' is already there"),
    ("--corpus good.txt --output good.txt", 74, "'good.txt' is already there"),
    ("--corpus good.txt --output good.txt/run", 74, "cannot be made: Not a directory"),
    (
      "--corpus good.txt --regime mix --real-share 0.9 --reserve-share 0.1", 65,
      "tokens of fresh real text, and the reserve holds"
    ),
  ]

  @Test(arguments: runs)
  func aRunIsRefused(_ arguments: String, _ code: Int32, _ sentence: String) throws {
    let before = try tool.files
    let output = arguments.contains("--output") ? "" : " --output out"
    let result = try tool.shell("$T run \(arguments)\(arguments.isEmpty ? "" : output) --quiet")
    #expect(result.code == code)
    #expect(result.out.isEmpty)
    #expect(result.err.hasPrefix("Error: ") && result.err.contains(sentence), "\(result.err)")
    // Our sentences are ours and the argument parser's are its own: one error, once.
    #expect(result.err.components(separatedBy: "Error:").count == 2)
    #expect((code == 64) || !result.err.contains("--help' for more"))
    #expect(try tool.files == before)
  }

  static let others: [(String, Int32, String)] = [
    ("report missing", 66, "Give the directory of a run"),
    ("report folder", 66, "Give the directory of a run"),
    ("report", 64, "Missing expected argument '<dir>'"),
    ("score --model missing.arpa good.txt", 66, "There is no file 'missing.arpa'"),
    ("score --model good.txt good.txt", 65, "'good.txt' is no ARPA file"),
    (
      "score --model empty.txt good.txt", 65,
      "'empty.txt' is no ARPA file that can be read: it is empty"
    ),
    ("score --model folder good.txt", 66, "'folder' is a directory, and one file is wanted here"),
    ("score --model - -", 64, "can be read once only"),
    ("score", 64, "Missing expected argument '--model <file>'"),
    ("sample --model good.txt", 65, "'good.txt' is no ARPA file"),
    ("sample --model good.txt --tokens -1", 64, "Missing value for '--tokens"),
    ("sample --model good.txt --tokens 9000000000000000000", 64, "is out of range"),
    ("train --corpus missing --model m", 66, "There is no file 'missing'"),
    ("train --corpus good.txt --model no/m -q", 74, "'no/m' could not be written"),
    ("train --corpus good.txt --model folder -q", 74, "'folder' could not be written"),
    ("train --corpus good.txt --model m --order 0", 64, "--order 0 is out of range"),
    ("train --corpus good.txt --model m --min-count 0", 64, "--min-count 0 is out of range"),
    ("train --corpus good.txt --model m --max-vocabulary 0", 64, "--max-vocabulary 0 is out of"),
    (
      "train --corpus good.txt --model m --prune 0 2 1", 64,
      "--prune does not fit: the pruning thresholds 0 2 1"
    ),
    ("train --corpus good.txt --model m --prune 0 0 0 1", 64, "there are 4 pruning thresholds"),
    ("train --corpus good.txt --model m --smoothing kats", 64, "'kats' is invalid"),
    (
      "train --corpus good.txt --model m --no-discount-fallback", 65,
      "Error: The Kneser-Ney discounts of order 1 cannot be estimated"
    ),
    ("tokenize missing", 66, "There is no file 'missing'"),
    ("tokenize bad.txt", 65, "offset 7"),
    ("tokenize - -", 64, "can be read once only"),
    ("tokenize good.txt > /dev/full", 74, "'standard output' could not be written"),
    ("corpus empty.txt", 65, "There is no text"),
    ("corpus good.txt --generations -1", 64, "--generations"),
  ]

  @Test(arguments: others)
  func anyCommandIsRefused(_ line: String, _ code: Int32, _ sentence: String) throws {
    let before = try tool.files
    let result = try tool.shell("$T \(line)")
    #expect(result.code == code)
    #expect(result.out.isEmpty)
    #expect(result.err.hasPrefix("Error: ") && result.err.contains(sentence), "\(result.err)")
    #expect(try tool.files == before)
  }

  @Test func whatIsRepairedIsSaid() throws {
    let result = try tool("tokenize", "--lossy", "bad.txt")
    #expect(result.code == 0 && result.out.contains("\u{FFFD}"))
    #expect(result.err.hasPrefix("Note: "))
    #expect(try tool("tokenize", "--lossy", "bad.txt", "-q").err.isEmpty)
  }
}
