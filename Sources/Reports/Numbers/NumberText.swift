/// Numbers as a reader expects them: `4,310`, `0.0123`, `28 %`.
///
/// Independent of the locale, so that a report is the same everywhere.
package enum NumberText {
  /// What stands where a value is undefined.
  package static let absent = "–"

  /// A whole number with thousands separators.
  package static func integer(_ value: Double) -> String {
    guard value.isFinite else { return absent }
    return signed(decimal(value.magnitude, places: 0), negative: value < 0)
  }

  /// A whole number with thousands separators.
  package static func integer(_ value: Int) -> String {
    signed(grouped(String(value.magnitude)), negative: value < 0)
  }

  /// A number to so many significant digits; digits before the point are never rounded away.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return absent }
    guard value != 0 else { return "0" }
    let places = Swift.max(0, digits - 1 - exponent(value))
    guard places <= 9 else { return "\(value)" }
    return signed(decimal(value.magnitude, places: places), negative: value < 0)
  }

  /// A share (0 to 1) in per cent, with more digits where it is small.
  package static func percent(_ share: Double) -> String {
    guard share.isFinite else { return absent }
    let value = share * 100
    let places = value.magnitude >= 19.95 || value == 0 ? 0 : value.magnitude >= 0.995 ? 1 : 2
    return percent(share, places: places)
  }

  /// A share (0 to 1) in per cent, with so many decimals.
  package static func percent(_ share: Double, places: Int) -> String {
    guard share.isFinite else { return absent }
    let text = decimal((share * 100).magnitude, places: places)
    return signed(text, negative: share < 0) + "\u{A0}%"
  }

  /// A relative change with its sign, such as `+105 %`; as a factor where it is large, such as `×16`.
  package static func change(_ share: Double) -> String {
    guard share.isFinite else { return absent }
    guard share < 4 else { return "×" + significant(share + 1, digits: 2) }
    return (share > 0 ? "+" : "") + percent(share)
  }

  /// A size in bytes with a decimal unit, such as `3.2 MB`.
  package static func bytes(_ count: Int) -> String {
    var value = Double(count)
    for unit in ["bytes", "kB", "MB", "GB"] {
      if value < 1000 { return significant(value) + "\u{A0}" + unit }
      value /= 1000
    }
    return significant(value) + "\u{A0}TB"
  }

  /// A duration in words, such as `12.5 s` or `3 min 4 s`.
  package static func seconds(_ seconds: Double) -> String {
    guard seconds.isFinite else { return absent }
    guard seconds >= 60 else { return significant(seconds) + "\u{A0}s" }
    let whole = Int(Swift.min(seconds, 1e9).rounded())
    return "\(integer(whole / 60))\u{A0}min \(whole % 60)\u{A0}s"
  }

  /// The value rounded to so many significant digits, to keep data blocks small.
  package static func rounded(_ value: Double, digits: Int = 6) -> Double {
    guard value.isFinite, value != 0 else { return value }
    return Double("\(value.magnitude)").map { magnitude in
      let places = digits - 1 - exponent(value)
      let scale = powerOfTen(places.magnitude)
      let scaled = places >= 0 ? magnitude * scale : magnitude / scale
      let result = places >= 0 ? scaled.rounded() / scale : scaled.rounded() * scale
      return value < 0 ? -result : result
    } ?? value
  }

  /// The power of ten of the leading digit, after rounding to three digits.
  static func exponent(_ value: Double) -> Int {
    var magnitude = value.magnitude
    guard magnitude.isFinite, magnitude > 0 else { return 0 }
    var exponent = 0
    while magnitude >= 9.995 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 0.9995 {
      magnitude *= 10
      exponent -= 1
    }
    return exponent
  }

  static func powerOfTen(_ exponent: UInt) -> Double {
    var result = 1.0
    for _ in 0..<Swift.min(exponent, 308) { result *= 10 }
    return result
  }

  private static func decimal(_ magnitude: Double, places: Int) -> String {
    let scaled = (magnitude * powerOfTen(UInt(places))).rounded()
    guard scaled < 9e18 else { return "\(magnitude)" }
    var digits = String(UInt64(scaled))
    guard places > 0 else { return grouped(digits) }
    while digits.count <= places { digits = "0" + digits }
    return grouped(String(digits.dropLast(places))) + "." + String(digits.suffix(places))
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  private static func signed(_ text: String, negative: Bool) -> String {
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    return negative && !isZero ? "−" + text : text
  }
}
