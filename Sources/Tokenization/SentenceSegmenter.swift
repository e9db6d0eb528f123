/// Finds sentences: ASCII by ``ASCIISentenceRules``, everything else by ICU, with the same result as
/// ICU alone.
struct SentenceSegmenter {
  private let rules: ASCIISentenceRules?
  private let iterator: BreakIterator

  /// Creates a segmenter; without `rules` it uses ICU alone.
  init(rules: ASCIISentenceRules?, iterator: BreakIterator) {
    self.rules = rules
    self.iterator = iterator
  }

  /// Calls `body` with the end of every sentence of `text`; returns whether ICU managed.
  func forEachEnd(of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int) -> Void) -> Bool {
    guard let rules else { return iterator.forEachSegment(of: text) { end, _ in body(end) } }
    var start = 0
    while start < text.count {
      if let end = rules.sentence(in: text, from: start) {
        body(end)
        start = end
        continue
      }
      // No rule looks across the end of a line.
      var end = start
      while end < text.count, text[end] != 0x0A { end += 1 }
      end = min(end + 1, text.count)
      let run = UnsafeBufferPointer(rebasing: text[start..<end])
      guard iterator.forEachSegment(of: run, { offset, _ in body(start + offset) }) else {
        return false
      }
      start = end
    }
    return true
  }
}
