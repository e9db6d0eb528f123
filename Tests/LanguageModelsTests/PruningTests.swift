import Counting
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// The laws of pruned models.
struct PruningTests {
  /// Thresholds of all shapes, words to keep (with numbers that the text does not have), and both.
  private static let prunings: [Pruning] = [
    Pruning(thresholds: [0, 0, 1]), Pruning(thresholds: [0, 1]), Pruning(thresholds: [1]),
    Pruning(thresholds: [2, 2, 3, 5]), Pruning(keeping: [2, 3, 5]), Pruning(keeping: []),
    Pruning(thresholds: [0, 1, 1], keeping: [2, 4, 5, 6, 90]), Pruning(thresholds: [1000]),
  ]

  @Test(arguments: Estimator.all, [1, 2, 3, 4, 6])
  func hold(estimator: Estimator, order: Int) throws {
    for (number, text) in LawText.all.enumerated() {
      for pruning in Self.prunings where pruning.thresholds.count <= order {
        for floor in UniformFloor.allCases {
          let laws = try LanguageModelLaws(
            text.stream, vocabularySize: text.vocabularySize, order: order, estimator: estimator,
            floor: floor, pruning: pruning, threads: [1, 2, 7][number % 3])
          let contexts = laws.contexts(8, seed: UInt64(order * 91 + number))
          let broken =
            laws.sumsToOne(in: contexts) + laws.equalsTwin(in: contexts)
            + (try laws.surviveARPA(in: contexts))
          #expect(
            broken.isEmpty, "\(text.name), \(pruning), floor \(floor): \(broken.prefix(3))")
        }
      }
    }
  }

  @Test func thresholdsOfZeroChangeNothing() throws {
    let text = PlainText(lines: SmallCorpora.story)
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 3)
    let files = try [Pruning.none, Pruning(thresholds: [0, 0, 0])].map { pruning in
      let model = try NgramModel(
        estimating: counts, method: ModifiedKneserNey(), pruning: pruning)
      var file = ""
      try model.writeARPA(text.vocabulary) { file += $0 }
      return file
    }
    #expect(files[0] == files[1])
  }

  /// Of the pairs in a b, a b, a c, the one that occurs once goes.
  ///
  /// Relative frequencies: p(b | a) = 2/3 + 1/3 · p(b) with p(b) = 2/9 of a a a b b c </s> </s> </s>.
  @Test func aPairThatGoesGivesItsMassToTheUnigrams() throws {
    let text = PlainText(lines: ["a b", "a b", "a c"])
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 2)
    let model = try NgramModel(
      estimating: counts, method: MaximumLikelihood(), pruning: Pruning(thresholds: [0, 1]))
    let (a, b, c): (TokenID, TokenID, TokenID) = (2, 3, 4)
    #expect(abs(model.score(b, after: [a]).probability - (2.0 / 3 + 2.0 / 27)) < 1e-15)
    #expect(abs(model.score(c, after: [a]).probability - 1.0 / 27) < 1e-15)
    #expect(model.score(c, after: [a]).matchedLength == 1)
    // <s> a, a b and b </s> are left of the five pairs.
    #expect(model.ngramCounts == [4, 3])
  }

  @Test(arguments: [
    ([0, 2, 1], "the pruning thresholds 0 2 1 fall"), ([0, 0, 0, 1], "4 pruning thresholds"),
    ([-1], "a pruning threshold is -1.0"),
  ])
  func thresholdsThatDoNotFit(thresholds: [Int], words: String) throws {
    let text = PlainText(lines: SmallCorpora.story)
    let counts = try NgramCounts(text.stream, vocabularySize: text.vocabulary.size, order: 3)
    let error = try #require(throws: LanguageModelError.self) {
      try NgramModel(
        estimating: counts, method: ModifiedKneserNey(), pruning: Pruning(thresholds: thresholds))
    }
    #expect("\(error)".contains(words))
  }
}
