/// Finds words: ASCII by ``ASCIIWordRules``, everything else by ICU, with the same result as ICU
/// alone.
struct WordSegmenter {
  private let rules: ASCIIWordRules?
  private let iterator: BreakIterator

  /// Creates a segmenter; without `rules` it uses ICU alone.
  init(rules: ASCIIWordRules?, iterator: BreakIterator) {
    self.rules = rules
    self.iterator = iterator
  }

  /// Calls `body` with the end and the rule status of every segment of `text`; returns whether ICU
  /// managed.
  @inline(__always)
  func forEachSegment(
    of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int, _ status: UInt16) -> Void
  ) -> Bool {
    guard let rules else { return iterator.forEachSegment(of: text, body) }
    var start = 0
    while start < text.count {
      if let (end, status) = rules.segment(in: text, from: start) {
        body(end, status)
        start = end
        continue
      }
      let end = ASCIIWordRules.safePoint(in: text, after: start)
      let run = UnsafeBufferPointer(rebasing: text[start..<end])
      guard iterator.forEachSegment(of: run, { body(start + $0, $1) }) else { return false }
      start = end
    }
    return true
  }
}
