/// Finds words: by ``FastWordRules`` where they suffice, everything else by ICU, with the same result
/// as ICU alone.
struct WordSegmenter {
  private let rules: FastWordRules?
  private let dictionary: DictionaryWords?
  private let iterator: BreakIterator
  private let longestRun: Int
  private let wantsStatuses: Bool

  /// Creates a segmenter.
  ///
  /// - Parameters:
  ///   - rules: The rules; ICU alone without.
  ///   - dictionary: Makes words of ideographs and kana; ICU does without.
  ///   - iterator: ICU's iterator.
  ///   - longestRun: How much text ICU gets at most where less would do; see ``Handover``.
  ///   - wantsStatuses: Whether ICU has to tell the rule statuses; else 0 may stand for any.
  init(
    rules: FastWordRules?, dictionary: DictionaryWords? = nil, iterator: BreakIterator,
    longestRun: Int = 1 << 12, wantsStatuses: Bool = true
  ) {
    self.dictionary = dictionary
    self.wantsStatuses = wantsStatuses
    self.rules = rules
    self.iterator = iterator
    self.longestRun = longestRun
  }

  /// Calls `body` with the end and the rule status of every segment of `text`; returns whether ICU
  /// managed.
  @inline(__always)
  func forEachSegment(
    of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int, _ status: UInt16) -> Void
  ) -> Bool {
    guard let rules else { return segments(byICU: text, from: 0, body) }
    return rules.classes.withUnsafeBufferPointer { classes in
      guard let bytes = UTF8Text(text), let classes = classes.baseAddress else { return true }
      let scan = WordScan(bytes, classes: classes)
      var start = 0
      var handover = Handover(limit: longestRun)
      while start < bytes.count {
        if let (end, status) = scan.segment(from: start) {
          body(end, status)
          start = end
          continue
        }
        if let dictionary, let end = scan.dictionaryRun(from: start),
          dictionary.forEachEnd(
            of: UnsafeBufferPointer(rebasing: text[start..<end]),
            { body(start + $0, WordScan.Status.ideograph) })
        {
          start = end
          continue
        }
        let end = scan.safePoint(after: start, notBefore: handover.goal(from: start))
        let run = UnsafeBufferPointer(rebasing: text[start..<end])
        guard segments(byICU: run, from: start, body) else { return false }
        start = end
        handover.lastEnd = end
      }
      return true
    }
  }

  @inline(__always)
  private func segments(
    byICU run: UnsafeBufferPointer<UInt8>, from start: Int,
    _ body: (_ end: Int, _ status: UInt16) -> Void
  ) -> Bool {
    wantsStatuses
      ? iterator.forEachSegment(of: run) { body(start + $0, $1) }
      : iterator.forEachEnd(of: run) { body(start + $0, 0) }
  }
}

/// How much text ICU gets at once.
///
/// It takes its time to begin, so where the rules fail again soon it gets more. The result is the same
/// for any amount.
struct Handover {
  private let limit: Int
  private var length = 0

  /// Where the last run ended.
  var lastEnd = Int.min / 2

  /// Begins a text; runs are as short as can be for a limit of 0.
  init(limit: Int) {
    self.limit = limit
  }

  /// Where the run from `start` may end at the earliest.
  @inline(__always)
  mutating func goal(from start: Int) -> Int {
    length = start - lastEnd > 64 ? 0 : min(max(16, length * 4), limit)
    return start + length
  }
}
