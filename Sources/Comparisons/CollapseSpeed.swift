public import Measures

/// How fast a run collapses, as generations with a fraction.
public struct CollapseSpeed: Sendable, Equatable {
  /// A time over the replicates that reached it.
  public struct Time: Sendable, Equatable {
    /// The mean and its interval; nil if no replicate reached it.
    public let interval: Interval?
    /// How many replicates reached it.
    public let reached: Int
    /// How many replicates there are.
    public let of: Int
  }

  /// When half of the vocabulary was gone.
  public let vocabularyHalfLife: Time
  /// When perplexity of held-out text had doubled.
  public let perplexityDoubling: Time
  /// When a quarter of the accuracy was gone.
  public let accuracyQuarterLoss: Time

  /// Measures a run.
  public init(_ record: RunRecord) {
    vocabularyHalfLife = Self.time(record, "retainedVocabulary") { $0 <= 0.5 }
    perplexityDoubling = Self.time(record, "heldOutPerplexity") { $0 >= 2 }
    accuracyQuarterLoss = Self.time(record, "accuracyTop1") { $0 <= 0.75 }
  }

  private static func time(
    _ record: RunRecord, _ measure: String, _ isReached: (Double) -> Bool
  ) -> Time {
    let lines = Dictionary(grouping: record.generations, by: \.replicate).sorted { $0.key < $1.key }
    let times = lines.compactMap { _, records in
      crossing(records.sorted { $0.generation < $1.generation }, measure, isReached)
    }
    return Time(interval: Interval(of: times), reached: times.count, of: lines.count)
  }

  /// When the quotient of a measure by its value in generation 0 first satisfies a condition, between
  /// generations on a straight line.
  static func crossing(
    _ records: [GenerationRecord], _ measure: String, _ isReached: (Double) -> Bool
  ) -> Double? {
    guard let start = records.first?.measures[measure], start > 0 else { return nil }
    var before = (generation: Double(records[0].generation), value: 1.0)
    for record in records.dropFirst() {
      guard let value = record.measures[measure] else { continue }
      let after = (generation: Double(record.generation), value: value / start)
      guard isReached(after.value) else {
        before = after
        continue
      }
      // The share of the way at which the line meets the condition, by bisection.
      var (low, high) = (0.0, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if isReached(before.value + middle * (after.value - before.value)) {
          high = middle
        } else {
          low = middle
        }
      }
      return before.generation + high * (after.generation - before.generation)
    }
    return nil
  }
}
