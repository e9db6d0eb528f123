public import Counting
public import Tokenization

extension JelinekMercer {
  /// Estimates the weights on held-out text by expectation maximization.
  ///
  /// A token was made by one of the orders whose context was seen, or by the uniform distribution:
  /// the weight of an order is the share of tokens it made among those that reached it. Each round
  /// raises the likelihood of the held-out text (Dempster, Laird and Rubin 1977).
  ///
  /// - Parameters:
  ///   - heldOut: Text that was not counted, encoded with the same vocabulary.
  ///   - counts: The n-gram counts.
  ///   - rounds: The most rounds; it ends sooner once no weight moves by more than 1e-6.
  /// - Returns: The method with its weights, kept between 0.001 and 0.999.
  /// - Throws: ``LanguageModelError``.
  /// - Complexity: O(*n* · order · rounds) in the length of the held-out text.
  public static func estimated(
    on heldOut: TokenStream, counts: NgramCounts, rounds: Int = 100
  ) throws -> JelinekMercer {
    let model = try NgramModel(estimating: counts, method: MaximumLikelihood())
    let evidence = Evidence(model, heldOut)
    var weights = [Double](repeating: 0.5, count: counts.order)
    for _ in 0..<rounds {
      let next = evidence.improved(weights)
      let change = zip(weights, next).map { abs($0 - $1) }.max() ?? 0
      weights = next
      if change < 1e-6 { break }
    }
    return JelinekMercer(weights: weights)
  }

  /// Estimates the weights on a tenth of a text and the frequencies on the rest.
  ///
  /// Every tenth sentence (of a ring, every tenth stretch of 100 tokens) is held out. The weights are
  /// then meant for the counts of the whole text.
  ///
  /// - Parameters:
  ///   - stream: The text.
  ///   - vocabularySize: The size of the vocabulary, specials included.
  ///   - order: The order of the model.
  ///   - threads: The most threads to use; the weights are the same for any number.
  /// - Returns: The method with its weights; equal weights of one half where the text has fewer than
  ///   ten sentences or stretches.
  /// - Throws: An error of counting or estimating.
  public static func estimated(
    within stream: TokenStream, vocabularySize: Int, order: Int, threads: Int = 1
  ) throws -> JelinekMercer {
    var parts = (counted: [TokenID](), heldOut: [TokenID]())
    var start = 0
    var piece = 0
    for (index, id) in stream.ids.enumerated() {
      let ends =
        stream.structure == .sentences
        ? id == SpecialToken.boundary : (index + 1) % 100 == 0 || index + 1 == stream.ids.count
      guard ends else { continue }
      if piece % 10 == 9 {
        parts.heldOut += stream.ids[start...index]
      } else {
        parts.counted += stream.ids[start...index]
      }
      start = index + 1
      piece += 1
    }
    guard !parts.heldOut.isEmpty else {
      return JelinekMercer(weights: [Double](repeating: 0.5, count: order))
    }
    func part(_ ids: [TokenID]) -> TokenStream {
      TokenStream(ids: ids, documentEnds: [ids.count], structure: stream.structure)
    }
    let counts = try NgramCounts(
      part(parts.counted), vocabularySize: vocabularySize, order: order, threads: threads)
    return try estimated(on: part(parts.heldOut), counts: counts)
  }

  /// The relative frequencies of every held-out token under each order whose context was seen.
  private struct Evidence {
    /// For each token, from order 1 up; a token has as many as orders that know its context.
    private var frequencies: [Double] = []
    private var ends: [Int] = []
    private let uniform: Double

    init(_ model: NgramModel, _ stream: TokenStream) {
      let view = ModelView(model)
      uniform = 1 / Double(model.floorSize)
      var context = model.contextBefore(0, of: stream)
      for token in stream.ids {
        var chain: [Double] = []
        var here = context
        while true {
          let index = view.find(token, in: here)
          chain.append(index >= 0 ? view.successors[index].probability : 0)
          if here == 0 { break }
          here = view.contexts[Int(here)].backOff
        }
        frequencies.append(contentsOf: chain.reversed())
        ends.append(frequencies.count)
        _ = view.step(token, from: &context)
      }
    }

    /// One round: expected tokens made by, and expected tokens that reached, each order.
    func improved(_ weights: [Double]) -> [Double] {
      var made = [Double](repeating: 0, count: weights.count)
      var reached = [Double](repeating: 0, count: weights.count)
      var start = 0
      for end in ends {
        let orders = end - start
        // below[k]: probability by the orders up to k; below[0] is the uniform distribution.
        var below = [uniform]
        for order in 0..<orders {
          below.append(
            weights[order] * frequencies[start + order] + (1 - weights[order]) * below[order])
        }
        // The probability that the token came down to an order, given what it is.
        var arrival = 1.0
        for order in (0..<orders).reversed() {
          let own = weights[order] * frequencies[start + order] / below[order + 1]
          reached[order] += arrival
          made[order] += arrival * own
          arrival *= 1 - own
        }
        start = end
      }
      return weights.indices.map { order in
        reached[order] > 0 ? min(0.999, max(0.001, made[order] / reached[order])) : weights[order]
      }
    }
  }
}
