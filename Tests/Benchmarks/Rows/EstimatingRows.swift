/// From a text file to a model in memory, beside `lmplz`: whole processes.
enum EstimatingRows {
  static func rows(_ bench: Bench) throws -> [Row] {
    try [3, 5].flatMap { try rows(order: $0, bench) }
  }

  private static func rows(order: Int, _ bench: Bench) throws -> [Row] {
    let text = bench.texts.training
    let options = ["--text", text.path, "--order", "\(order)"]
    var one: [StageRun] = []
    var all: [StageRun] = []
    var theirs: [Execution] = []
    let onOne = { one.append(try bench.stage(.estimate, options)) }
    let onAll = {
      guard Processors.count > 1 else { return }
      all.append(try bench.stage(.estimate, options, onOneCore: false))
    }
    for _ in 0..<bench.runs {
      // What a process costs depends on the memory that the one before left: ours follow themselves and
      // each other equally often. They are short, so there are three times as many of them.
      for turns in [
        [onOne, onAll, onAll, onOne, onOne, onAll], [onAll, onOne, onOne, onAll, onAll, onOne],
      ] {
        for turn in turns { try turn() }
        guard let lmplz = bench.peers.lmplz else { continue }
        theirs.append(
          try bench.run(
            KenLMModel.estimation(lmplz, order: order, of: text.path, scratch: bench.scratch),
            onOneCore: true))
      }
    }
    if let last = theirs.last { try compare(one[0], last, order: order, bench) }

    let tokens = Double(text.tokens)
    // Runs of a second are slow or fast by half, as the machine was: a median is the one or the other.
    func speed(_ runs: [Execution], _ seconds: (Execution) -> Double) -> Double? {
      runs.isEmpty ? nil : tokens / mean(runs.map(seconds))
    }
    let ours = one.map(\.execution)
    var rows = [
      Row(
        what: "order \(order), one core, per CPU second", unit: .tokensPerSecond,
        ours: speed(ours, \.cpuSeconds), peer: "lmplz", theirs: speed(theirs, \.cpuSeconds),
        bar: .times(atLeast: order == 3 ? 4 : 6), isHeadline: true)
    ]
    if !all.isEmpty {
      rows.append(
        Row(
          what: "order \(order), \(Processors.count) cores, wall", unit: .tokensPerSecond,
          ours: speed(all.map(\.execution), \.wallSeconds), peer: "one core",
          theirs: speed(ours, \.wallSeconds), bar: .times(atLeast: 1.6), isHeadline: true))
    }
    rows.append(
      Row(
        what: "order \(order), peak memory", unit: .bytesPerToken,
        ours: median(ours.map(\.peakBytes)) / tokens, peer: "lmplz",
        theirs: theirs.isEmpty ? nil : median(theirs.map(\.peakBytes)) / tokens,
        bar: order == 5 ? .value(atMost: 140) : nil, isHeadline: order == 5))
    return rows
  }

  /// Whether both found the same n-grams and discounts.
  private static func compare(
    _ ours: StageRun, _ theirs: Execution, order: Int, _ bench: Bench
  ) throws {
    let statistics = try LmplzStatistics(theirs.errors)
    let place = "Estimating, order \(order)"
    bench.compare("\(place), tokens", ours.figures["tokens"], statistics.tokens, within: 0)
    if statistics.orders.count != order {
      bench.report("\(place): lmplz made a model of order \(statistics.orders.count).")
    }
    for (index, found) in statistics.orders.enumerated() {
      let name = "\(index + 1)"
      // lmplz counts <unk> and <s>, which are never an event, among the unigrams.
      let more: Double = index == 0 ? 2 : 0
      bench.compare(
        "\(place), \(name)-grams", ours.figures["ngrams\(name)"].map { $0 + more }, found.ngrams,
        within: 0)
      for (kind, discount) in zip(["One", "Two", "ThreePlus"], found.discounts) {
        // lmplz prints six digits.
        bench.compare(
          "\(place), discount \(kind) of \(name)-grams", ours.figures["discount\(name)\(kind)"],
          discount, within: 1e-5)
      }
    }
  }
}
