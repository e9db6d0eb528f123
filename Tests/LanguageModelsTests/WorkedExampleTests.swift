import Counting
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Small models worked out by hand.
struct WorkedExampleTests {
  // Two sentences, "a b a" and "a b". Predicted tokens: a b a </s> a b </s>.
  private static let lines = ["a b a", "a b"]

  // Additive, order 2, lambda 1, vocabulary {</s>, <unk>, a, b}, |V| = 4:
  //   successors of <s>: a 2                    total 2
  //   successors of a:   b 2, </s> 1            total 3
  //   successors of b:   a 1, </s> 1            total 2
  //   p(a | <s>)    = (2 + 1) / (2 + 4) = 1/2    p(b | <s>)     = 1/6
  //   p(b | a)      = (2 + 1) / (3 + 4) = 3/7    p(<unk> | a)   = 1/7
  //   p(</s> | b)   = (1 + 1) / (2 + 4) = 1/3
  //   after <unk>, never seen: 1/4 each.
  private static let additiveExamples: [(token: String, context: String, value: Double)] = [
    ("a", "<s>", 1.0 / 2), ("b", "<s>", 1.0 / 6), ("b", "a", 3.0 / 7), ("<unk>", "a", 1.0 / 7),
    ("</s>", "b", 1.0 / 3), ("a", "<unk>", 1.0 / 4), ("</s>", "<unk>", 1.0 / 4),
  ]

  @Test(arguments: additiveExamples)
  func additive(token: String, context: String, expected: Double) throws {
    let model = try Self.model(Additive(lambda: 1), order: 2)
    let score = model.score(Self.id(token), after: [Self.id(context)])
    #expect(abs(score.probability - expected) < 1e-15)
  }

  // Maximum likelihood, order 3:
  //   p(a | <s>) = 2/2          p(b | <s> a) = 2/2
  //   p(a | a b) = 1/2          p(</s> | a b) = 1/2
  //   p(</s> | b a) = 1/1
  //   the context b b was never seen; b was: p(a | b b) = p(a | b) = 1/2
  //   <unk> was never seen at all: p(a | <unk>) = p(a) = 3/7
  private static let likelihoodExamples:
    [(token: String, context: String, value: Double, length: Int)] = [
      ("a", "<s>", 1.0, 2), ("b", "<s> a", 1, 3), ("a", "a b", 0.5, 3), ("</s>", "a b", 0.5, 3),
      ("</s>", "b a", 1, 3), ("a", "b b", 0.5, 2), ("a", "<unk>", 3.0 / 7, 1), ("b", "b b", 0, 1),
    ]

  @Test(arguments: likelihoodExamples)
  func maximumLikelihood(
    token: String, context: String, expected: Double, matchedLength: Int
  ) throws {
    let model = try Self.model(MaximumLikelihood(), order: 3)
    let score = model.score(
      Self.id(token), after: context.split(separator: " ").map { Self.id(String($0)) })
    #expect(abs(score.probability - expected) < 1e-15)
    #expect(score.matchedLength == matchedLength)
  }

  // Modified Kneser-Ney, order 2, with the fallback discounts 0.5, 1, 1.5 at both orders:
  //   bigrams: <s> a 2, a b 2, a </s> 1, b a 1, b </s> 1 (n3 = 0: fallback)
  //   continuation counts: a 2 (<s>, b), b 1 (a), </s> 2 (a, b); n3 = 0: fallback. Total 5.
  //   |V| = 4; removed from the unigrams: 1 + 0.5 + 1 = 2.5, so gamma() = 2.5/5 = 1/2
  //   p(a) = (2 - 1)/5 + 1/2 * 1/4 = 0.325    p(</s>) = 0.325
  //   p(b) = (1 - 0.5)/5 + 1/8 = 0.225        p(<unk>) = 0.125         (sum 1)
  //   gamma(a) = (1 + 0.5)/3 = 1/2            gamma(b) = (0.5 + 0.5)/2 = 1/2
  //   gamma(<s>) = 1/2
  //   p(b | a) = (2 - 1)/3 + 0.225/2 = 0.445833…
  //   p(</s> | a) = (1 - 0.5)/3 + 0.325/2 = 0.329166…
  //   p(a | b) = (1 - 0.5)/2 + 0.325/2 = 0.4125
  //   p(<unk> | b) = 0.125/2 = 0.0625
  //   p(a | <s>) = (2 - 1)/2 + 0.325/2 = 0.6625
  //   p(b | <unk>) = p(b) = 0.225
  private static let kneserNeyExamples: [(token: String, context: String, value: Double)] = [
    ("b", "a", 1.0 / 3 + 0.1125), ("</s>", "a", 0.5 / 3 + 0.1625), ("a", "b", 0.4125),
    ("<unk>", "b", 0.0625), ("a", "<s>", 0.6625), ("b", "<unk>", 0.225), ("b", "", 0.225),
  ]

