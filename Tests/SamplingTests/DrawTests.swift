import Counting
import Foundation
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// Draws against the scorer: 2000 in each context of a model.
struct DrawTests {
  private static let estimators: [Estimator] = [
    .modifiedKneserNey, .maximumLikelihood, .additive(0.1),
  ]

  @Test(arguments: estimators, [1, 2, 3, 5])
  func plainDraws(estimator: Estimator, order: Int) throws {
    for structure in [StreamStructure.sentences, .ring] {
      for floor in UniformFloor.allCases {
        let drawn = try DrawnModel(estimator, order: order, floor: floor, structure: structure)
        for allowsUnknown in [false, true] {
          let strategy = SamplingStrategy(allowsUnknown: allowsUnknown)
          Self.expectFit(drawn, PreparedDrawing(drawn.model, strategy, floor: floor), strategy)
        }
      }
    }
  }

  /// What pruning took out of a context is drawn from below.
  @Test(arguments: Estimator.all, [1, 2, 3, 5])
  func plainDrawsFromAPrunedModel(estimator: Estimator, order: Int) throws {
    let words = Set(TokenID(2)...12)
    for pruning in [
      Pruning(thresholds: [0, 1, 2, 3, 4].prefix(order).map { $0 }), Pruning(keeping: words),
      Pruning(thresholds: [8, 8, 8].prefix(order).map { $0 }, keeping: words),
    ] {
      for (structure, floor) in [
        (StreamStructure.sentences, UniformFloor.vocabulary), (.ring, .observed),
      ] {
        let drawn = try DrawnModel(
          estimator, order: order, floor: floor, structure: structure, pruning: pruning)
        let strategy = SamplingStrategy(allowsUnknown: true)
        Self.expectFit(
          drawn, PreparedDrawing(drawn.model, strategy, floor: floor), strategy,
          contexts: Array(Set(drawn.contexts + [0])).sorted())
        let sharpened = SamplingStrategy(temperature: 0.8)
        Self.expectFit(
          drawn, PreparedDrawing(drawn.model, sharpened, floor: floor), sharpened)
      }
    }
  }

  @Test(arguments: estimators, [0.5, 0.8, 1.3])
  func draws(estimator: Estimator, temperature: Double) throws {
    for (order, floor) in [
      (1, UniformFloor.observed), (2, .vocabulary), (3, .observed), (5, .vocabulary),
    ] {
      let drawn = try DrawnModel(estimator, order: order, floor: floor)
      let strategy = SamplingStrategy(temperature: temperature, allowsUnknown: order == 3)
      // The model's own floor counts, whatever the sampler's.
      Self.expectFit(drawn, PreparedDrawing(drawn.model, strategy, floor: .observed), strategy)
    }
  }

