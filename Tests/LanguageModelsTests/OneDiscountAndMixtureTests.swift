import Counting
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Witten–Bell, absolute discounting, Kneser–Ney with one discount and Jelinek–Mercer, by hand.
///
/// The text is `a b a` and `a b`, order 2; V = {a, b, </s>, <unk>}.
///
///     raw bigrams   <s> a: 2   a b: 2   b a: 1   a </s>: 1   b </s>: 1     n1 = 3, n2 = 2
///     raw unigrams  a: 3   b: 2   </s>: 2      sum 7, 3 types              n1 = 0
///     continuation  a: 2   b: 1   </s>: 2      sum 5                       n1 = 1, n2 = 2
struct OneDiscountAndMixtureTests {
  private static let text = PlainText(lines: ["a b a", "a b"])

  private static func model(_ method: any SmoothingMethod) throws -> NgramModel {
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 2)
    return try NgramModel(estimating: counts, method: method)
  }

  /// D = 1/2 in place of an undefined one, γ = 1.5/7: p(b) = p(</s>) = 1.5/7 + γ/4.
  private static let absolute: Double = 7.5 / 28
  /// p(b) = p(</s>) = 0.8 · 2/7 + 0.2/4.
  private static let mixed: Double = 1.6 / 7 + 0.05

  /// p(b | a), p(</s> | a) and p(b) in a row; where D = 3/7, γ(a) = 2/7.
  private static let examples: [(Estimator, [Double])] = [
    // p(b) = (2 + 3/4)/10; p(b | a) = (2 + 2 p(b))/5; p(</s> | a) = (1 + 2 p(</s>))/5
    (.wittenBell, [0.51, 0.31, 0.275]),
    (.absoluteDiscounting, [(11 + 6 * absolute) / 21, (4 + 6 * absolute) / 21, absolute]),
    // D = 1/5, γ = 0.12: p(b) = 0.8/5 + 0.03, p(</s>) = 1.8/5 + 0.03
    (.kneserNey, [(11 + 6 * 0.19) / 21, (4 + 6 * 0.39) / 21, 0.19]),
    // p(b | a) = 0.5 · 2/3 + 0.5 p(b); p(</s> | a) = 0.5/3 + 0.5 p(</s>)
    (.jelinekMercer([0.8, 0.5]), [1.0 / 3 + mixed / 2, 0.5 / 3 + mixed / 2, mixed]),
  ]

  @Test(arguments: examples)
  func byHand(estimator: Estimator, expected: [Double]) throws {
    let model = try Self.model(estimator.method)
    let (a, b) = (TokenID(2), TokenID(3))
    let found = [
      model.score(b, after: [a]).probability,
      model.score(SpecialToken.boundary, after: [a]).probability,
      model.score(b, after: []).probability,
    ]
    for (value, other) in zip(found, expected) { #expect(abs(value - other) < 1e-12) }
  }

  @Test func anUndefinedDiscountIsNoted() throws {
    #expect(try Self.model(AbsoluteDiscounting()).notes.count == 1)
    #expect(try Self.model(KneserNey()).notes.isEmpty)
  }

  /// The maximum for one weight is known.
  ///
  /// Counted: a a a b </s>, so f = 3/5, 1/5, 1/5. Held out: a b b </s>. With V = 4,
  /// 0.35 / (0.25 + 0.35 λ) = 3 · 0.05 / (0.25 − 0.05 λ) at the maximum: λ = 5/7.
  @Test func weightsMaximizeTheLikelihoodOfHeldOutText() throws {
    let text = PlainText(lines: ["a a a b"])
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 1)
    let method = try JelinekMercer.estimated(
      on: text.encode(lines: ["a b b"]), counts: counts, rounds: 10_000)
    #expect(abs(method.weights[0] - 5.0 / 7) < 1e-3)
  }

  /// Every single weight, moved either way, makes held-out text less likely.
  @Test func noWeightCanBeMoved() throws {
    let text = PlainText(lines: SmallCorpora.story)
    let heldOut = text.encode(lines: ["the bird sat on the mat", "a dog and the cat sang", "a mat"])
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 3)
    let best = try JelinekMercer.estimated(on: heldOut, counts: counts, rounds: 10_000)
    func bits(_ weights: [Double]) throws -> Double {
      try NgramModel(estimating: counts, method: JelinekMercer(weights: weights))
        .score(heldOut).log2Probability
    }
    let reached = try bits(best.weights)
    for order in best.weights.indices {
      for step in [-0.02, 0.02] {
        var moved = best.weights
        moved[order] = min(0.999, max(0.001, moved[order] + step))
        #expect(try bits(moved) <= reached + 1e-9, "order \(order + 1), \(best.weights)")
      }
    }
  }

  @Test func weightsWithinATextDependOnNoThreads() throws {
    let lines = (0..<40).map { SmallCorpora.story[$0 % SmallCorpora.story.count] }
    let text = PlainText(lines: lines)
    let methods = try [1, 2].map {
      try JelinekMercer.estimated(
        within: text.stream, vocabularySize: text.vocabulary.size, order: 3, threads: $0)
    }
    #expect(methods[0] == methods[1])
    #expect(methods[0].weights.count == 3)
    #expect(methods[0].weights[2] > 0.5)
    let short = PlainText(lines: ["a b"])
    let equal = try JelinekMercer.estimated(
      within: short.stream, vocabularySize: short.vocabulary.size, order: 2)
    #expect(equal.weights == [0.5, 0.5])
  }
}