  @Test(arguments: kneserNeyExamples)
  func modifiedKneserNey(token: String, context: String, expected: Double) throws {
    let model = try Self.model(ModifiedKneserNey(), order: 2)
    #expect(model.notes.count == 2)
    let score = model.score(
      Self.id(token), after: context.split(separator: " ").map { Self.id(String($0)) })
    #expect(abs(score.probability - expected) < 1e-15)
  }

  // Counts of counts 10, 4, 2, 1: Y = 10/18 = 5/9;
  //   D1 = 1 - 2 (5/9) 4/10 = 5/9, D2 = 2 - 3 (5/9) 2/4 = 7/6, D3+ = 3 - 4 (5/9) 1/2 = 17/9.
  @Test func discounts() throws {
    let discounts = try #require(
      Discounts(estimatedFrom: CountsOfCounts(one: 10, two: 4, three: 2, four: 1)))
    #expect(abs(discounts.one - 5.0 / 9) < 1e-15)
    #expect(abs(discounts.two - 7.0 / 6) < 1e-15)
    #expect(abs(discounts.threePlus - 17.0 / 9) < 1e-15)
  }

  @Test(arguments: [
    (0, 4, 2, 1), (10, 0, 2, 1), (10, 4, 0, 1),
    // D2 = 2 - 3 (1/3) 9/1 < 0.
    (1, 1, 9, 1),
    // D3+ = 3 - 4 (1/3) 9/1 < 0.
    (1, 1, 1, 9),
  ])
  func discountsThatCannotBeEstimated(one: Int, two: Int, three: Int, four: Int) {
    let counts = CountsOfCounts(one: one, two: two, three: three, four: four)
    #expect(Discounts(estimatedFrom: counts) == nil)
    #expect(
      throws: LanguageModelError.undefinedDiscounts(order: 2, counts: counts)
    ) {
      try ModifiedKneserNey(fallback: nil).rule(order: 2, highest: 3, counts: counts, support: 5)
    }
  }

  private static let impossibleMethods: [(any SmoothingMethod, String)] = [
    (Additive(lambda: 0), "lambda"), (Additive(lambda: -1), "lambda"),
    (Additive(lambda: .nan), "lambda"), (Additive(lambda: .infinity), "lambda"),
    (ModifiedKneserNey(fallback: Discounts(one: 1.5, two: 1, threePlus: 1)), "D1"),
    (ModifiedKneserNey(fallback: Discounts(one: 0.5, two: -1, threePlus: 1)), "D2"),
    (ModifiedKneserNey(fallback: Discounts(one: 0.5, two: 1, threePlus: 3.5)), "D3+"),
    (ModifiedKneserNey(fallback: Discounts(one: 0.5, two: 1, threePlus: .nan)), "D3+"),
  ]

  @Test(arguments: impossibleMethods)
  func parametersOutOfRange(method: any SmoothingMethod, parameter: String) {
    let error = #expect(throws: LanguageModelError.self) {
      try Self.model(method, order: 2)
    }
    #expect(error?.description.contains(parameter) == true)
  }

  // MARK: Parts

  private static func model(_ method: any SmoothingMethod, order: Int) throws -> NgramModel {
    let text = PlainText(lines: lines)
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: order)
    return try NgramModel(estimating: counts, method: method)
  }

  /// a and b are the first two types.
  private static func id(_ name: String) -> TokenID {
    switch name {
    case "<s>", "</s>": SpecialToken.boundary
    case "a": 2
    case "b": 3
    default: SpecialToken.unknown
    }
  }
}
