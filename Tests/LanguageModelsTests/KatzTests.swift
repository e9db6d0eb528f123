import Counting
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Katz back-off by hand.
///
/// The text is `a`, `a a a b` and `b b a a`, order 2; V = {a, b, </s>, <unk>}.
///
///     bigrams   <s> a: 2   <s> b: 1   a a: 3   a </s>: 2   a b: 1   b a: 1   b b: 1   b </s>: 1
///     unigrams  a: 6   b: 3   </s>: 3
///
/// Bigrams: n1 = 5, n2 = 2, n3 = 1, so that k = 2: μ = 3 n3/n1 = 3/5, d_1 = (2 n2/n1 − μ)/(1 − μ) = 1/2,
/// d_2 = (3 n3/(2 n2) − μ)/(1 − μ) = 3/8. Unigrams: n1 = 0, so that 1/2 is taken off each count up to
/// 5; 1 of 12 is left for <unk>.
struct KatzTests {
  private static let text = PlainText(lines: ["a", "a a a b", "b b a a"])

  private static func model(_ floor: UniformFloor) throws -> NgramModel {
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 2)
    return try NgramModel(estimating: counts, method: Katz(), floor: floor)
  }

  /// p(a), p(b), p(</s>) and p(<unk>) after a context.
  private static let examples: [(context: String, expected: [Double])] = [
    ("", [6.0 / 12, 2.5 / 12, 2.5 / 12, 1.0 / 12]),
    // 3 stays, 1 becomes 1/2, 2 becomes 3/4, of 6; <unk> alone was not seen.
    ("a", [3.0 / 6, 0.5 / 6, 0.75 / 6, 1.75 / 6]),
    ("b", [0.5 / 3, 0.5 / 3, 0.5 / 3, 1.5 / 3]),
    // Of 7/12 left, </s> has 5 parts and <unk> 2 parts.
    ("<s>", [3.0 / 12, 2.0 / 12, 5.0 / 12, 2.0 / 12]),
    ("<unk>", [6.0 / 12, 2.5 / 12, 2.5 / 12, 1.0 / 12]),
  ]

  @Test(arguments: examples)
  func byHand(context: String, expected: [Double]) throws {
    try Self.expect(expected, after: context, in: Self.model(.vocabulary))
  }

  /// Over the tokens seen, the unigrams have nothing to leave anything to.
  ///
  /// a keeps 6, b and </s> 5/2 each, of 11. Nor have a and b, after which all three were seen: what they
  /// keep is scaled to sum to 1.
  private static let observedExamples: [(context: String, expected: [Double])] = [
    ("", [6.0 / 11, 2.5 / 11, 2.5 / 11, 0]), ("a", [3 / 4.25, 0.5 / 4.25, 0.75 / 4.25, 0]),
    ("b", [1.0 / 3, 1.0 / 3, 1.0 / 3, 0]), ("<s>", [0.75 / 3, 0.5 / 3, 1.75 / 3, 0]),
  ]

  @Test(arguments: observedExamples)
  func whereEverythingWasSeen(context: String, expected: [Double]) throws {
    try Self.expect(expected, after: context, in: Self.model(.observed))
  }

  /// A context seen once backs off to one that is nearly sure.
  ///
  /// The text is `a b` 3000 times and `c a b` once, order 3; n2 is 0 at every order, so that 1/2 is taken
  /// off a count of 1, and where all counts are high, 1 of the count plus 1 is left. After a, b has 3001
  /// of 3002. After c a, b has 1/2; the other half goes to what shares 1/3002 after a, by the unigrams
  /// (a, b, </s> 3001 each, c and <unk> 1/2 each, of 9004) without b.
  @Test func whatIsUncoveredIsAddedUp() throws {
    let text = PlainText(lines: Array(repeating: "a b", count: 3000) + ["c a b"])
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 3)
    let model = try NgramModel(estimating: counts, method: Katz())
    let (a, b, c): (TokenID, TokenID, TokenID) = (2, 3, 4)
    func probability(_ token: TokenID) -> Double {
      model.score(token, after: [c, a]).probability
    }
    #expect(abs(model.score(b, after: [a]).probability - 3001.0 / 3002) < 1e-15)
    #expect(abs(probability(b) - 0.5) < 1e-15)
    #expect(abs(probability(SpecialToken.boundary) - 0.5 * 3001 / 6003) < 1e-14)
    #expect(abs(probability(c) - 0.25 / 6003) < 1e-16)
  }

  /// What is taken off counts up to k.
  ///
  /// n1 … n6 = 60, 24, 12, 6, 4, 2: μ = 6 · 2/60 = 1/5, r*/r = 4/5, 3/4, 2/3, 5/6, 3/5, so that
  /// 1 − d_r = 1/4, 5/16, 5/12, 5/24, 1/2; what is taken off adds up to n1 = 60.
  private static let discounts: [(counts: [Int], expected: [Double])] = [
    ([60, 24, 12, 6, 4, 2], [0.25, 0.625, 1.25, 5.0 / 6, 2.5]),
    // n6 = 0 makes d_5 = 0. k = 4: μ = 5 · 4/60 = 1/3, 1 − d_r = 3/10, 3/8, 1/2, 1/4.
    ([60, 24, 12, 6, 4, 0], [0.3, 0.75, 1.5, 1]),
    // d_1 < 0 with k = 5: 4/5 < μ = 9/10. d_2 = 0 with k = 4: 3/4 = μ. k = 3: μ = 4 · 6/60 = 2/5,
    // 1 − d_r = 1/3, 5/12, 5/9.
    ([60, 24, 12, 6, 9, 9], [1.0 / 3, 5.0 / 6, 5.0 / 3]),
    // Of the hand-worked bigrams.
    ([5, 2, 1, 0, 0, 0], [0.5, 1.25]),
    // d_2 = (6/5 − 1/25)/(24/25) > 1 with k = 3, d_1 < 0 with k = 2: 1/5 < 6/25.
    // n1/(n1 + 2 n2) instead.
    ([100, 10, 8, 1, 0, 0], once(100.0 / 120)),
    // μ = 3 · 4/10 is above 1.
    ([10, 9, 4, 0, 0, 0], once(10.0 / 28)),
    // d_1 = 0 with k = 2: 2 n2 = 3 n3.
    ([30, 6, 4, 0, 0, 0], once(30.0 / 42)), ([0, 3, 2, 1, 1, 1], once(0.5)),
    ([9, 0, 0, 0, 0, 0], once(0.5)), ([0, 0, 0, 0, 0, 0], once(0.5)),
  ]

  private static func once(_ discount: Double) -> [Double] {
    [Double](repeating: discount, count: 5)
  }

  @Test(arguments: discounts)
  func goodTuring(counts: [Int], expected: [Double]) throws {
    let (rule, note) = Katz().rule(
      order: 2, highest: 3,
      counts: CountsOfCounts(
        one: counts[0], two: counts[1], three: counts[2], four: counts[3], five: counts[4],
        six: counts[5]), support: 9)
    guard case .backOff(let backOff) = rule else {
      Issue.record("\(rule) is no back-off")
      return
    }
    #expect(backOff.discounts.count == expected.count)
    for (value, other) in zip(backOff.discounts, expected) { #expect(abs(value - other) < 1e-12) }
    let isReplaced = Set(expected).count == 1
    #expect((note == nil) == (expected.count == 5 && !isReplaced))
    let words = isReplaced ? "n1 / (n1 + 2 n2)" : "only counts up to \(expected.count) are"
    #expect(note?.contains(words) != false, "\(note ?? "")")
  }

  @Test func whatIsReplacedIsNoted() throws {
    let notes = try Self.model(.vocabulary).notes
    #expect(notes.count == 2)
    #expect(notes.first?.contains("order 1") == true && notes.first?.contains("instead") == true)
    #expect(notes.last?.contains("counts up to 2") == true)
  }

  // MARK: Parts

  private static func expect(
    _ expected: [Double], after context: String, in model: NgramModel
  ) throws {
    let known: [String: TokenID] = ["<s>": SpecialToken.boundary, "a": 2, "b": 3, "<unk>": 1]
    let tokens: [TokenID] = [2, 3, SpecialToken.boundary, SpecialToken.unknown]
    for (token, value) in zip(tokens, expected) {
      let score = model.score(token, after: context.isEmpty ? [] : [try #require(known[context])])
      #expect(abs(score.probability - value) < 1e-15, "token \(token)")
    }
  }
}
