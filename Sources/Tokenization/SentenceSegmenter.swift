/// Finds sentences: by ``FastSentenceRules`` where they suffice, everything else by ICU, with the same
/// result as ICU alone.
struct SentenceSegmenter {
  private let rules: FastSentenceRules?
  private let iterator: BreakIterator

  /// Creates a segmenter; without `rules` it uses ICU alone.
  init(rules: FastSentenceRules?, iterator: BreakIterator) {
    self.rules = rules
    self.iterator = iterator
  }

  /// Calls `body` with the end of every sentence of `text`; returns whether ICU managed.
  func forEachEnd(of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int) -> Void) -> Bool {
    guard let rules else { return iterator.forEachEnd(of: text, body) }
    return rules.classes.withUnsafeBufferPointer { classes in
      guard let bytes = UTF8Text(text), let classes = classes.baseAddress else { return true }
      let scan = SentenceScan(bytes, classes: classes)
      var start = 0
      while start < bytes.count {
        if let end = scan.sentence(from: start) {
          body(end)
          start = end
          continue
        }
        // No rule looks across the end of a line.
        let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
        let run = UnsafeBufferPointer(rebasing: text[start..<end])
        guard iterator.forEachEnd(of: run, { body(start + $0) }) else {
          return false
        }
        start = end
      }
      return true
    }
  }
}
