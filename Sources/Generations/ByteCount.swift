/// Bytes in words.
package enum ByteCount {
  /// Two digits and a unit, such as `9.3 GB`, in powers of ten.
  package static func text(_ bytes: Int) -> String {
    var value = Double(max(0, bytes))
    var unit = 0
    let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
    // 999.6 of a unit would round to 1000 of it.
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    guard unit > 0, value < 9.95 else { return "\(Int(value.rounded())) \(units[unit])" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
