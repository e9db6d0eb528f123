/// Scoring a text, from its bytes to the sums, beside KenLM's `query`.
enum ScoringRows {
  static func rows(_ bench: Bench) throws -> [Row] {
    try [3, 5].flatMap { try rows(order: $0, bench) }
  }

  private static func rows(order: Int, _ bench: Bench) throws -> [Row] {
    var ours: [StageRun] = []
    var theirs: [QueryTime] = []
    let query = try QueryTime.measure(order: order, bench)
    for _ in 0..<bench.runs {
      ours.append(
        try bench.stage(
          .score,
          [
            "--text", bench.texts.training.path, "--test", bench.texts.scoring.path, "--order",
            "\(order)", "--runs", "3",
          ]))
      if let time = try query() { theirs.append(time) }
    }
    if let found = theirs.last?.summary {
      let place = "Scoring, order \(order)"
      bench.compare("\(place), tokens", ours[0].figures["tokens"], found.tokens, within: 0)
      bench.compare(
        "\(place), perplexity", ours[0].figures["perplexity"], found.perplexity, within: 1e-4)
      bench.compare(
        "\(place), perplexity of known words", ours[0].figures["perplexityWithoutOutOfVocabulary"],
        found.perplexityWithoutOutOfVocabulary, within: 1e-4)
    }
    let speed = theirs.isEmpty ? nil : median(theirs.map(\.tokensPerSecond))
    func row(_ what: String, _ figure: String, bar: Bar?) throws -> Row {
      Row(
        what: "order \(order), \(what)", unit: .tokensPerSecond,
        ours: median(try ours.map { try $0.figure("tokens") / $0.figure(figure) }), peer: "query",
        theirs: speed, bar: bar, isHeadline: bar != nil)
    }
    return [
      try row("from text", "cpuSeconds", bar: .times(atLeast: 1)),
      try row("from numbers", "walkSeconds", bar: nil),
    ]
  }
}

/// A run of `query` on the text to score.
struct QueryTime {
  var summary: QuerySummary
  /// The whole process without what it takes for an empty text, in CPU time.
  var tokensPerSecond: Double

  /// How to measure it, again and again; it gives nil where KenLM is not installed.
  static func measure(order: Int, _ bench: Bench) throws -> () throws -> QueryTime? {
    guard let query = bench.peers.query, let model = try bench.kenlmModel(order: order) else {
      return { nil }
    }
    let command = [query, "-v", "summary", model.probing]
    return {
      let empty = try bench.run(command, onOneCore: true)
      let whole = try bench.run(command, input: bench.texts.scoring.path, onOneCore: true)
      let summary = try QuerySummary(whole.output + whole.errors)
      let seconds = max(whole.cpuSeconds - empty.cpuSeconds, 1e-6)
      return QueryTime(summary: summary, tokensPerSecond: summary.tokens / seconds)
    }
  }
}
