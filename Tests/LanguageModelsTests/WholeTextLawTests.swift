import Corpora
import Counting
import Foundation
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// The laws of every n-gram model on real text in ten scripts, as the tokenizer cuts it, and on the
/// degenerate texts in full.
struct WholeTextLawTests {
  /// One bundled corpus for each script.
  private static let corpora = [
    "arabic", "chinese", "english", "greek", "hebrew", "hindi", "japanese", "korean", "russian",
    "thai",
  ]

  @Test(arguments: Array(corpora.enumerated().map { ($0.offset, $0.element) }))
  func holdInEveryScript(number: Int, corpus: String) throws {
    let text = try Self.opening(of: corpus, tokens: 300, minCount: 1 + number % 2)
    #expect(text.stream.ids.contains(SpecialToken.unknown) == (number % 2 == 1))
    #expect(text.vocabularySize > 10)
    for order in 1...8 {
      let counted = try CountedText(
        text.stream, vocabularySize: text.vocabularySize, order: order)
      // Of the files, each method and order has one in some script.
      try Self.expectLaws(counted, text.name, seed: number, fileOf: number + order)
    }
  }

  @Test(arguments: degenerate, 1...8)
  func holdOnDegenerateTexts(text: RepeatedText, order: Int) throws {
    let counted = try CountedText(
      text.stream, vocabularySize: text.stream.vocabularySizeWithOneUnseen, order: order,
      times: text.times, threads: 2)
    try Self.expectLaws(counted, text.testDescription, seed: order, fileOf: nil)
  }

  private static let degenerate = [
    RepeatedText("one token", PlainText(lines: ["only"]).stream),
    RepeatedText("one token, a ring", PlainText(lines: ["only"], structure: .ring).stream),
    RepeatedText("one type", PlainText(lines: Array(repeating: "on on on on", count: 90)).stream),
    RepeatedText("one type, a ring", PlainText(lines: ["on on on on"], structure: .ring).stream),
    RepeatedText("all types distinct", distinct(.sentences)),
    RepeatedText("all types distinct, a ring", distinct(.ring)),
    RepeatedText(
      "one sentence 10,000 times", PlainText(lines: ["the same sentence once more"]).stream,
      times: 10_000),
  ]

  // MARK: Parts

  /// Checks every method, with one floor or the other; the file of one method, or of all, is read back.
  private static func expectLaws(
    _ text: CountedText, _ name: String, seed: Int, fileOf: Int?
  ) throws {
    for (number, estimator) in Estimator.all.enumerated() {
      let floor: UniformFloor =
        (number + seed + text.plain.order) % 2 == 0 ? .vocabulary : .observed
      let laws = try LanguageModelLaws(text, estimator: estimator, floor: floor)
      let contexts = laws.contexts(12, seed: UInt64(seed * 8 + text.plain.order))
      var broken =
        laws.sumsToOne(in: contexts) + laws.zerosAreWherePromised(in: contexts)
        + laws.equalsTwin(in: contexts)
      if fileOf.map({ $0 % Estimator.all.count == number }) ?? true {
        broken += try laws.surviveARPA(in: contexts)
      }
      #expect(
        broken.isEmpty,
        "\(name), \(estimator), order \(text.plain.order), \(floor): \(broken.prefix(3))")
    }
  }

  /// The first sentences of a bundled corpus.
  private static func opening(of corpus: String, tokens: Int, minCount: Int) throws -> LawText {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Corpora/\(corpus)").path
    let read = try Corpus.read(
      paths: [folder], options: ReadingOptions(documentUnit: .paragraph))
    let manifest = try #require(read.files.first?.manifest)
    let text = try Tokenizer(TokenizerConfiguration(locale: manifest.language))
      .tokenize(read, threads: 1)
    let ids = text.stream.ids
    let last = try #require(ids.indices.first { $0 >= tokens && ids[$0] == SpecialToken.boundary })
    var counts: [TokenID: Int] = [:]
    for id in ids[...last] { counts[id, default: 0] += 1 }
    var numbers: [TokenID: TokenID] = [SpecialToken.boundary: SpecialToken.boundary]
    let opening = ids[...last].map { id -> TokenID in
      if let number = numbers[id] { return number }
      guard counts[id] ?? 0 >= minCount else { return SpecialToken.unknown }
      numbers[id] = TokenID(numbers.count) + 1
      return TokenID(numbers.count)
    }
    return LawText(
      corpus,
      TokenStream(ids: opening, documentEnds: [opening.count], structure: .sentences))
  }

  /// 200 types, each once.
  private static func distinct(_ structure: StreamStructure) -> TokenStream {
    PlainText(
      lines: (0..<20).map { line in (0..<10).map { "w\(10 * line + $0)" }.joined(separator: " ") },
      structure: structure
    ).stream
  }
}

/// A text that stands there many times over.
struct RepeatedText: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let stream: TokenStream
  let times: Int

  init(_ name: String, _ stream: TokenStream, times: Int = 1) {
    testDescription = name
    self.stream = stream
    self.times = times
  }
}
