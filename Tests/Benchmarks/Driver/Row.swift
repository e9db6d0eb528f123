/// A line of the table: a figure of ours, a peer's, and the bar that the project set itself.
struct Row: Codable {
  var what: String
  var unit: Unit
  var ours: Double?
  /// Who is beside us.
  var peer: String?
  var theirs: Double?
  var bar: Bar?
  /// Whether the row is in the short table, too.
  var isHeadline = false

  /// Our figure divided by the peer's.
  var ratio: Double? {
    guard let ours, let theirs, theirs != 0 else { return nil }
    return ours / theirs
  }

  /// Whether the bar is met; nil where there is none or nothing to compare with.
  var isMet: Bool? {
    guard let bar, let value = bar.measuresRatio ? ratio : ours else { return nil }
    return bar.isMinimum ? value >= bar.limit : value <= bar.limit
  }
}

/// What a figure or its ratio to the peer's has to reach or to keep within.
struct Bar: Codable {
  var measuresRatio: Bool
  var isMinimum: Bool
  var limit: Double

  /// At least so many times the peer's figure.
  static func times(atLeast limit: Double) -> Bar {
    Bar(measuresRatio: true, isMinimum: true, limit: limit)
  }

  /// At most so many times the peer's figure.
  static func times(atMost limit: Double) -> Bar {
    Bar(measuresRatio: true, isMinimum: false, limit: limit)
  }

  /// A figure of at most so much.
  static func value(atMost limit: Double) -> Bar {
    Bar(measuresRatio: false, isMinimum: false, limit: limit)
  }
}

/// What is measured, and how it is written.
enum Unit: String, Codable {
  case tokensPerSecond, megabytesPerSecond, bytesPerToken, mebibytes, seconds, milliseconds
  case perplexity, difference

  func text(_ value: Double) -> String {
    switch self {
    case .tokensPerSecond:
      switch value {
      case 1_000_000...: "\(NumberText.fixed(value / 1_000_000, 2)) M tokens/s"
      case 1000...: "\(NumberText.fixed(value / 1000, 1)) k tokens/s"
      default: "\(NumberText.fixed(value, 0)) tokens/s"
      }
    case .megabytesPerSecond: "\(NumberText.fixed(value / 1_000_000, 1)) MB/s"
    case .bytesPerToken: "\(NumberText.fixed(value, 0)) bytes per token"
    case .mebibytes: "\(NumberText.fixed(value, 0)) MiB"
    case .seconds: "\(NumberText.fixed(value, 2)) s"
    case .milliseconds: "\(NumberText.fixed(value, 1)) ms"
    case .perplexity: NumberText.fixed(value, 3)
    case .difference: value < 1e-6 ? "below 0.000001" : NumberText.fixed(value, 6)
    }
  }
}

/// Numbers as text.
enum NumberText {
  /// So many places after the point.
  static func fixed(_ value: Double, _ places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
    let scaled = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "−" : ""
    guard places > 0 else { return sign + "\(scaled)" }
    let fraction = "\(scaled % scale)"
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
  }

  /// Up to so many places after the point, without zeros at the end.
  static func short(_ value: Double, places: Int = 6) -> String {
    var text = fixed(value, places)
    while text.contains("."), let last = text.last, last == "0" || last == "." {
      text.removeLast()
      if last == "." { break }
    }
    return text
  }

  /// A whole number with a space between thousands.
  static func whole(_ value: Int) -> String {
    var groups: [Substring] = []
    var digits = Substring("\(value)")
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: " ")
  }
}
