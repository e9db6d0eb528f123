/// Type numbers that grow at the end, cheaper than an array's by its checks.
struct NumberBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  /// How many there are.
  private(set) var count = 0

  init(capacity: Int = 1 << 12) {
    self.capacity = max(1, capacity)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deallocate()
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

  /// All of them.
  func values() -> [UInt32] { Array(UnsafeBufferPointer(start: base, count: count)) }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    (base, capacity) = (larger, capacity * 2)
  }
}
