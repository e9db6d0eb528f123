import Testing

@testable import Corpora

@Suite struct JSONLinesTests {
  private static func text(_ json: String, field: String = "text", lossy: Bool = false) throws
    -> String?
  {
    let path = field.split(separator: ".").map { Array($0.utf8) }
    var scanner = JSONTextScanner(Array(json.utf8)[...], field: path, lossy: lossy)
    return try scanner.text().map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "the text at the field is found and decoded",
    arguments: [
      (#"{"text":"a"}"#, "text", "a"),
      (#" { "id" : [1, -2.5e+3, {"text":"no"}], "text" : "a\nb" } "#, "text", "a\nb"),
      (#"{"a":{"text":"x","b":"deep"},"b":"shallow"}"#, "a.b", "deep"),
      (#"{"text":"\u00e9\uD83D\uDE00\/\t\"\\"}"#, "text", "é😀/\t\"\\"),
      (#"{"text":"first","text":"last"}"#, "text", "last"),
      (#"{"te\u0078t":"named by escape"}"#, "text", "named by escape"),
      (#"{"text":"日本語"}"#, "text", "日本語"),
    ])
  func found(json: String, field: String, expected: String) throws {
    #expect(try Self.text(json, field: field) == expected)
  }

  @Test(
    "a field that is no text is none",
    arguments: [#"{"tex":"a"}"#, #"{"text":1}"#, #"{"text":{"text":"a"}}"#, #"["text"]"#, "null"])
  func missing(json: String) throws {
    #expect(try Self.text(json) == nil)
  }

  @Test(
    "what is no JSON is refused",
    arguments: [
      "{", #"{"text":"a""#, #"{"text":"a"} x"#, #"{"text":"a",}"#, #"{text:"a"}"#, "tru", "01x",
      "1.",
      "-", "1e", "[1 2]", #""\x""#, #""\u12G4""#, "\"a\tb\"", #""\ud800""#, #""\u0000""#, "", "[",
    ])
  func refused(json: String) {
    #expect(throws: JSONTextScanner.Failure.self) { try Self.text(json) }
  }

  @Test func `values nested without end are refused and do not overflow the stack`() {
    #expect(throws: JSONTextScanner.Failure.self) {
      try Self.text(String(repeating: "[", count: 1_000_000))
    }
  }

  @Test func `half a surrogate pair is replaced when repairs are allowed`() throws {
    #expect(try Self.text(#"{"text":"a\ud800\u0041"}"#, lossy: true) == "a\u{FFFD}A")
  }

  @Test func `errors name the file and the line`() throws {
    let folder = try TemporaryFolder()
    let good = #"{"text":"a"}"#
    let broken = try folder.write("a.jsonl", "\(good)\n\n{\"text\":}\n")
    let missing = try folder.write("b.ndjson", "\(good)\n{\"body\":\"x\"}\n")
    let error = #expect(throws: CorpusError.self) { try Corpus.read(paths: [broken]) }
    #expect(
      error?.description.hasPrefix("\(broken):3: this is no JSON: a value is missing") == true)
    #expect(throws: CorpusError.missingField(path: missing, line: 2, field: "text")) {
      try Corpus.read(paths: [missing])
    }
  }

  @Test func `records are documents with their lines`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.jsonl", "{\"t\":\"a\\nb\"}\n\n{\"t\":\"\"}\n{\"t\":\"c\"}")
    let corpus = try Corpus.read(paths: [path], options: ReadingOptions(textField: "t"))
    #expect(corpus.documents.indices.map { corpus.text(of: $0) } == ["a\nb", "c"])
    #expect(corpus.documents.indices.map { corpus.place(of: $0) } == ["\(path):1", "\(path):4"])
  }
}
