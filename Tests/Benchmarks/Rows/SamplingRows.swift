/// Drawing a text.
///
/// No toolkit draws as fast as it scores, so scoring is the measure.
enum SamplingRows {
  private struct Way {
    var name: String
    var options: [String]
    /// The share of plain speed to reach.
    var share: Double
  }

  private static let ways = [
    Way(name: "temperature 0.8", options: ["--temperature", "0.8"], share: 0.5),
    Way(name: "top-p 0.9", options: ["--top-p", "0.9"], share: 1.0 / 3),
    Way(name: "top-k 40", options: ["--top-k", "40"], share: 1.0 / 3),
  ]

  static func rows(_ bench: Bench) throws -> [Row] {
    try [3, 5].flatMap { try rows(order: $0, bench) }
  }

  private static func rows(order: Int, _ bench: Bench) throws -> [Row] {
    let options = [
      "--text", bench.texts.training.path, "--order", "\(order)", "--tokens", "1000000", "--runs",
      "3",
    ]
    func speed(_ more: [String]) throws -> Double {
      let stage = try bench.stage(.sample, options + more)
      return try stage.figure("tokens") / stage.figure("cpuSeconds")
    }
    let query = try QueryTime.measure(order: order, bench)
    var plain: [Double] = []
    var others = ways.map { _ in [Double]() }
    var scoring: [Double] = []
    for _ in 0..<bench.runs {
      plain.append(try speed([]))
      if let time = try query() { scoring.append(time.tokensPerSecond) }
      for (index, way) in ways.enumerated() { others[index].append(try speed(way.options)) }
    }
    let first = Row(
      what: "order \(order), plain", unit: .tokensPerSecond, ours: median(plain), peer: "query",
      theirs: scoring.isEmpty ? nil : median(scoring), bar: .times(atLeast: 0.6), isHeadline: true)
    return [first]
      + zip(ways, others).map { way, speeds in
        Row(
          what: "order \(order), \(way.name)", unit: .tokensPerSecond, ours: median(speeds),
          peer: "plain", theirs: median(plain), bar: .times(atLeast: way.share))
      }
  }
}
