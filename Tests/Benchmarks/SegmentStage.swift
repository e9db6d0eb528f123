internal import Corpora
internal import Tokenization

/// Finding words: ICU's own loop, the tokenizer's, and the whole tokenizer.
enum SegmentStage {
  static func figures(_ workbench: Workbench) throws -> [String: Double] {
    let configuration = TokenizerConfiguration(locale: workbench.locale)
    let loops = try SegmentationLoops(configuration)
    let corpus = try workbench.corpus(workbench.text)
    var segments = (icu: 0, own: 0)
    var seconds: (icu: [Double], own: [Double], words: [Double], whole: [Double]) = ([], [], [], [])
    let wordsAlone = try Tokenizer(
      TokenizerConfiguration(sentences: .line, locale: workbench.locale))
    let whole = try Tokenizer(configuration)
    try corpus.buffer.withUnsafeBufferPointer { text in
      // In turn, so that a slow moment of the machine meets all.
      for _ in 0..<workbench.runs {
        seconds.icu.append(Stopwatch.median(of: 1) { segments.icu = loops.icuAlone(text) })
        seconds.own.append(Stopwatch.median(of: 1) { segments.own = loops.words(text) })
        seconds.words.append(
          try Stopwatch.median(of: 1) { _ = try wordsAlone.tokenize(corpus, threads: 1) })
        seconds.whole.append(
          try Stopwatch.median(of: 1) { _ = try whole.tokenize(corpus, threads: 1) })
      }
    }
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    return [
      "bytes": Double(corpus.buffer.count), "icuSegments": Double(segments.icu),
      "ownSegments": Double(segments.own), "icuSeconds": median(seconds.icu),
      "ownSeconds": median(seconds.own), "wordsSeconds": median(seconds.words),
      "wholeSeconds": median(seconds.whole),
    ]
  }
}
