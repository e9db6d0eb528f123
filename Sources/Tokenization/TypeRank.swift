internal import Sorting

/// The order of types in a vocabulary: by their counts, the highest first, then by their bytes.
enum TypeRank {
  /// Types in this order.
  ///
  /// - Parameters:
  ///   - numbers: The types, each once.
  ///   - types: Their bytes.
  ///   - count: How often a type occurs, below 2^40.
  /// - Returns: The same types in order.
  /// - Complexity: O(*n* log *n*) at worst, near O(*n*) on text.
  static func sorted(_ numbers: [Int], by types: Interner, count: (Int) -> Int) -> [Int] {
    let most = numbers.reduce(0) { max($0, count($1)) }
    let countBits = Int.bitWidth - most.leadingZeroBitCount
    // How much rarer than the most frequent one, the first seven bytes, the number.
    var keys = numbers.map { number in
      let head = types.head(of: number).byteSwapped >> 8
      return UInt128(most - count(number)) << 88 | UInt128(head) << 32 | UInt128(number)
    }
    keys.withUnsafeMutableBufferPointer { sortKeys($0, bits: 88 + countBits) }
    var sorted = keys.map { Int(UInt32(truncatingIfNeeded: $0)) }
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
      if end - start > 1 {
        sorted[start..<end].sort {
          types.bytes(of: $0).lexicographicallyPrecedes(types.bytes(of: $1))
        }
      }
      start = end
    }
    return sorted
  }
}
