public import Measures

/// The difference of two runs in one measure at the end, paired over replicates: replicate r of both has the
/// same seed.
public struct PairedDifference: Sendable, Equatable {
  /// The measure.
  public let measure: String
  /// The places of the two runs in the comparison.
  public let first: Int, second: Int
  /// The mean of the differences, second minus first, and its interval.
  public let difference: Interval
  /// The probability of a difference as large by chance, by Student's paired t-test; two-sided.
  ///
  /// nil with fewer than two pairs.
  public let p: Double?
  /// The same, adjusted for the number of comparisons (Holm 1979).
  public internal(set) var adjusted: Double?

  /// Whether the difference is one at the level of 5 % after adjustment.
  public var isReal: Bool { adjusted.map { $0 < 0.05 } ?? false }

  /// All pairs of runs in some measures, adjusted together.
  public static func all(_ comparison: Comparison, measures: [String]) -> [PairedDifference] {
    var found: [PairedDifference] = []
    for measure in measures {
      let ends = comparison.entries.map { end(of: measure, in: $0.record) }
      for first in ends.indices {
        for second in ends.indices.dropFirst(first + 1) {
          let pairs = ends[first].keys.sorted().compactMap { replicate -> Double? in
            guard let a = ends[first][replicate], let b = ends[second][replicate] else {
              return nil
            }
            return b - a
          }
          guard let interval = Interval(of: pairs) else { continue }
          found.append(
            PairedDifference(
              measure: measure, first: first, second: second, difference: interval,
              p: pairs.pairedProbability, adjusted: nil))
        }
      }
    }
    let adjusted = holm(found.map(\.p))
    for index in found.indices { found[index].adjusted = adjusted[index] }
    return found
  }

  private static func end(of measure: String, in record: RunRecord) -> [Int: Double] {
    guard let last = record.generations.map(\.generation).max() else { return [:] }
    return record.generations.filter { $0.generation == last }
      .reduce(into: [:]) { $0[$1.replicate] = $1.measures[measure] }
  }

  /// The step-down adjustment of Holm (1979); nil stays nil and does not count.
  static func holm(_ values: [Double?]) -> [Double?] {
    let order = values.indices.filter { values[$0] != nil }
      .sorted { (values[$0] ?? 1, $0) < (values[$1] ?? 1, $1) }
    var adjusted = [Double?](repeating: nil, count: values.count)
    var least = 0.0
    for (rank, index) in order.enumerated() {
      least = max(least, min(1, Double(order.count - rank) * (values[index] ?? 1)))
      adjusted[index] = least
    }
    return adjusted
  }
}
