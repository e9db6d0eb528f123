package import Measures

/// How a measure moved from the first generation to the last, in words.
package struct ChangeText: Sendable {
  private let series: Series
  private let values: ValueText

  /// Takes a measure over the generations.
  package init(_ series: Series, _ values: ValueText) {
    self.series = series
    self.values = values
  }

  /// The change relative to the start (shares too), such as `+105 %`; none where undefined.
  package var relative: String? {
    series.relativeChange.map(NumberText.change)
  }

  /// An arrow: which way the measure went; an equals sign where replicates show no clear change.
  package var arrow: String {
    guard let first = series.first, let last = series.last else { return NumberText.absent }
    if series.isChangeClear == false || last.mean == first.mean { return "=" }
    return last.mean > first.mean ? "↑" : "↓"
  }

  /// A clause such as `rose from 312 to 641 (+105 %)`.
  package var clause: String {
    guard let first = series.first else {
      return series.last.map { "came to \(values.phrase($0.mean)); generation 0 has no value" }
        ?? "has no value in generation 0"
    }
    let start = values.phrase(first.mean)
    guard let last = series.last else {
      return series.estimates.count > 1
        ? "was \(start) at the start and is undefined at the end" : "is \(start)"
    }
    let end = values.phrase(last.mean)
    guard start != end else { return "stayed at \(start)" }
    guard series.isChangeClear != false else {
      return "shows no clear change (\(start) to \(end))"
    }
    let verb = last.mean > first.mean ? "rose" : "fell"
    let change = relative.map { " (\($0))" } ?? ""
    return "\(verb) from \(start) to \(end)\(change)"
  }

  /// Whether the measure went the way that collapse takes it; none where it cannot be told.
  package func isCollapsing(_ direction: MeasureDefinition.Direction) -> Bool? {
    switch (direction, arrow) {
    case (.rises, "↑"), (.falls, "↓"): true
    case (.rises, "↓"), (.falls, "↑"), (.rises, "="), (.falls, "="): false
    default: nil
    }
  }
}
