import Digests
import TestSupport
import Testing

@testable import Corpora

@Suite struct PlainTextTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String, _ options: ReadingOptions) throws -> Corpus {
    try Corpus.read(paths: [folder.write("a.txt", text)], options: options)
  }

  private static let poem = "one\ntwo\n\n \nthree\n\nfour"

  @Test(
    "documents are cut by unit",
    arguments: [
      (DocumentUnit.line, ["one", "two", "three", "four"], [1, 2, 5, 7]),
      (.paragraph, ["one\ntwo", "three", "four"], [1, 5, 7]),
      (.file, [poem], [1]),
    ])
  func documents(unit: DocumentUnit, texts: [String], lines: [Int]) throws {
    let corpus = try read(Self.poem, ReadingOptions(documentUnit: unit))
    #expect(corpus.documents.indices.map { corpus.text(of: $0) } == texts)
    #expect(corpus.documents.map(\.line) == lines)
    #expect(corpus.files[0].hasWrappedLines == (unit == .paragraph))
  }

  @Test func `empty lines are documents only where they are kept`() throws {
    let corpus = try read("a\n\n b\n\n", ReadingOptions(keepEmpty: true))
    #expect(corpus.documents.indices.map { corpus.text(of: $0) } == ["a", "", " b", ""])
    #expect(corpus.keepsEmptyDocuments)
    #expect(try !read("a\n\n", ReadingOptions()).keepsEmptyDocuments)
  }

  @Test func `a byte-order mark and CRLF are mended and noted`() throws {
    let path = try folder.write("a.txt", [0xEF, 0xBB, 0xBF] + Array("a\r\nb\rc\r\n".utf8))
    let corpus = try Corpus.read(paths: [path], options: ReadingOptions(documentUnit: .file))
    #expect(corpus.text(of: 0) == "a\nb\rc\n")
    #expect(
      corpus.notes == [
        "\(path): a byte-order mark was dropped.", "\(path): 2 line ends were CRLF and became LF.",
      ])
  }

  @Test func `bytes that are no UTF-8 name file, offset and line`() throws {
    let path = try folder.write("a.txt", Array("ok\nb".utf8) + [0xFF] + Array("c\n".utf8))
    #expect(throws: CorpusError.invalidUTF8(path: path, offset: 4, line: 2, byte: 0xFF)) {
      try Corpus.read(paths: [path])
    }
    let corpus = try Corpus.read(paths: [path], options: ReadingOptions(lossy: true))
    #expect(corpus.text(of: 1) == "b\u{FFFD}c")
    #expect(corpus.notes == ["\(path): 1 invalid byte sequence was replaced by U+FFFD."])
  }

  @Test("other formats have their own sentences", arguments: [true, false])
  func otherFormats(lossy: Bool) throws {
    let utf16 = try folder.write("a.txt", [0xFF, 0xFE, 0x61, 0x00])
    let binary = try folder.write("b.txt", [0x61, 0x62, 0x00])
    let options = ReadingOptions(lossy: lossy)
    #expect(throws: CorpusError.utf16(path: utf16)) {
      try Corpus.read(paths: [utf16], options: options)
    }
    #expect(throws: CorpusError.binary(path: binary, offset: 2)) {
      try Corpus.read(paths: [binary], options: options)
    }
  }

  @Test func `digests and sizes are those of the bytes on disk`() throws {
    let corpus = try read("abc", ReadingOptions())
    #expect(corpus.files[0].bytes == 3)
    // FIPS 180-2, appendix B.1.
    #expect(
      corpus.files[0].sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("threads change nothing in a large file", arguments: [2, 3, 7])
  func threads(_ threads: Int) throws {
    var random = SeededGenerator(seed: 3)
    var text: [UInt8] = [0xEF, 0xBB, 0xBF]
    // Above the size from which parts of a file are read side by side.
    while text.count < 3 << 19 {
      text += Array("\(random.next()) é\(random.next() % 3 == 0 ? "\r\n" : "\n")".utf8)
    }
    let path = try folder.write("large.txt", text)
    let expected = try Corpus.read(paths: [path, path])
    #expect(expected.files[0].sha256 == SHA256Digest(of: text).hexadecimal)
    #expect(try Corpus.read(paths: [path, path], threads: threads) == expected)

    text[text.count - 5] = 0xFF
    let broken = try folder.write("broken.txt", text)
    let error = try #require(throws: CorpusError.self) { try Corpus.read(paths: [broken]) }
    #expect(throws: error) { try Corpus.read(paths: [broken], threads: threads) }
  }

  @Test func `offsets in a second file count from its own start`() throws {
    let first = try folder.write("1.txt", "fine\n")
    let second = try folder.write("2.txt", [0x61, 0x0A, 0x80])
    #expect(throws: CorpusError.invalidUTF8(path: second, offset: 2, line: 2, byte: 0x80)) {
      try Corpus.read(paths: [first, second])
    }
  }

  @Test func `missing and empty inputs are different failures`() throws {
    let missing = folder.path + "/none.txt"
    let empty = try folder.write("empty.txt", "\n \n")
    #expect(throws: CorpusError.file(.missing(path: missing))) {
      try Corpus.read(paths: [missing])
    }
    #expect(throws: CorpusError.noText(paths: [empty])) { try Corpus.read(paths: [empty]) }
    #expect(throws: CorpusError.noPaths) { try Corpus.read(paths: []) }
    #expect(CorpusError.file(.missing(path: missing)).kind == .noInput)
    #expect(CorpusError.noText(paths: [empty]).kind == .badData)
  }
}
