import Counting
import Foundation
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// Top-k, top-p, min-p and greedy against a twin that lists the whole vocabulary.
struct TruncationTests {
  private static let limits: [SamplingStrategy] =
    [
      SamplingStrategy(topK: 1), SamplingStrategy(topK: 5), SamplingStrategy(topK: 40),
      SamplingStrategy(topP: 0.5), SamplingStrategy(topP: 0.9), SamplingStrategy(topP: 0.99),
      SamplingStrategy(topP: 1), SamplingStrategy(minP: 0.1), SamplingStrategy(minP: 0),
      SamplingStrategy(minP: 1), SamplingStrategy(topK: 5, topP: 0.5),
      SamplingStrategy(topK: 7, topP: 0.9, minP: 0.1), SamplingStrategy(topP: 0.9, minP: 0.05),
      SamplingStrategy(greedy: true),
    ]

  @Test(arguments: Estimator.all, limits)
  func theSameTokensAsTheTwin(estimator: Estimator, limits: SamplingStrategy) throws {
    for order in [1, 2, 3, 5] {
      let structure: StreamStructure = order == 2 ? .ring : .sentences
      let floor: UniformFloor = order == 3 ? .observed : .vocabulary
      let drawn = try DrawnModel(estimator, order: order, floor: floor, structure: structure)
      for (temperature, allowsUnknown) in [(1, false), (0.8, true), (1.3, false)] {
        var strategy = limits
        strategy.temperature = temperature
        strategy.allowsUnknown = allowsUnknown
        Self.expectTwin(drawn, strategy, every: order > 2 ? 31 : 5)
      }
    }
  }

  @Test(arguments: limits)
  func theSameTokensInABackOffModel(limits: SamplingStrategy) throws {
    Self.expectTwin(try DrawnModel(backOffFile: ()), limits, every: 1)
  }

  @Test(arguments: [Estimator.modifiedKneserNey, .additive(1)], limits)
  func drawsFollowWhatIsLeft(estimator: Estimator, limits: SamplingStrategy) throws {
    for (order, temperature) in [(1, 1.0), (3, 1), (3, 0.8)] {
      let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary)
      var strategy = limits
      strategy.temperature = temperature
      DrawTests.expectFit(
        drawn, PreparedDrawing(drawn.model, strategy, floor: .vocabulary), strategy,
        contexts: Array(drawn.contexts.prefix(6)))
    }
  }

  /// Ties at the edge of top-p: four tokens of probability 1/4 in an MLE model, whose sums round.
  @Test(arguments: [(0.25, 1), (0.5, 2), (0.75, 3), (0.76, 4), (1, 4)])
  func topPStopsWhereTheMassReachesIt(topP: Double, expected: Int) throws {
    let ring = TokenStream(ids: [2, 3, 4, 5], documentEnds: [4], structure: .ring)
    let laws = try LanguageModelLaws(
      ring, vocabularySize: 7, order: 1, estimator: .maximumLikelihood, floor: .vocabulary)
    for topK in [nil, 4] {
      let strategy = SamplingStrategy(topK: topK, topP: topP)
      var drawing = Drawing(PreparedDrawing(laws.model, strategy, floor: .observed))
      let admitted = (TokenID(2)..<6).filter { drawing.admits($0, after: 0) }
      #expect(admitted == Array((TokenID(2)..<6).prefix(expected)))
    }
  }

  /// Contexts of all widths, so that lists and sorted contexts of every level and all bounds are asked.
  @Test(
    arguments: [
      SamplingStrategy(topK: 5), SamplingStrategy(topK: 40), SamplingStrategy(topK: 300),
      SamplingStrategy(topK: 300, minP: 0.001), SamplingStrategy(topP: 0.5),
      SamplingStrategy(topP: 0.9), SamplingStrategy(topP: 0.99),
    ], [0.0, 0.05])
  func theSameTokensInAWideModel(limits: SamplingStrategy, unknownShare: Double) throws {
    let stream = RandomStreams.sentences(
      4000, types: 1200, emptyShare: 0.01, unknownShare: unknownShare, seed: 66)
    let counts = try NgramCounts(stream, vocabularySize: 1202, order: 4)
    let model = try NgramModel(estimating: counts, method: ModifiedKneserNey(), floor: .vocabulary)
    let drawn = DrawnModel(model: model, stream: stream)
    var drawing = Drawing(PreparedDrawing(model, limits, floor: .vocabulary))
    var random = SentenceRandom(seed: 67, replicate: 0, generation: 0, sentence: 0)
    for start in stride(from: 3, to: stream.ids.count, by: stream.ids.count / 300) {
      let context = model.state(after: Array(stream.ids[start - 3..<start]))
      let probabilities = drawn.probabilities(after: context)
      let weights = limits.weights(probabilities)
      for token in weights.indices where probabilities[token] > 0 {
        let isAdmitted = drawing.admits(TokenID(token), after: context)
        try #require(isAdmitted == (weights[token] > 0), "context \(context), token \(token)")
      }
      for _ in 0..<5 {
        var state = context
        let token = try #require(drawing.draw(from: &state, &random))
        try #require(weights[Int(token)] > 0, "context \(context), token \(token)")
      }
    }
  }

  @Test(arguments: Estimator.all, [1, 2, 3])
  func greedyIsTheMostProbable(estimator: Estimator, order: Int) throws {
    let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary)
    let prepared = PreparedDrawing(
      drawn.model, SamplingStrategy(temperature: 1.3, greedy: true), floor: .observed)
    for context in drawn.contexts {
      var probabilities = drawn.probabilities(after: context)
      probabilities[Int(SpecialToken.unknown)] = 0
      let most = probabilities.max() ?? 0
      let expected = probabilities.firstIndex(of: most)
      #expect(Set(DrawnModel.draws(5, prepared, after: context)) == Set([expected]))
    }
  }

  /// A number of tokens beyond the vocabulary once took memory for all of them.
  @Test(arguments: [40, 4_000_000_000, Int.max])
  func topKBeyondTheVocabularyIsTheWhole(topK: Int) throws {
    let drawn = try DrawnModel(.modifiedKneserNey, order: 3, floor: .vocabulary)
    let strategy = SamplingStrategy(topK: topK)
    let prepared = PreparedDrawing(drawn.model, strategy, floor: .vocabulary)
    var drawing = Drawing(prepared)
    for context in drawn.contexts {
      let admitted = (0..<TokenID(drawn.model.vocabularySize)).filter {
        drawing.admits($0, after: context)
      }
      #expect(admitted.count == drawn.model.vocabularySize - 1, "all but <unk>")
    }
    #expect(DrawnModel.draws(5, prepared, after: 0).count == 5)
  }

  // MARK: Parts

  private static func expectTwin(
    _ drawn: DrawnModel, _ strategy: SamplingStrategy, every step: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var drawing = Drawing(PreparedDrawing(drawn.model, strategy, floor: .observed))
    let all = stride(from: 0, to: drawn.model.contexts.count - 1, by: step).map { UInt32($0) }
    for context in all {
      let probabilities = drawn.probabilities(after: context)
      let weights = strategy.weights(probabilities)
      let admitted = probabilities.indices.filter {
        probabilities[$0] > 0 && drawing.admits(TokenID($0), after: context)
      }
      #expect(
        admitted == weights.indices.filter { weights[$0] > 0 },
        "order \(drawn.model.order), context \(context), \(strategy)",
        sourceLocation: sourceLocation)
    }
  }
}
