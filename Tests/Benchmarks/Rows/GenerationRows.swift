/// A whole generation, beside what `lmplz` alone takes to estimate the same order.
enum GenerationRows {
  static func rows(_ bench: Bench) throws -> [Row] {
    try [3, 5].flatMap { try rows(order: $0, bench) }
  }

  private static func rows(order: Int, _ bench: Bench) throws -> [Row] {
    let text = bench.texts.training.path
    let options = ["--text", text, "--test", bench.texts.test.path, "--order", "\(order)"]
    var one: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<bench.runs {
      let stage = try bench.stage(.generations, options + ["--generations", "1"], onOneCore: false)
      one.append(try stage.figure("generation1Seconds"))
      if let lmplz = bench.peers.lmplz {
        theirs.append(
          try bench.run(
            KenLMModel.estimation(lmplz, order: order, of: text, scratch: bench.scratch)
          ).wallSeconds)
      }
    }
    var ten: [StageRun] = []
    for _ in 0..<bench.runs {
      ten.append(
        try bench.stage(.generations, options + ["--generations", "10"], onOneCore: false))
    }
    return [
      Row(
        what: "order \(order), train, sample, measure", unit: .seconds, ours: median(one),
        peer: "lmplz, estimating alone", theirs: theirs.isEmpty ? nil : median(theirs),
        bar: .times(atMost: 1), isHeadline: true),
      Row(
        what: "order \(order), the tenth under replace", unit: .seconds,
        ours: median(try ten.map { try $0.figure("generation10Seconds") }), peer: "the first",
        theirs: median(try ten.map { try $0.figure("generation1Seconds") }), bar: .times(atMost: 1)),
      Row(
        what: "order \(order), peak memory of ten", unit: .mebibytes,
        ours: median(ten.map(\.execution.peakBytes)) / 1_048_576, bar: .value(atMost: 2048)),
    ]
  }
}
