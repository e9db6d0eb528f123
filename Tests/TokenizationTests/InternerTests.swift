import TestSupport
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

  /// Tables of more than 2^20 places need more bits of the hash than their entries keep.
  @Test func `growth loses no string, however large the table`() {
    var interner = Interner()
    let strings = 600_000
    func bytes(_ number: Int) -> [UInt8] {
      withUnsafeBytes(of: (number &* 0x9E37_79B9).littleEndian) { Array($0) + [7, 7] }
    }
    for number in 0..<strings { _ = interner.intern(bytes(number)) }
    #expect(interner.count == strings)
    let lost = (0..<strings).filter { number in
      bytes(number).withUnsafeBufferPointer { interner.number(of: $0) } != UInt32(number)
    }
    #expect(lost.isEmpty)
  }

  @Test(arguments: [1, 2])
  func `another order is the same strings under other numbers`(threads: Int) {
    var source = HostileText(seed: 5)
    var interner = Interner()
    for number in 0..<3000 {
      _ = interner.intern((0..<source.next(below: 30)).map { _ in UInt8(source.next(below: 250)) })
      _ = interner.intern([UInt8(number & 255), UInt8(number >> 8)])
    }
    var random = SeededGenerator(seed: 6)
    let order = Array(0..<interner.count).shuffled(using: &random)
    let other = interner.reordered(order, threads: threads)
    #expect(other.count == interner.count)
    for (number, old) in order.enumerated() {
      #expect(other.bytes(of: number) == interner.bytes(of: old))
      #expect(
        Array(other.bytes(of: number)).withUnsafeBufferPointer { other.number(of: $0) }
          == UInt32(number))
    }
    var anew = Interner()
    #expect(anew.intern(order, of: interner) == Array(0..<UInt32(order.count)))
    #expect(anew == other)
    #expect(other.numbers(of: order, in: interner) == Array(0..<UInt32(order.count)))
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
