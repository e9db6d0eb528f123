/// The parts of Vega-Lite that a report uses.
///
/// Every field is given its type: without one, Vega-Lite
/// guesses from other settings and draws names as shades.
package enum VegaLite {
  /// How a field is to be read.
  package enum FieldType: String, Sendable {
    case quantitative, nominal, ordinal
  }

  /// A channel that shows a field.
  package static func field(
    _ name: String, _ type: FieldType, _ more: JSONValue = [:]
  ) -> JSONValue {
    let base: JSONValue = ["field": .string(name), "type": .string(type.rawValue)]
    return base.merging(more)
  }

  /// A mark with a named style and, if wanted, further properties.
  package static func mark(_ type: String, _ more: JSONValue = [:]) -> JSONValue {
    let base: JSONValue = ["type": .string(type), "tooltip": false]
    return base.merging(more)
  }

  /// A specification of layers over shared data.
  package static func layers(
    width: Int = 560, height: Int, data: [JSONValue], encoding: JSONValue = [:],
    _ layers: [JSONValue]
  ) -> JSONValue {
    [
      "width": .number(Double(width)), "height": .number(Double(height)),
      "autosize": ["type": "fit-x", "contains": "padding"],
      "data": ["values": .array(data)], "encoding": encoding, "layer": .array(layers),
    ]
  }

  /// A list of strings.
  package static func strings(_ values: [String]) -> JSONValue {
    .array(values.map { .string($0) })
  }

  /// A list of numbers.
  package static func numbers(_ values: [Double]) -> JSONValue {
    .array(values.map { .number($0) })
  }
}

/// Positions of ticks.
package enum Ticks {
  /// Whole numbers from 0 to the last, at most about eight.
  package static func generations(upTo last: Int) -> [Double] {
    var step = 1
    for candidate in [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] where last / step > 8 {
      step = candidate
    }
    guard last / step <= 1000 else { return [0, Double(last)] }
    return stride(from: 0, through: Swift.max(0, last), by: step).map { Double($0) }
  }

  /// Numbers 1, 2, 5 times powers of ten within a range; only powers where these are many.
  package static func logarithmic(_ low: Double, _ high: Double) -> [Double] {
    guard low > 0, high > low, high.isFinite else { return [] }
    var fine: [Double] = []
    var coarse: [Double] = []
    for exponent in -12...15 {
      let scale = NumberText.powerOfTen(exponent.magnitude)
      for digit in [1.0, 2, 5] {
        let value = exponent < 0 ? digit / scale : digit * scale
        guard value >= low, value <= high else { continue }
        fine.append(value)
        if digit == 1 { coarse.append(value) }
      }
    }
    return fine.count > 7 && coarse.count > 1 ? coarse : fine
  }
}
