import Corpora
import Foundation
import Testing
import Tokenization

/// The corpora that come with the project are what their manifests say.
@Suite struct BundledCorporaTests {
  /// `Corpora/` of the package, found from this file.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Corpora").path

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0 != "README.md" && !$0.hasPrefix(".") }.sorted()

  private func read(_ name: String) throws -> Corpus {
    try Corpus.read(
      paths: ["\(Self.folder)/\(name)"], options: ReadingOptions(documentUnit: .paragraph))
  }

  @Test func theLanguagesAreThere() {
    #expect(
      Set(Self.names).isSuperset(of: [
        "arabic", "chinese", "english", "german", "harbour", "hindi", "japanese", "russian",
        "spanish", "thai",
      ]))
  }

  @Test(arguments: names)
  func aCorpusIsWhatItsManifestSays(_ name: String) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/\(name)")
    #expect(files.sorted() == ["DATASHEET.md", "manifest.json", "text.txt"])
    let corpus = try read(name)
    // The reader notes a digest that does not fit, bytes it had to mend, and the like.
    #expect(corpus.notes.isEmpty)
    let file = try #require(corpus.files.first)
    let manifest = try #require(file.manifest)
    #expect(manifest.bytes == file.bytes)
    #expect(manifest.sha256 == file.sha256)
    #expect(manifest.licence == "CC0-1.0")
    #expect(!manifest.title.isEmpty && !manifest.written.isEmpty && !manifest.language.isEmpty)
    let tokens = try Tokenizer(TokenizerConfiguration(locale: manifest.language))
      .tokenize(corpus, threads: 2)
    #expect(manifest.tokens == tokens.tokenCount)
    #expect(manifest.types == tokens.typeCount)
    #expect(tokens.tokenCount >= 800)
  }

  @Test(arguments: [("english", 15_000), ("harbour", 6000)])
  func aCorpusHasItsWords(_ name: String, _ least: Int) throws {
    let corpus = try read(name)
    let words = (0..<corpus.documentCount).reduce(0) { sum, index in
      sum + corpus.text(of: index).split { $0.isWhitespace }.count
    }
    #expect(words >= least)
  }

  @Test(arguments: names)
  func noParagraphOccursTwice(_ name: String) throws {
    let corpus = try read(name)
    var seen: [String: Int] = [:]
    for index in 0..<corpus.documentCount {
      let words = corpus.text(of: index).split { $0.isWhitespace }.joined(separator: " ")
      if let earlier = seen.updateValue(index, forKey: words) {
        Issue.record("\(corpus.place(of: index)) repeats \(corpus.place(of: earlier)): \(words)")
      }
    }
    #expect(seen.count > 10)
  }
}
