/// A small curve of one measure, drawn without scripts.
struct SparkGraphic {
  private let points: [(x: Double, y: Double)]

  init?(_ series: Series) {
    let values = series.estimates.map { $0?.mean }
    let known = values.compactMap { $0 }
    guard known.count > 1, let low = known.min(), let high = known.max(), values.count > 1 else {
      return nil
    }
    let width = 200.0
    let range = high > low ? high - low : 1
    points = values.enumerated().compactMap { index, value in
      guard let value else { return nil }
      let height = high > low ? (high - value) / range : 0.5
      return (4 + Double(index) * (width - 8) / Double(values.count - 1), 5 + height * 30)
    }
  }

  var node: HTMLNode {
    let d = points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(text(point.x)) \(text(point.y))"
    }.joined()
    var children: [HTMLNode] = [element(.path, [HTMLAttribute(.d, d)])]
    if let last = points.last {
      children.append(
        element(
          .circle,
          [
            HTMLAttribute(.cx, text(last.x)), HTMLAttribute(.cy, text(last.y)),
            HTMLAttribute(.r, "3.5"),
          ]
        ))
    }
    return element(
      .svg,
      [
        .class("spark"), HTMLAttribute(.viewBox, "0 0 200 40"), HTMLAttribute(.ariaHidden, "true"),
        HTMLAttribute(.preserveAspectRatio, "xMinYMid meet"),
      ], children: children)
  }

  private func text(_ value: Double) -> String {
    "\((value * 10).rounded() / 10)"
  }
}
