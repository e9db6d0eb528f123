/// Time and memory as a text of distinct novels grows.
enum GrowthRows {
  private struct Series {
    var name: String
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
    let largest = Double(texts.last?.tokens ?? 0)
    func repetitions(of size: Int) -> Int { Int((largest / Double(texts[size].tokens)).rounded()) }
    var times = series.map { _ in texts.map { _ in [Double]() } }
    for run in 0..<bench.runs {
      // There and back: what a process costs depends on the memory that the one before left.
      let way = run.isMultiple(of: 2) ? Array(texts.indices) : texts.indices.reversed()
      for size in way {
        for _ in 0..<repetitions(of: size) {
          for (index, one) in series.enumerated() {
            times[index][size].append(try one.seconds(texts[size]))
          }
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

  /// CPU time on one core.
  private static func estimating(_ order: Int, _ bench: Bench) -> Series {
    Series(name: "estimating, order \(order)") { text in
      try bench.stage(.estimate, ["--text", text.path, "--order", "\(order)"]).figure("cpuSeconds")
    }
  }

  /// Wall time on all cores.
  private static func generation(_ test: PreparedText, _ bench: Bench) -> Series {
    Series(name: "a generation, order 3") { text in
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
