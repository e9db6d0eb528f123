import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// The weights of truncated draws, number by number: no test of significance.
struct TruncatedWeightTests {
  private static let temperatures = [0.5, 0.8, 1, 1.3]

  /// A listed token is drawn where its running sum, most probable first, passes the random number.
  ///
  /// Top-k alone has its own order, and stretches that stand for another draw.
  @Test(
    arguments: Estimator.all,
    [
      SamplingStrategy(topK: 1), SamplingStrategy(topK: 5), SamplingStrategy(topK: 40),
      SamplingStrategy(topK: 7, topP: 0.9, minP: 0.1), SamplingStrategy(greedy: true),
    ])
  func listsHaveTheWeightsOfTheTwin(estimator: Estimator, strategy: SamplingStrategy) throws {
    for (order, temperature) in zip([1, 2, 3, 5], Self.temperatures) {
      let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary)
      var strategy = strategy
      strategy.temperature = temperature
      var drawing = Drawing(PreparedDrawing(drawn.model, strategy, floor: .vocabulary))
      for start in drawn.contexts {
        let probabilities = drawn.probabilities(after: start)
        let weights = strategy.weights(probabilities)
        let ranked = weights.indices.filter { weights[$0] > 0 }.sorted {
          (probabilities[$0], $1) > (probabilities[$1], $0)
        }
        guard !ranked.isEmpty else { continue }
        let total = weights.reduce(0, +)
        var random = SentenceRandom(seed: 63, replicate: 0, generation: 0, sentence: Int(start))
        for _ in 0..<200 {
          // One token needs no number.
          var copy = random
          let line = drawing.line(after: start)
          let point = ranked.count > 1 && line == nil ? Double(copy.next()) * 0x1p-64 * total : 0
          var context = start
          let token = try #require(drawing.draw(from: &context, &random))
          if let line {
            try Self.expectWeights(line, weights, total)
            let expected = try Self.drawn(line, &copy)
            try #require(token == expected, "seed 63, order \(order), context \(start)")
            continue
          }
          let place = try #require(ranked.firstIndex(of: Int(token)))
          let before = ranked[..<place].reduce(0) { $0 + weights[$1] }
          // A number as near to a boundary as rounding goes may fall on either side of it.
          let slack = 1e-12 * total
          try #require(
            before <= point + slack && point < before + weights[Int(token)] + slack,
            "seed 63, order \(order), context \(start)")
        }
      }
    }
  }

  /// Every token has one stretch, as long as the twin's weight.
  private static func expectWeights(
    _ line: [TopSegment], _ weights: [Double], _ total: Double
  ) throws {
    let drawn = line.filter(\.isDrawn)
    let whole = drawn.reduce(0) { $0 + $1.weight }
    try #require(drawn.count == weights.count { $0 > 0 })
    for segment in drawn {
      let expected = weights[Int(segment.token)] / total
      try #require(abs(segment.weight / whole - expected) <= 1e-12, "\(segment), \(expected)")
    }
    // What is not drawn stands for no more than what is.
    try #require(line.reduce(0) { $0 + $1.weight } <= 2 * whole * (1 + 1e-12))
  }

  private static func drawn(
    _ line: [TopSegment], _ random: inout SentenceRandom
  ) throws -> TokenID {
    let total = line.reduce(0) { $0 + $1.weight }
    for _ in 0..<1000 {
      var point = Double(random.next()) * 0x1p-64 * total
      let segment = line.first { segment in
        point -= segment.weight
        return point < 0
      }
      if let segment = segment ?? line.last, segment.isDrawn { return segment.token }
    }
    throw NothingDrawn()
  }

  private struct NothingDrawn: Error {}

  /// What top-p and min-p refuse is drawn again: the tokens are those of draws without limits, less
  /// the ones that the twin refuses.
  @Test(
    arguments: Estimator.all,
    [
      SamplingStrategy(topP: 0.5), SamplingStrategy(topP: 0.9), SamplingStrategy(topP: 0.99),
      SamplingStrategy(minP: 0.1), SamplingStrategy(topP: 0.9, minP: 0.05),
    ])
  func refusedTokensAreDrawnAgain(estimator: Estimator, strategy: SamplingStrategy) throws {
    for (order, temperature) in zip([1, 2, 3, 5], Self.temperatures) {
      let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary)
      var strategy = strategy
      strategy.temperature = temperature
      let free = PreparedDrawing(
        drawn.model, SamplingStrategy(temperature: temperature, allowsUnknown: true),
        floor: .vocabulary)
      let limited = PreparedDrawing(drawn.model, strategy, floor: .vocabulary)
      for context in drawn.contexts {
        let weights = strategy.weights(drawn.probabilities(after: context))
        guard weights.contains(where: { $0 > 0 }) else { continue }
        let expected = DrawnModel.draws(300, free, after: context).filter { weights[$0] > 0 }
        let found = DrawnModel.draws(expected.count, limited, after: context)
        #expect(found == expected, "order \(order), context \(context)")
      }
    }
  }
}
