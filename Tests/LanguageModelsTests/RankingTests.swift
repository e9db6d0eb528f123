import Counting
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Rankings of tokens against a sort of the whole vocabulary.
struct RankingTests {
  @Test(arguments: Estimator.all, [1, 2, 3, 5])
  func firstTokensInEveryContext(estimator: Estimator, order: Int) throws {
    for text in LawText.all {
      for floor in UniformFloor.allCases {
        let model = try Self.model(text, order: order, estimator, floor)
        for limit in [0, 1, 2, 5, 40] {
          var ranked = RankedTokens(model, limit: limit)
          for context in 0..<UInt32(model.contexts.count - 1) {
            let expected = Self.sortedVocabulary(model, after: context).prefix(limit)
            let first = ranked.first(after: context)
            #expect(first == Array(expected), "\(text.name), context \(context), first \(limit)")
            #expect(ranked.first(after: context) == first, "a second time")
          }
        }
      }
    }
  }

  @Test(arguments: Estimator.all, [1, 2, 3, 4])
  func accuracyCountsRanks(estimator: Estimator, order: Int) throws {
    for text in LawText.all {
      let model = try Self.model(text, order: order, estimator, .vocabulary)
      var expected = NextTokenAccuracy()
      var state = model.contextBefore(0, of: text.stream)
      for token in text.stream.ids {
        let ranks = Self.sortedVocabulary(model, after: state).map(\.token)
        expected.positions += 1
        if token != SpecialToken.unknown, let place = ranks.firstIndex(of: token) {
          if place == 0 { expected.top1 += 1 }
          if place < 5 { expected.top5 += 1 }
        }
        _ = ModelView(model).step(token, from: &state)
      }
      #expect(model.accuracy(on: text.stream) == expected, "\(text.name)")
    }
  }

  @Test func tiesAreBrokenByNumber() {
    let tokens = [
      RankedToken(token: 5, probability: 0.2), RankedToken(token: 3, probability: 0.2),
      RankedToken(token: 9, probability: 0.5),
    ]
    #expect(tokens.sorted { $0.precedes($1) }.map(\.token) == [9, 3, 5])
  }

  /// A ranking of no tokens once looked for the last of them where n-grams lose by being seen.
  @Test func noTokensOfABackOffModel() throws {
    let file = #"""
      \data\
      ngram 1=3
      ngram 2=1

      \1-grams:
      -1	<unk>
      -0.7	</s>
      -0.2	a	0.3

      \2-grams:
      -1	a a

      \end\
      """#
    let model = try NgramModel.readARPA(Array(file.utf8)).model
    #expect(model.hasLosses)
    var none = RankedTokens(model, limit: 0)
    #expect(none.first(after: model.state(after: [2])).isEmpty)
  }

  // MARK: Parts

  private static func model(
    _ text: LawText, order: Int, _ estimator: Estimator, _ floor: UniformFloor
  ) throws -> NgramModel {
    try LanguageModelLaws(
      text.stream, vocabularySize: text.vocabularySize, order: order, estimator: estimator,
      floor: floor
    ).model
  }

  /// All tokens of positive probability, most probable first, ties by number.
  private static func sortedVocabulary(
    _ model: NgramModel, after context: UInt32
  ) -> [RankedToken] {
    (0..<TokenID(model.vocabularySize)).map { token in
      var state = context
      return RankedToken(
        token: token, probability: ModelView(model).step(token, from: &state).probability)
    }
    .filter { $0.probability > 0 }
    .sorted {
      $0.probability != $1.probability ? $0.probability > $1.probability : $0.token < $1.token
    }
  }
}
