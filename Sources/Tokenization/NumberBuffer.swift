#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Type numbers that grow at the end, cheaper than an array's by its checks and copies.
struct NumberBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  /// How many there are.
  private(set) var count = 0

  init(capacity: Int = 1 << 12) {
    self.capacity = max(1, capacity)
    base = Self.room(nil, for: self.capacity)
  }

  deinit {
    free(base)
  }

  @inline(__always)
  mutating func append(_ number: UInt32) {
    if count == capacity { grow() }
    (base + count).initialize(to: number)
    count += 1
  }

  /// Takes away the last `number` of them.
  mutating func removeLast(_ number: Int) {
    precondition(number <= count, "there are not so many")
    count -= number
  }

  /// Those from `start` on.
  func values(from start: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: base + start, count: count - start)
  }

  /// All of them, which will not change any more.
  consuming func filled() -> FilledNumbers {
    let numbers = FilledNumbers(base: base, count: count)
    discard self
    return numbers
  }

  @inline(never)
  private mutating func grow() {
    capacity *= 2
    base = Self.room(base, for: capacity)
  }

  /// Room for so many, with what stands in `old`; the system moves the pages of large ones without a copy.
  private static func room(
    _ old: UnsafeMutablePointer<UInt32>?, for capacity: Int
  ) -> UnsafeMutablePointer<UInt32> {
    guard let room = realloc(old, capacity * MemoryLayout<UInt32>.stride) else {
      preconditionFailure("out of memory")
    }
    return room.bindMemory(to: UInt32.self, capacity: capacity)
  }
}

/// Type numbers that do not change any more.
final class FilledNumbers: @unchecked Sendable {
  // Safe: nothing writes to them.
  private let base: UnsafePointer<UInt32>
  private let count: Int

  fileprivate init(base: UnsafeMutablePointer<UInt32>, count: Int) {
    self.base = UnsafePointer(base)
    self.count = count
  }

  deinit {
    free(UnsafeMutablePointer(mutating: base))
  }

  /// Some of them.
  subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt32> {
    precondition(range.upperBound <= count, "there are not so many")
    return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
