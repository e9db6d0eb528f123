package import Measures

/// One measure over the generations: the one place where replicates become means and intervals.
package struct Series: Sendable, Equatable {
  /// The key of the measure in the records.
  package var name: String
  /// The estimate for each generation of ``GenerationTable/generations``, in order; none where the
  /// measure is undefined in every replicate.
  package var estimates: [Estimate?]
  /// The change from the first generation to the last within each replicate.
  package var change: Estimate?

  /// Whether no generation has a value.
  package var isEmpty: Bool { !estimates.contains { $0 != nil } }
  /// The estimate of the first generation.
  package var first: Estimate? { estimates.first.flatMap { $0 } }
  /// The estimate of the last generation.
  package var last: Estimate? { estimates.count > 1 ? estimates.last.flatMap { $0 } : nil }

  /// The mean's relative change from the first generation to the last.
  package var relativeChange: Double? {
    guard let first, let last, first.mean != 0 else { return nil }
    return (last.mean - first.mean) / first.mean.magnitude
  }

  /// Whether replicates agree that there is a change; none when they cannot tell.
  package var isChangeClear: Bool? {
    guard let change, let halfWidth = change.halfWidth else { return nil }
    return change.mean.magnitude > halfWidth
  }
}

/// The records of a run by generation, over all replicates.
package struct GenerationTable: Sendable {
  /// The generations that have a record, in order.
  package let generations: [Int]
  /// The replicates that have a record, in order.
  package let replicates: [Int]
  private let byGeneration: [Int: [GenerationRecord]]

  /// Sorts records by generation.
  package init(_ records: [GenerationRecord]) {
    byGeneration = Dictionary(grouping: records, by: \.generation)
      .mapValues { $0.sorted { $0.replicate < $1.replicate } }
    generations = byGeneration.keys.sorted()
    replicates = Set(records.map(\.replicate)).sorted()
  }

  /// The records of a generation, by replicate.
  package func records(of generation: Int) -> [GenerationRecord] {
    byGeneration[generation] ?? []
  }

  /// The record of the least replicate of a generation: the one that samples show.
  package func shown(_ generation: Int) -> GenerationRecord? { records(of: generation).first }

  /// The values of a measure in a generation, one per replicate that has it.
  package func values(of measure: String, in generation: Int) -> [Double] {
    records(of: generation).compactMap { $0.measures[measure] }.filter(\.isFinite)
  }

  /// A measure over the generations.
  package func series(_ measure: String) -> Series {
    series(measure) { $0.measures[measure] }
  }

  /// Any number of the records over the generations.
  package func series(
    _ name: String, value: (GenerationRecord) -> Double?
  ) -> Series {
    let estimates = generations.map { generation in
      Estimate(records(of: generation).compactMap(value))
    }
    return Series(name: name, estimates: estimates, change: change(value))
  }

  private func change(_ value: (GenerationRecord) -> Double?) -> Estimate? {
    guard let first = generations.first, let last = generations.last, first != last else {
      return nil
    }
    var start: [Int: Double] = [:]
    for record in records(of: first) { start[record.replicate] = value(record) }
    return Estimate(
      records(of: last).compactMap { record in
        guard let end = value(record), let begin = start[record.replicate] else { return nil }
        return end - begin
      })
  }
}
