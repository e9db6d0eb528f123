import Testing

@testable import Sampling

struct GrowingBufferTests {
  @Test func growsAndForgets() {
    var buffer = GrowingBuffer<UInt32>(capacity: 0)
    for number in 0..<1000 { buffer.append(UInt32(number)) }
    buffer.append(repeating: 7, count: 500)
    #expect(buffer.count == 1500)
    #expect((0..<1000).allSatisfy { buffer[$0] == UInt32($0) })
    #expect((1000..<1500).allSatisfy { buffer[$0] == 7 && buffer.base[$0] == 7 })
    buffer.removeAll()
    buffer.append(3)
    #expect(buffer.count == 1 && buffer[0] == 3)
  }

  @Test func aCopyIsAValueOfItsOwn() {
    var buffer = GrowingBuffer<Double>(capacity: 8)
    buffer.append(1)
    buffer.append(2)
    var copy = buffer
    copy[0] = 5
    copy.append(6)
    buffer.append(3)
    #expect((0..<3).map { buffer[$0] } == [1, 2, 3])
    #expect((0..<3).map { copy[$0] } == [5, 2, 6])
  }
}