  /// Where p^(1/T) of every token is too small a number, draws once read beyond the tables.
  @Test(arguments: [0.02, 0.002, 0.0002], [.modifiedKneserNey, Estimator.additive(1)])
  func drawsAtVeryLowTemperatures(temperature: Double, estimator: Estimator) throws {
    for (order, topK, topP, minP) in [
      (1, nil, nil, nil), (3, nil, nil, nil), (3, 5, nil, nil), (3, nil, 0.9, nil),
      (3, nil, nil, 0.1), (3, 5, 0.9, 0.1),
    ] as [(Int, Int?, Double?, Double?)] {
      let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary)
      let strategy = SamplingStrategy(
        temperature: temperature, topK: topK, topP: topP, minP: minP)
      Self.expectFit(drawn, PreparedDrawing(drawn.model, strategy, floor: .vocabulary), strategy)
    }
    let file = try DrawnModel(backOffFile: ())
    let strategy = SamplingStrategy(temperature: temperature, allowsUnknown: true)
    Self.expectFit(
      file, PreparedDrawing(file.model, strategy, floor: .vocabulary), strategy,
      contexts: (0..<UInt32(file.model.contexts.count - 1)).map { $0 })
  }

  @Test(arguments: estimators, [1.0, 0.8])
  func drawsFromAFile(estimator: Estimator, temperature: Double) throws {
    for order in [1, 2, 3, 5] {
      let estimated = try DrawnModel(estimator, order: order, floor: .vocabulary)
      let drawn = try DrawnModel(throughARPA: estimated)
      let strategy = SamplingStrategy(temperature: temperature)
      Self.expectFit(drawn, PreparedDrawing(drawn.model, strategy, floor: .vocabulary), strategy)
    }
  }

  /// A back-off model in which seen n-grams are less probable than the shorter ones make them:
  /// p(a | a) = 0.05 against 0.8 · 0.5, p(b | a b) = 0.1 against 1.2 · p(b | b);
  /// p(a | a b) gains over p(a | b), which itself loses.
  @Test(arguments: [1.0, 0.7])
  func drawsFromABackOffModel(temperature: Double) throws {
    let drawn = try DrawnModel(backOffFile: ())
    #expect(drawn.model.hasLosses)
    let strategy = SamplingStrategy(temperature: temperature, allowsUnknown: true)
    Self.expectFit(
      drawn, PreparedDrawing(drawn.model, strategy, floor: .vocabulary), strategy,
      contexts: (0..<UInt32(drawn.model.contexts.count - 1)).map { $0 })
  }

  /// Draws once failed after a million refusals: a context seen once backs off to one that is sure of
  /// its one successor but for 10^-7.
  @Test(arguments: [1.0, 0.9])
  func drawsWhereNearlyAllIsRefused(temperature: Double) throws {
    let file = #"""
      \data\
      ngram 1=6
      ngram 2=2
      ngram 3=1

      \1-grams:
      -1	<unk>
      -99	<s>
      -0.6989700043360187	</s>
      -0.6989700043360187	a	-6.698970004336019
      -0.6989700043360187	b
      -0.5228787452803376	c

      \2-grams:
      -4.3429450361797e-08	a b
      -0.1	c a	6.698970004336019

      \3-grams:
      -0.3010299956639812	c a b

      \end\
      """#
    let model = try NgramModel.readARPA(Array(file.utf8)).model
    let stream = TokenStream(ids: [2, 3, 0], documentEnds: [3], structure: .sentences)
    let strategy = SamplingStrategy(temperature: temperature, allowsUnknown: true)
    Self.expectFit(
      DrawnModel(model: model, stream: stream),
      PreparedDrawing(model, strategy, floor: .vocabulary), strategy,
      contexts: [model.state(after: [4, 2])])
  }

  /// A draw moves on to the context that the scorer moves on to.
  @Test(arguments: estimators, [1.0, 0.8])
  func drawsMoveOn(estimator: Estimator, temperature: Double) throws {
    for topK in [nil, 9] {
      for topP in [nil, 0.9] {
        let drawn = try DrawnModel(estimator, order: 4, floor: .observed)
        let strategy = SamplingStrategy(temperature: temperature, topK: topK, topP: topP)
        var drawing = Drawing(PreparedDrawing(drawn.model, strategy, floor: .observed))
        var random = SentenceRandom(seed: 62, replicate: 0, generation: 0, sentence: 0)
        var context = drawn.model.startContext
        for _ in 0..<1500 {
          var expected = context
          let token = try #require(drawing.draw(from: &context, &random))
          _ = ModelView(drawn.model).step(token, from: &expected)
          try #require(context == expected)
        }
      }
    }
  }

  /// A sampler with another floor draws from the model that was estimated with that floor.
  ///
  /// Most types of the vocabulary do not occur.
  @Test(arguments: estimators + [.additive(1)], [1, 2, 4])
  func theFloorOfTheSampler(estimator: Estimator, order: Int) throws {
    let wide = try DrawnModel(estimator, order: order, floor: .vocabulary, vocabularySize: 90)
    let narrow = try DrawnModel(estimator, order: order, floor: .observed, vocabularySize: 90)
    let strategy = SamplingStrategy(allowsUnknown: true)
    Self.expectFit(narrow, PreparedDrawing(wide.model, strategy, floor: .observed), strategy)
    Self.expectFit(wide, PreparedDrawing(narrow.model, strategy, floor: .vocabulary), strategy)
  }

  // MARK: Parts

  static func expectFit(
    _ drawn: DrawnModel, _ prepared: PreparedDrawing, _ strategy: SamplingStrategy,
    contexts: [UInt32]? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var drawing = Drawing(prepared)
    for context in contexts ?? drawn.contexts {
      let probabilities = drawn.probabilities(after: context)
      let most = probabilities.max() ?? 1
      var weights = probabilities.map { pow($0 / most, 1 / strategy.temperature) }
      for token in weights.indices where !drawing.admits(TokenID(token), after: context) {
        weights[token] = 0
      }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      let draws = DrawnModel.draws(2000, prepared, after: context)
      let fit = GoodnessOfFit(draws, weights: weights)
      #expect(draws.count == 2000, sourceLocation: sourceLocation)
      #expect(fit.impossible == 0, "context \(context)", sourceLocation: sourceLocation)
      #expect(
        fit.z < GoodnessOfFit.bound, "context \(context), \(fit.cells) cells",
        sourceLocation: sourceLocation)
    }
  }
}

extension DrawnModel {
  /// A small back-off model with losses at both orders.
  init(backOffFile: Void) throws {
    let file = #"""
      \data\
      ngram 1=5
      ngram 2=4
      ngram 3=2

      \1-grams:
      -1.3	<unk>
      -99	<s>	-0.1
      -0.7	</s>
      -0.3	a	-0.1
      -0.6	b	0.05

      \2-grams:
      -0.2	<s> a	0.02
      -1.3	a a	-0.05
      -0.5	a b	0.08
      -0.4	b a	-0.3

      \3-grams:
      -1	a b b
      -0.2	a b a

      \end\
      """#
    model = try NgramModel.readARPA(Array(file.utf8)).model
    stream = TokenStream(ids: [2, 3, 0], documentEnds: [3], structure: .sentences)
  }
}
