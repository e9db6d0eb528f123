import Foundation
import Testing

@testable import Corpora

@Suite struct DirectoryTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func names(_ corpus: Corpus) -> [String] {
    corpus.files.map { String($0.path.dropFirst(folder.path.count + 1)) }
  }

  @Test func `texts are read in the byte order of their paths`() throws {
    for name in ["b.txt", "a/z.md", "a.text", "B", "é.txt", "z.ndjson", "a/b/c.jsonl"] {
      let isJSON = name.hasSuffix("json") || name.hasSuffix("jsonl")
      try folder.write(name, isJSON ? "{\"text\":\"x\"}" : "x")
    }
    for name in ["c.pdf", ".hidden", ".git/config"] { try folder.write(name, "x") }
    try folder.write("x.txt.gz", "x")
    // A loop of links must not be followed.
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    let corpus = try Corpus.read(paths: [folder.path])
    #expect(
      names(corpus) == [
        "B", "a.text", "a/b/c.jsonl", "a/z.md", "b.txt", "x.txt.gz", "z.ndjson", "é.txt",
      ])
  }

  @Test func `several paths keep the order given`() throws {
    let second = try folder.write("2.txt", "two")
    let first = try folder.write("1.txt", "one")
    let corpus = try Corpus.read(paths: [second, first])
    #expect(corpus.documents.indices.map { corpus.text(of: $0) } == ["two", "one"])
    #expect(corpus.documents.map(\.file) == [0, 1])
  }

  @Test func `a directory without text is an error`() throws {
    try folder.write("a.pdf", "x")
    let error = CorpusError.emptyDirectory(path: folder.path)
    #expect(throws: error) { try Corpus.read(paths: [folder.path]) }
    #expect(error.kind == .noInput)
  }

  @Test func `a bundled corpus is its text with its manifest`() throws {
    try folder.write("notes.md", "not read")
    try folder.write("text.txt", "abc")
    let manifest = """
      {"title": "T", "language": "en", "licence": "CC0-1.0", "written": "by hand", "tokens": 1,
       "types": 1, "bytes": 3,
       "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
      """
    let path = try folder.write("manifest.json", manifest)
    let corpus = try Corpus.read(paths: [folder.path])
    #expect(names(corpus) == ["text.txt"])
    #expect(corpus.files[0].manifest?.language == "en")
    #expect(corpus.notes.isEmpty)

    try folder.write("text.txt", "abcd")
    #expect(try Corpus.read(paths: [folder.path]).notes.count == 1)

    try folder.write("manifest.json", "{\"title\": \"T\"}")
    #expect(throws: CorpusError.invalidManifest(path: path, reason: "'language' is missing")) {
      try Corpus.read(paths: [folder.path])
    }
  }
}
