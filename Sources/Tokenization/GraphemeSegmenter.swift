/// Finds graphemes: ASCII byte by byte, everything else by ICU, with the same result as ICU alone.
struct GraphemeSegmenter {
  private let usesFastPath: Bool
  private let iterator: BreakIterator

  /// Creates a segmenter; without the fast path it uses ICU alone.
  init(usesFastPath: Bool, iterator: BreakIterator) {
    self.usesFastPath = usesFastPath
    self.iterator = iterator
  }

  /// Calls `body` with the end of every grapheme of `text`; returns whether ICU managed.
  @inline(__always)
  func forEachEnd(of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int) -> Void) -> Bool {
    guard usesFastPath else { return iterator.forEachEnd(of: text, body) }
    var start = 0
    while start < text.count {
      if let end = Self.endInASCII(text, from: start) {
        body(end)
        start = end
        continue
      }
      var end = start + 1
      while end < text.count, !Self.isBoundary(text, at: end) { end += 1 }
      let run = UnsafeBufferPointer(rebasing: text[start..<end])
      guard iterator.forEachEnd(of: run, { body(start + $0) }) else {
        return false
      }
      start = end
    }
    return true
  }

  /// The end of the grapheme that starts at `start`, or nil where it, or the byte after it, is not
  /// ASCII: a mark may follow.
  @inline(__always)
  private static func endInASCII(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    if text[start] >= 0x80 { return nil }
    if start + 1 == text.count || isBoundary(text, at: start + 1) { return start + 1 }
    guard text[start + 1] < 0x80 else { return nil }
    return start + 2
  }

  /// Whether both sides of `index` are ASCII and it lies not within CR LF (GB3, GB4, GB5, GB999).
  @inline(__always)
  private static func isBoundary(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let (before, after) = (text[index - 1], text[index])
    return before | after < 0x80 && !(before == 0x0D && after == 0x0A)
  }
}
