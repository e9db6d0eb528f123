import Testing

@testable import Tokenization

@Suite struct InternerTests {
  @Test("numbers are those of a dictionary", arguments: [1, 2, 3])
  func twin(seed: UInt64) {
    var source = HostileText(seed: seed)
    var interner = Interner(minimumCapacity: 1)
    var numbers: [[UInt8]: UInt32] = [:]
    var strings: [[UInt8]] = []
    for _ in 0..<20_000 {
      let length = source.next(below: 20)
      let bytes = (0..<length).map { _ in UInt8(source.next(below: 3) * 127) }
      let expected = numbers[bytes] ?? UInt32(strings.count)
      if numbers.updateValue(expected, forKey: bytes) == nil { strings.append(bytes) }
      #expect(interner.intern(bytes) == expected)
    }
    #expect(interner.count == strings.count)
    for (number, bytes) in strings.enumerated() {
      #expect(Array(interner.bytes(of: number)) == bytes)
      #expect(bytes.withUnsafeBufferPointer { interner.number(of: $0) } == UInt32(number))
    }
    #expect([9, 9, 9].withUnsafeBufferPointer { interner.number(of: $0) } == nil)
  }

  @Test func `strings that differ in one byte anywhere are different`() {
    var interner = Interner()
    for length in 1...40 {
      let plain = [UInt8](repeating: 0x61, count: length)
      let number = interner.intern(plain)
      for place in 0..<length {
        var other = plain
        other[place] = 0x62
        #expect(interner.intern(other) != number)
      }
      #expect(interner.intern(plain) == number)
    }
  }
}
