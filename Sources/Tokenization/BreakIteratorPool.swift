internal import Parallelism

/// Break iterators of one kind for many threads: each borrower has one to itself.
///
/// Opening one reads rules and is slow; copying one is fast; using one again is free.
final class BreakIteratorPool: Sendable {
  private let prototype: BreakIterator
  private let idle = Locked<[BreakIterator]>([])

  init(_ kind: BreakKind, locale: String) throws(TokenizationError) {
    prototype = try BreakIterator(kind, locale: locale)
  }

  /// Lends an iterator to `body`.
  func withIterator<Value>(_ body: (BreakIterator) -> Value) throws(TokenizationError) -> Value {
    let iterator = try borrow()
    defer { giveBack(iterator) }
    return body(iterator)
  }

  /// Lends an iterator until it is given back.
  func borrow() throws(TokenizationError) -> BreakIterator {
    // Safe: the prototype never gets a text, and it is copied under the lock only.
    guard let iterator = idle.withLock({ $0.popLast() ?? prototype.clone() }) else {
      throw .noRules(locale: "", reason: "ICU is out of memory")
    }
    return iterator
  }

  /// Takes back an iterator that was lent.
  func giveBack(_ iterator: BreakIterator) {
    idle.withLock { $0.append(iterator) }
  }
}
