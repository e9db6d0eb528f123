internal import CICU

/// What a break iterator finds.
enum BreakKind: Hashable {
  case word(WordRules)
  case sentence
  case grapheme

  fileprivate var code: Int32 {
    switch self {
    case .word(.icu): Int32(CICU_WORD_ICU.rawValue)
    case .word(.uax29): Int32(CICU_WORD_UAX29.rawValue)
    case .sentence: Int32(CICU_SENTENCE.rawValue)
    case .grapheme: Int32(CICU_GRAPHEME.rawValue)
    }
  }
}

/// ICU's break iterator over UTF-8.
///
/// Safe: an instance is used by one thread at a time; ``BreakIteratorPool`` hands each out to one
/// borrower and takes it back under a lock.
final class BreakIterator: @unchecked Sendable {
  private static let batch = 1024

  private let handle: OpaquePointer
  private let ends = UnsafeMutablePointer<Int32>.allocate(capacity: batch)
  private let statuses = UnsafeMutablePointer<UInt16>.allocate(capacity: batch)

  private init(handle: OpaquePointer) {
    self.handle = handle
  }

  /// Opens an iterator.
  convenience init(_ kind: BreakKind, locale: String) throws(TokenizationError) {
    var reason = [CChar](repeating: 0, count: 256)
    let tag = locale == "root" || locale == "und" ? "" : locale
    guard let handle = cicu_breaks_open(kind.code, tag, &reason) else {
      let words = reason.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      throw .noRules(locale: locale, reason: String(decoding: words, as: UTF8.self))
    }
    self.init(handle: handle)
  }

  deinit {
    cicu_breaks_close(handle)
    ends.deallocate()
    statuses.deallocate()
  }

  /// Another iterator by the same rules.
  func clone() -> BreakIterator? {
    cicu_breaks_clone(handle).map(BreakIterator.init(handle:))
  }

  /// Calls `body` with the end of every segment of `text`; returns whether ICU managed.
  @inline(__always)
  func forEachEnd(of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int) -> Void) -> Bool {
    guard let base = text.baseAddress, text.count > 0 else { return true }
    guard let length = Int32(exactly: text.count), cicu_breaks_start(handle, base, length) else {
      return false
    }
    while true {
      let count = Int(cicu_breaks_fill(handle, ends, nil, Int32(Self.batch)))
      for index in 0..<count { body(Int(ends[index])) }
      if count < Self.batch { return true }
    }
  }

  /// Calls `body` with the end and the rule status of every segment of `text`; returns whether ICU
  /// managed.
  @inline(__always)
  func forEachSegment(
    of text: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int, _ status: UInt16) -> Void
  ) -> Bool {
    guard let base = text.baseAddress, text.count > 0 else { return true }
    guard let length = Int32(exactly: text.count), cicu_breaks_start(handle, base, length) else {
      return false
    }
    while true {
      let count = Int(cicu_breaks_fill(handle, ends, statuses, Int32(Self.batch)))
      for index in 0..<count { body(Int(ends[index]), statuses[index]) }
      if count < Self.batch { return true }
    }
  }

  /// The number of segments of `text`, found by ICU's own loop; -1 on failure.
  func segmentCount(of text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress, text.count > 0 else { return 0 }
    return Int32(exactly: text.count).map { Int(cicu_breaks_count(handle, base, $0)) } ?? -1
  }
}
