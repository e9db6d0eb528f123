package import Measures

/// What the reader must know of the generations, each note once with where it holds.
package struct GenerationNotes: Sendable {
  /// The notes in the order of their first generation.
  package let lines: [String]

  /// Gathers the notes of records.
  package init(_ records: [GenerationRecord]) {
    var order: [String] = []
    var places: [String: Set<Int>] = [:]
    for record in records.sorted(by: { $0.generation < $1.generation }) {
      for note in record.notes {
        if places[note] == nil { order.append(note) }
        places[note, default: []].insert(record.generation)
      }
    }
    lines = order.map { note in
      let generations = (places[note] ?? []).sorted()
      let noun = generations.count == 1 ? "Generation" : "Generations"
      return "\(noun) \(Self.ranges(generations)): \(note)"
    }
  }

  /// Numbers with runs drawn together, such as `1, 3–5`.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [(Int, Int)] = []
    for number in numbers {
      if let last = ranges.last, last.1 + 1 == number {
        ranges[ranges.count - 1].1 = number
      } else {
        ranges.append((number, number))
      }
    }
    return ranges.map { $0.0 == $0.1 ? "\($0.0)" : "\($0.0)–\($0.1)" }.joined(separator: ", ")
  }
}
