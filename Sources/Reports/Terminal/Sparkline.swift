/// A curve in one line of characters.
package enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")
  private static let letters = Array("_.-:=+*#")

  /// One character per value, a space where there is none, thinned to at most `limit` characters.
  package static func text(_ values: [Double?], limit: Int, ascii: Bool) -> String {
    let shown = thinned(values, limit)
    let known = shown.compactMap { $0 }.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else {
      return String(repeating: " ", count: shown.count)
    }
    let levels = ascii ? letters : blocks
    return String(
      shown.map { value in
        guard let value, value.isFinite else { return " " }
        guard high > low else { return levels[levels.count / 2] }
        let position = (value - low) / (high - low) * Double(levels.count - 1)
        return levels[Swift.min(levels.count - 1, Swift.max(0, Int(position.rounded())))]
      })
  }

  private static func thinned(_ values: [Double?], _ limit: Int) -> [Double?] {
    guard values.count > limit, limit > 1 else { return Array(values.prefix(Swift.max(1, limit))) }
    return (0..<limit).map { values[$0 * (values.count - 1) / (limit - 1)] }
  }
}
