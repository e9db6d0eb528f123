import Testing

@testable import Counting

struct FlatBufferTests {
  @Test func `memory goes back from the first part to the last, whatever is done first`() {
    let parts = [0..<4, 4..<4, 4..<9, 9..<20]
    let given = Given()
    let passed = PassedParts(parts) { given.ranges.append($0) }
    passed.add(2)
    #expect(given.ranges.isEmpty)
    passed.add(0)
    #expect(given.ranges == [0..<4])
    passed.add(1)
    #expect(given.ranges == [0..<4, 4..<9])
    passed.add(3)
    #expect(given.ranges == [0..<4, 4..<9, 9..<20])
  }

  @Test("what was not given back stays", arguments: [false, true])
  func givingBack(isPassing: Bool) {
    let count = 3 << 18
    let buffer = FlatBuffer<UInt32>(uninitialized: count, isPassing: isPassing)
    for index in 0..<count { buffer.base[index] = UInt32(index) }
    buffer.giveBack(0..<1000)
    #expect((1000..<count).allSatisfy { buffer.base[$0] == UInt32($0) })
    buffer.giveBack(1000..<600_001)
    #expect((600_001..<count).allSatisfy { buffer.base[$0] == UInt32($0) })
    // What comes from the system again is clear.
    if isPassing { #expect(buffer.base[500_000] == 0) }
    buffer.giveBack(600_001..<count)
  }

  /// Sizes on both sides of what comes from the system.
  @Test("a buffer is filled with its value", arguments: [0, 1, 2, 1000, 1 << 20])
  func filling(count: Int) {
    func isFilled<Value: BitwiseCopyable & Equatable>(with value: Value) -> Bool {
      let buffer = FlatBuffer(repeating: value, count: count)
      return withExtendedLifetime(buffer) {
        buffer.elements.count == count && buffer.elements.allSatisfy { $0 == value }
      }
    }
    #expect(isFilled(with: UInt32(0)))
    #expect(isFilled(with: UInt32.max))
    #expect(isFilled(with: 1.5))
    #expect(isFilled(with: UInt8(7)))
    #expect(isFilled(with: false))
  }

  /// Called by one thread only.
  private final class Given: @unchecked Sendable {
    var ranges: [Range<Int>] = []
  }
}
