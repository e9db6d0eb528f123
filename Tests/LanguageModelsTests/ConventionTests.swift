import Counting
import Foundation
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// What `<s>`, `</s>`, `<unk>` and the floor do, in the numbers of the manual's page *Method*.
///
/// Two sentences, `a b a` and `a b`; order 2, modified Kneser-Ney. The calculation stands on that page.
struct ConventionTests {
  private static let text = PlainText(lines: ["a b a", "a b"])
  private let a: TokenID = 2
  private let b: TokenID = 3

  private static func model(
    _ text: PlainText = text, _ method: any SmoothingMethod = ModifiedKneserNey(),
    _ floor: UniformFloor = .vocabulary
  ) throws -> NgramModel {
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 2)
    return try NgramModel(estimating: counts, method: method, floor: floor)
  }

  /// a, b, `<unk>` and `</s>`: 0.6625 · 0.4458 · 0.0625 · 0.325, the third left out of the second
  /// perplexity.
  @Test func aSentenceWithAWordOutsideTheVocabulary() throws {
    let score = try Self.model().score(Self.text.encode(lines: ["a b c"]))
    #expect((score.tokens, score.outOfVocabulary) == (4, 1))
    let product = 0.6625 * (1.0 / 3 + 0.1125) * 0.0625 * 0.325
    #expect(abs(score.log2Probability - log2(product)) < 1e-12)
    #expect(abs(exp2(try #require(score.crossEntropyBits)) - 3.593) < 5e-4)
    let without = try #require(score.crossEntropyBitsWithoutOutOfVocabulary)
    #expect(abs(exp2(without) - 2.184) < 5e-4)
  }

  @Test func theFloorsOfJudgeAndGenerator() throws {
    let tokens = [a, b, SpecialToken.boundary, SpecialToken.unknown]
    for (floor, expected) in [
      (UniformFloor.vocabulary, [0.325, 0.225, 0.325, 0.125]),
      (.observed, [0.2 + 0.5 / 3, 0.1 + 0.5 / 3, 0.2 + 0.5 / 3, 0]),
    ] {
      let model = try Self.model(Self.text, ModifiedKneserNey(), floor)
      for (token, value) in zip(tokens, expected) {
        #expect(abs(model.score(token, after: []).probability - value) < 1e-15)
      }
    }
    // In a ring, </s> is no token of the floor.
    let ring = try Self.model(PlainText(lines: ["a b a"], structure: .ring))
    #expect(ring.floorSize == 3 && ring.score(SpecialToken.boundary, after: []).probability == 0)
  }

  @Test(arguments: [
    ("<unk>", -0.9031, 0.0), ("<s>", 0, -0.3010), ("</s>", -0.4881, 0), ("a", -0.4881, -0.3010),
    ("<s> a", -0.1788, nil),
  ])
  func theFile(ngram: String, probability: Double, weight: Double?) throws {
    var file = ""
    try Self.model().writeARPA(Self.text.vocabulary) { file += $0 }
    let lines = file.split(separator: "\n").map { $0.split(separator: "\t") }
    let fields = try #require(lines.first { $0.count > 1 && $0[1] == ngram })
    #expect(abs(try #require(Double(fields[0])) - probability) < 5e-5)
    let found = fields.count > 2 ? Double(fields[2]) : nil
    #expect((found == nil) == (weight == nil))
    #expect(abs((found ?? 0) - (weight ?? 0)) < 5e-5)
  }

  /// `a c` with c outside V is `a <unk>`: of three successors of a (b, `</s>`, `<unk>`) one.
  @Test func unknownWordsAreCountedLikeWords() throws {
    let text = PlainText(lines: ["a b a", "a"])
    var stream = text.stream
    stream.ids.insert(SpecialToken.unknown, at: stream.ids.count - 1)
    let counts = try NgramCounts(stream, vocabularySize: text.vocabulary.size, order: 2)
    let model = try NgramModel(estimating: counts, method: MaximumLikelihood())
    #expect(abs(model.score(SpecialToken.unknown, after: [a]).probability - 1.0 / 3) < 1e-15)
    #expect(model.score(SpecialToken.boundary, after: [SpecialToken.unknown]).probability == 1)
    #expect(model.score(900, after: [a]) == model.score(SpecialToken.unknown, after: [a]))
  }
}
