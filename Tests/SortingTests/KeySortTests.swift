import Sorting
import TestSupport
import Testing

/// The sort of keys against the standard library's.
struct KeySortTests {
  enum Shape: CaseIterable {
    case random, equal, ascending, descending, skewed, fewValues, organPipe
  }

  @Test(arguments: Shape.allCases, [0, 1, 2, 23, 24, 25, 700, 768, 769, 5000])
  func equalsTheStandardSort(shape: Shape, count: Int) {
    let keys = Self.keys(shape, count: count)
    for bits in [1, 7, 8, 9, 40, 64] {
      let masked = keys.map { bits == 64 ? $0 : $0 & (1 << UInt64(bits) - 1) }
      #expect(Self.sorted(masked, bits: bits) == masked.sorted())
    }
    let wide = keys.map { UInt128($0) << 61 | UInt128($0 &* 3) }
    #expect(Self.sorted(wide, bits: 125) == wide.sorted())
  }

  @Test(arguments: [Shape.random, .skewed])
  func largeKeys(shape: Shape) {
    let keys = Self.keys(shape, count: 100_000)
    #expect(Self.sorted(keys, bits: 64) == keys.sorted())
  }

  @Test(arguments: Shape.allCases, [0, 1, 2, 3, 100, 777])
  func heapSortEqualsTheStandardSort(shape: Shape, count: Int) {
    var keys = Self.keys(shape, count: count)
    let expected = keys.sorted()
    keys.withUnsafeMutableBufferPointer {
      if let base = $0.baseAddress { heapSort(base, $0.count) }
    }
    #expect(keys == expected)
  }

  private static func sorted<Key: FixedWidthInteger & UnsignedInteger>(
    _ keys: [Key], bits: Int
  ) -> [Key] {
    var keys = keys
    keys.withUnsafeMutableBufferPointer { sortKeys($0, bits: bits) }
    return keys
  }

  private static func keys(_ shape: Shape, count: Int) -> [UInt64] {
    var random = SeededGenerator(seed: 17)
    return (0..<count).map { index in
      let place = UInt64(index)
      switch shape {
      case .random: return random.next()
      case .equal: return 0x0123_4567_89AB_CDEF
      case .ascending: return place &* 977
      case .descending: return UInt64(count) &* 977 - place &* 977
      // Nine keys of ten share all but the last byte.
      case .skewed: return random.next() % 10 == 0 ? random.next() : 42 << 8 | random.next() % 251
      case .fewValues: return random.next() % 3
      case .organPipe: return min(place, UInt64(count) - place)
      }
    }
  }
}
