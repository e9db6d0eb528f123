/// Time and memory as a text of distinct novels grows.
enum GrowthRows {
  private struct Series {
    var name: String
    var isShort: Bool
    var seconds: (PreparedText) throws -> Double
  }

  static func rows(_ bench: Bench) throws -> [Row] {
    guard let novels = bench.texts.novels, let test = bench.texts.growthTest else {
      return [
        Row(what: "growth and memory: give BENCH_NOVELS a directory of files", unit: .seconds)
      ]
    }
    let series = [estimating(3, bench), estimating(5, bench), generation(test, bench)]
    let texts = bench.texts.growth
    var times = series.map { _ in texts.map { _ in [Double]() } }
    // A run of generations takes as long as two of both ways to estimate.
    for round in 0..<2 * bench.runs {
      for size in turns(of: texts, isBack: (round / 2).isMultiple(of: 2)) {
        for (index, one) in series.enumerated() where round.isMultiple(of: 2) || one.isShort {
          times[index][size].append(try one.seconds(texts[size]))
        }
      }
    }
    var rows: [Row] = []
    for (one, times) in zip(series, times) {
      // The mean of as many tokens of each size: what else a machine does then meets all sizes alike. A median
      // or least of short runs leaves it out, for most of these pass between two disturbances.
      let means = times.map(mean)
      for (text, seconds) in zip(texts, means) {
        bench.growth.append(
          GrowthPoint(series: one.name, tokens: Double(text.tokens), seconds: seconds))
      }
      for size in texts.indices.dropFirst() {
        rows.append(
          Row(
            what: "\(one.name), \(size.millions(texts)) tokens", unit: .seconds,
            ours: means[size], peer: (size - 1).millions(texts), theirs: means[size - 1],
            bar: .times(atMost: 2.2), isHeadline: size == texts.count - 1))
      }
    }
    let memory = try bench.stage(.estimate, ["--text", novels.path, "--order", "5"])
    rows.append(
      Row(
        what: "estimating, order 5, peak memory of all novels", unit: .bytesPerToken,
        ours: memory.execution.peakBytes / Double(novels.tokens), bar: .value(atMost: 70),
        isHeadline: true))
    return rows
  }

  /// Which text comes when, so that all have as many tokens and stand among each other: 1, 1, 2, 1, 1, 2, 4 and so on, or
  /// each larger one before the smaller.
  private static func turns(of texts: [PreparedText], isBack: Bool) -> [Int] {
    guard let smallest = texts.first?.tokens, let largest = texts.last?.tokens else { return [] }
    func among(_ tokens: Int) -> Int { Int((Double(tokens) / Double(smallest)).rounded()) }
    return (1...among(largest)).flatMap { turn in
      let due = texts.indices.filter { turn % among(texts[$0].tokens) == 0 }
      return isBack ? due.reversed() : due
    }
  }

  /// CPU time on one core.
  private static func estimating(_ order: Int, _ bench: Bench) -> Series {
    Series(name: "estimating, order \(order)", isShort: true) { text in
      try bench.stage(.estimate, ["--text", text.path, "--order", "\(order)"]).figure("cpuSeconds")
    }
  }

  /// Wall time on all cores.
  private static func generation(_ test: PreparedText, _ bench: Bench) -> Series {
    Series(name: "a generation, order 3", isShort: false) { text in
      try bench.stage(
        .generations,
        ["--text", text.path, "--test", test.path, "--order", "3", "--generations", "1"],
        onOneCore: false
      ).figure("generation1Seconds")
    }
  }
}

extension Int {
  /// The size of a text in millions of tokens.
  fileprivate func millions(_ texts: [PreparedText]) -> String {
    "\((texts[self].tokens + 500_000) / 1_000_000) M"
  }
}
