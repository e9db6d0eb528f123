/// How steady training is over replicates and from generation to generation.
///
/// N-gram models are not trained in steps: generations stand in for epochs.
public struct TrainingStability: Sendable, Equatable {
  /// A spread over replicates at one generation.
  public struct Spread: Sendable, Equatable {
    /// The generation.
    public let generation: Int
    /// Standard deviation of held-out perplexity over replicates, relative to its mean.
    public let coefficientOfVariation: Double
  }

  /// The spread at every generation with at least two replicates.
  public let spreads: [Spread]
  /// Mean absolute change of log2 held-out perplexity from one generation to the next, over all
  /// replicates; nil if no replicate has two generations in a row.
  public let meanAbsoluteChangeBits: Double?

  /// Judges a run by its records.
  public init(of records: [GenerationRecord]) {
    let measure = "heldOutPerplexity"
    spreads = MeasureSeries(of: measure, in: records).points.compactMap { point in
      guard let deviation = point.values.standardDeviation, point.interval.mean > 0 else {
        return nil
      }
      return Spread(
        generation: point.generation, coefficientOfVariation: deviation / point.interval.mean)
    }
    let ordered = records.sorted {
      ($0.replicate, $0.generation) < ($1.replicate, $1.generation)
    }
    var changes: [Double] = []
    for (before, after) in zip(ordered, ordered.dropFirst())
    where before.replicate == after.replicate && before.generation + 1 == after.generation {
      if let earlier = before.measures[measure], let later = after.measures[measure] {
        changes.append(abs(Elementary.logBase2(later / earlier)))
      }
    }
    meanAbsoluteChangeBits =
      changes.isEmpty ? nil : changes.reduce(0, +) / Double(changes.count)
  }

  /// The coefficient of variation of the last generation that has one.
  public var coefficientOfVariation: Double? { spreads.last?.coefficientOfVariation }
}
