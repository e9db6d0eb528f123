/// Where a type stands in a vocabulary: by its count, the highest first, then by its bytes.
struct TypeRank {
  private let count: Int
  /// The first eight bytes, the first one highest, and zeros after a shorter type.
  private let head: UInt64
  private let number: Int

  /// Types in the order of the vocabulary.
  static func sorted(_ numbers: [Int], by types: Interner, count: (Int) -> Int) -> [Int] {
    let ranks = numbers.map { number in
      TypeRank(count: count(number), head: types.head(of: number).byteSwapped, number: number)
    }
    return ranks.sorted { left, right in
      if left.count != right.count { return left.count > right.count }
      if left.head != right.head { return left.head < right.head }
      return types.bytes(of: left.number).lexicographicallyPrecedes(types.bytes(of: right.number))
    }.map(\.number)
  }
}
