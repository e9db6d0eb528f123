import Counting
import Foundation
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Agreement with KenLM (lmplz and query of 2025-03-30) on two toy corpora.
struct KenLMTests {
  /// All reference files: a corpus, an order and how lmplz was called.
  static let files: [(String, Int, String)] =
    (1...5).flatMap { order in
      [
        ("toy1", order, "fallback"), ("toy2", order, "fallback"), ("toy2", order, "default"),
      ]
        + ["toy1", "toy2"].flatMap {
          [($0, order, "fallback_noiu"), ($0, order, "fallback_vocab")]
        }
    }
    + ["toy1", "toy2"].flatMap {
      [
        ($0, 3, "fallback_custom"), ($0, 3, "fallback_prune001"), ($0, 5, "fallback_prune00112"),
      ]
    }

  @Test(arguments: files)
  func everyNgramOfTheReferenceFile(corpus: String, order: Int, variant: String) throws {
    let (text, model) = try Self.train(corpus, order: order, variant: variant)
    let reference = try Self.parse("\(corpus).o\(order).\(variant).arpa")
    var written = ""
    try model.writeARPA(text.vocabulary) { written += $0 }
    let ours = Self.parseARPA(written)
    #expect(Set(ours.keys) == Set(reference.keys))
    for (ngram, theirs) in reference where ngram != "<s>" {
      let own = try #require(ours[ngram])
      // KenLM writes a probability of zero as -inf.
      #expect(abs(own.probability - max(theirs.probability, -99)) < 1e-5, "\(ngram)")
      // KenLM writes no weight, or 0, where nothing can follow.
      #expect(abs((own.weight ?? 0) - (theirs.weight ?? 0)) < 1e-5, "back-off of \(ngram)")
    }
  }

  @Test(arguments: files.filter { $0.1 > 1 })
  func sentenceScores(corpus: String, order: Int, variant: String) throws {
    let (text, model) = try Self.train(corpus, order: order, variant: variant)
    let kept = try Self.pruning(text, corpus, variant).vocabulary
    let lines = try Self.lines("\(corpus).test.txt")
    let expected = try Self.lines("\(corpus).o\(order).\(variant).sentence.txt")
    #expect(lines.count == expected.count)
    for (line, reference) in zip(lines, expected) {
      // Total: -12.34 OOV: 1
      let fields = reference.split(separator: " ")
      let score = model.score(text.encode(lines: [line], keeping: kept))
      let total = try #require(Double(fields[1]))
      #expect((score.zeroProbability > 0) == (total == -.infinity))
      #expect(
        total == -.infinity || abs(score.log2Probability * log10(2.0) - total) < 2e-5, "\(line)")
      #expect(score.outOfVocabulary == Int(fields[3]))
    }
  }

  @Test func discountsThatCannotBeEstimatedAreRefusedWithoutFallback() throws {
    let text = PlainText(lines: try Self.lines("toy1.txt"))
    let counts = try NgramCounts(
      text.stream, vocabularySize: text.vocabulary.size, order: 3)
    #expect(throws: LanguageModelError.self) {
      try NgramModel(estimating: counts, method: ModifiedKneserNey(fallback: nil))
    }
  }

  // MARK: Parts

  static func train(_ corpus: String, order: Int, variant: String) throws -> (PlainText, NgramModel)
  {
    let text = PlainText(lines: try lines("\(corpus).txt"))
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: order)
    let fallback =
      variant == "fallback_custom"
      ? Discounts(one: 0.3, two: 0.9, threePlus: 1.7) : Discounts(one: 0.5, two: 1, threePlus: 1.5)
    let model = try NgramModel(
      estimating: counts, method: ModifiedKneserNey(fallback: fallback),
      floor: variant == "fallback_noiu" ? .unknown : .vocabulary,
      pruning: try pruning(text, corpus, variant))
    return (text, model)
  }

  static func pruning(_ text: PlainText, _ corpus: String, _ variant: String) throws -> Pruning {
    switch variant {
    case "fallback_prune001": return Pruning(thresholds: [0, 0, 1])
    case "fallback_prune00112": return Pruning(thresholds: [0, 0, 1, 1, 2])
    case "fallback_vocab":
      let words = try lines("\(corpus).vocab").flatMap { $0.split(separator: " ") }
      return Pruning(keeping: Set(words.compactMap { text.vocabulary.id(of: String($0)) }))
    default: return .none
    }
  }

  static func lines(_ name: String) throws -> [String] {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/kenlm/\(name)", withExtension: nil))
    var lines = String(decoding: try Data(contentsOf: url), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func parse(_ name: String) throws -> [String: (
    probability: Double, weight: Double?
  )] {
    parseARPA(try lines(name).joined(separator: "\n"))
  }

  private static func parseARPA(_ text: String) -> [String: (probability: Double, weight: Double?)]
  {
    var ngrams: [String: (probability: Double, weight: Double?)] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count >= 2, let probability = Double(fields[0]) else { continue }
      ngrams[String(fields[1])] = (probability, fields.count > 2 ? Double(fields[2]) : nil)
    }
    return ngrams
  }
}
