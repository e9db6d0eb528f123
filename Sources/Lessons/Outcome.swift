public import Measures

/// What a run of a lesson found.
public struct Outcome: Sendable {
  /// The record of the run.
  public let record: RunRecord

  /// Takes a record.
  public init(_ record: RunRecord) { self.record = record }

  /// The last generation.
  var last: Int { record.generations.map(\.generation).max() ?? 0 }

  /// The mean of a measure over replicates at a generation; NaN if it has none.
  func mean(_ measure: String, at generation: Int) -> Double {
    MeasureSeries(of: measure, in: record.generations)[generation: generation]?.interval.mean
      ?? .nan
  }

  /// The mean of a measure at the end.
  func end(_ measure: String) -> Double { mean(measure, at: last) }

  /// The change of a measure from generation 0 to the end, as a share of what it was.
  func change(_ measure: String) -> Double { end(measure) / mean(measure, at: 0) - 1 }

  /// The types of the real training text.
  var types: Int { record.manifest.corpus.types }

  /// In which generation a tracked word was first missing, by replicate; nil where it never was.
  func lost(_ word: String) -> [Int?] {
    guard let index = record.manifest.trackedWords.firstIndex(where: { $0.text == word }) else {
      return []
    }
    return Dictionary(grouping: record.generations, by: \.replicate).sorted { $0.key < $1.key }
      .map { $0.value.filter { $0.trackedCounts[index] == 0 }.map(\.generation).min() }
  }

  /// The share of the words of a frequency class that live at the end, the rarest class first; a mean
  /// over replicates.
  var classSurvival: [Double] {
    let ends = record.generations.filter { $0.generation == last }.map(\.classSurvival)
    guard let first = ends.first else { return [] }
    return first.indices.map { index in
      ends.reduce(0) { $0 + $1[index] } / Double(ends.count)
    }
  }
}

/// Numbers as sentences have them.
enum Words {
  /// A share as whole percent, such as `28 %`; below 1 % with a digit more.
  static func percent(_ share: Double) -> String {
    let value = share * 100
    if abs(value) >= 1 || value == 0 { return "\(Int(value.rounded()))\u{A0}%" }
    return "\((value * 10).rounded() / 10)\u{A0}%"
  }

  /// A whole number.
  static func whole(_ value: Double) -> String {
    value.isFinite ? "\(Int(value.rounded()))" : "none"
  }
}
