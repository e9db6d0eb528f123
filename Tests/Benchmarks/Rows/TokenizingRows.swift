/// Finding words beside ICU's own loop over word boundaries, on the same bytes.
enum TokenizingRows {
  static func rows(_ bench: Bench) throws -> [Row] {
    try bench.texts.languages.flatMap { language in
      // The stage takes its loops in turn.
      let stage = try bench.stage(
        .segment,
        [
          "--words", "--text", language.text.path, "--locale", language.locale, "--runs",
          "\(bench.runs)",
        ])
      let bytes = try stage.figure("bytes")
      let icu = bytes / (try stage.figure("icuSeconds"))
      let bar = Bar.times(atLeast: language.name == "English" ? 5 : 0.95)
      func row(_ what: String, _ figure: String, bar: Bar?) throws -> Row {
        Row(
          what: "\(language.name), \(what)", unit: .megabytesPerSecond,
          ours: bytes / (try stage.figure(figure)), peer: "ICU loop", theirs: icu, bar: bar,
          isHeadline: figure == "ownSeconds")
      }
      return [
        try row("finding words", "ownSeconds", bar: bar),
        try row("words to numbers", "wordsSeconds", bar: nil),
        try row("words and sentences to numbers", "wholeSeconds", bar: nil),
      ]
    }
  }
}
