/// A block of plain values that is filled once and then only read, from any thread.
///
/// Its memory comes from `LargeMemory`.
package final class FlatBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  // Safe: whoever creates the buffer fills it before it is shared; nothing writes afterwards.

  /// The first element; valid as long as the buffer lives.
  package let base: UnsafeMutablePointer<Element>
  /// The number of elements.
  package let count: Int
  private let memory: LargeMemory

  /// Creates a buffer of `count` elements whose content is not yet defined.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - isPassing: Whether it is filled, and given back, part by part and is so large that all of it
  ///     should never be there at once.
  package init(uninitialized count: Int, isPassing: Bool = false) {
    self.count = count
    memory = LargeMemory(
      bytes: max(1, count) * MemoryLayout<Element>.stride,
      alignment: MemoryLayout<Element>.alignment, isPassing: isPassing)
    base = memory.base.bindMemory(to: Element.self, capacity: max(1, count))
  }

  /// Creates a buffer of `count` copies of `value`.
  ///
  /// What the system gives is clear already, and the rest is filled in few steps, for in a generic type
  /// that is not specialized each copy of a value is a call.
  package convenience init(repeating value: Element, count: Int) {
    self.init(uninitialized: count)
    guard count > 0 else { return }
    let isClear = withUnsafeBytes(of: value) { $0.allSatisfy { $0 == 0 } }
    if isClear, memory.isClear { return }
    base.initialize(to: value)
    var filled = 1
    while filled < count {
      let next = min(filled, count - filled)
      (base + filled).initialize(from: base, count: next)
      filled += next
    }
  }

  /// Creates a buffer with the elements of an array.
  package convenience init(_ elements: [Element]) {
    self.init(uninitialized: elements.count)
    elements.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.initialize(from: start, count: source.count) }
    }
  }

  deinit { memory.giveBack() }

  /// Gives the memory of some elements back before the buffer goes.
  ///
  /// Nobody may look at them afterwards, nor at those before them. It goes in whole pages: what is left of
  /// one goes with the next range.
  package func giveBack(_ range: Range<Int>) {
    let stride = MemoryLayout<Element>.stride
    memory.giveBack(range.lowerBound * stride..<range.upperBound * stride)
  }

  /// The elements as a bounds-checked view (in debug builds).
  package var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base, count: count)
  }
}
