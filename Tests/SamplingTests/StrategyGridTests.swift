import Foundation
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// Draws against the scorer: every estimator, orders 1 to 5, every temperature and truncation, after
/// texts that were seen, seen in part and never seen.
///
/// Each estimator, order and strategy is one test of all its contexts together (``DivergenceTest``).
/// By Bonferroni each has the level `familyError / tests`: with another seed, a right sampler would be
/// refused by any test of the family with a probability below `familyError`, one in a million.
struct StrategyGridTests {
  private static let orders = Array(1...5)
  private static let temperatures = [0.5, 0.8, 1, 1.3]
  private static let truncations = [
    SamplingStrategy(topK: 1), SamplingStrategy(topK: 5), SamplingStrategy(topK: 40),
    SamplingStrategy(topP: 0.5), SamplingStrategy(topP: 0.9), SamplingStrategy(topP: 0.99),
    SamplingStrategy(minP: 0.05), SamplingStrategy(minP: 0.5),
  ]
  private static let familyError = 1e-6
  private static let tests =
    Estimator.all.count * orders.count * (temperatures.count + truncations.count)
  private static let level = familyError / Double(tests)
  private static let seed: UInt64 = 91
  private static let draws = 4000

  @Test(arguments: Estimator.all, orders)
  func drawsFollowTheScorer(estimator: Estimator, order: Int) throws {
    let row = order + (Estimator.all.firstIndex(of: estimator) ?? 0)
    let grid = try GridModel(estimator, order: order, row: row)
    let plain = Self.temperatures.map { SamplingStrategy(temperature: $0) }
    // A truncation goes with one temperature here and with the others in other rows.
    let cut = Self.truncations.enumerated().map { index, strategy in
      var strategy = strategy
      strategy.temperature = Self.temperatures[(row + index) % Self.temperatures.count]
      return strategy
    }
    for var strategy in plain + cut {
      strategy.allowsUnknown = row % 3 == 0
      let test = grid.test(Self.draws, of: strategy, against: strategy, seed: Self.seed)
      #expect(
        !test.refuses(at: Self.level),
        """
        seed \(Self.seed), \(strategy): probability \(test.probability), \(test.impossible) \
        impossible draws
        """)
    }
  }

  /// The number of draws is enough to see what is wrong, at the level of the grid.
  @Test(arguments: [
    (SamplingStrategy(temperature: 0.8), SamplingStrategy()),
    (SamplingStrategy(), SamplingStrategy(temperature: 0.8)),
    (SamplingStrategy(temperature: 0.5), SamplingStrategy(temperature: 0.6)),
    (SamplingStrategy(topK: 6), SamplingStrategy(topK: 5)),
    (SamplingStrategy(topK: 5), SamplingStrategy(topK: 6)),
    (SamplingStrategy(topP: 0.9), SamplingStrategy(topP: 0.99)),
    (SamplingStrategy(topP: 0.99), SamplingStrategy(topP: 0.9)),
    (SamplingStrategy(minP: 0.05), SamplingStrategy(minP: 0.2)),
    (SamplingStrategy(temperature: 1.3), SamplingStrategy(topK: 40)),
  ])
  func aWrongStrategyIsRefused(used: SamplingStrategy, claimed: SamplingStrategy) throws {
    for order in [1, 3] {
      let grid = try GridModel(.modifiedKneserNey, order: order, row: 0)
      #expect(
        grid.test(Self.draws, of: used, against: claimed, seed: Self.seed).refuses(at: Self.level))
    }
  }

  /// A table in which one word of the empty context, of 5 to 10 %, has three times its probability.
  ///
  /// Smaller faults of tables are found without draws, by ``MixtureTests``.
  @Test func aDoctoredTableIsRefused() throws {
    let grid = try GridModel(.modifiedKneserNey, order: 1, row: 0)
    let right = grid.test(
      Self.draws, of: SamplingStrategy(), against: SamplingStrategy(), seed: Self.seed)
    #expect(!right.refuses(at: Self.level))
    let word = try #require((2..<22).first { (0.05..<0.1).contains(grid.probabilities[0][$0]) })
    let doctored = grid.test(
      Self.draws, of: SamplingStrategy(), against: SamplingStrategy(), seed: Self.seed
    ) { $0[word] *= 3 }
    #expect(doctored.refuses(at: Self.level))
  }
}

/// A model and the texts after which it is drawn from.
private struct GridModel {
  let drawn: DrawnModel
  let contexts: [UInt32]
  /// p(token | context) by the scorer, for each of the contexts.
  let probabilities: [[Double]]

  init(_ estimator: Estimator, order: Int, row: Int) throws {
    drawn = try DrawnModel(
      estimator, order: order, floor: row % 2 == 0 ? .vocabulary : .observed,
      structure: row % 4 == 3 ? .ring : .sentences)
    let model = drawn.model
    let (stream, unseen) = (drawn.stream, TokenID(24))
    // Never seen: the empty context is drawn from. All contexts differ, so that draws are independent.
    var histories: [[TokenID]] = [Array(repeating: unseen, count: order)]
    try #require(model.state(after: histories[0]) == 0 && !stream.ids.contains(unseen))
    if order > 1 {
      let longest = Self.mostFrequent(order - 1, in: stream)
      histories.append(longest)
      try #require(Self.length(of: model.state(after: longest), model) == order - 1)
      if stream.structure == .sentences { histories.append([SpecialToken.boundary]) }
    }
    if order > 2 {
      let partly = [unseen] + Self.mostFrequent(order - 2, in: stream)
      histories.append(partly)
      try #require(Self.length(of: model.state(after: partly), model) == order - 2)
    }
    contexts = histories.map { model.state(after: $0) }
    probabilities = histories.map { history in
      (0..<TokenID(model.vocabularySize)).map { model.score($0, after: history).probability }
    }
  }

  /// Draws by one strategy against the distribution of another.
  func test(
    _ number: Int, of used: SamplingStrategy, against claimed: SamplingStrategy, seed: UInt64,
    changing change: (inout [Double]) -> Void = { _ in }
  ) -> DivergenceTest {
    let prepared = PreparedDrawing(drawn.model, used, floor: drawn.model.floor)
    var test = DivergenceTest()
    for (context, probabilities) in zip(contexts, probabilities) {
      var weights = claimed.weights(probabilities)
      change(&weights)
      let draws = DrawnModel.draws(number, prepared, after: context, seed: seed)
      test.add(draws, weights: weights)
    }
    return test
  }

  /// The most frequent words of a length, boundaries and `<unk>` not among them.
  private static func mostFrequent(_ length: Int, in stream: TokenStream) -> [TokenID] {
    var counts: [[TokenID]: Int] = [:]
    for start in 0..<(stream.ids.count - length) {
      // A word has to follow, so that an unsmoothed model has something to draw.
      let text = stream.ids[start...(start + length)]
      guard text.allSatisfy({ $0 >= SpecialToken.firstType }) else { continue }
      counts[Array(text.dropLast()), default: 0] += 1
    }
    return counts.max { ($0.value, $1.key.description) < ($1.value, $0.key.description) }?.key ?? []
  }

  /// How many tokens a context holds.
  private static func length(of context: UInt32, _ model: NgramModel) -> Int {
    (model.contextStarts.firstIndex { $0 > Int(context) } ?? model.contextStarts.count) - 1
  }
}
