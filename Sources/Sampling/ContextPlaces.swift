/// Numbers for the contexts that something is remembered of, in the order in which they were met.
///
/// Contexts of at most one token, which all others pass through, are looked up by their number; the rest
/// by a hash. When too many are remembered, all are forgotten.
struct ContextPlaces {
  /// Of the short contexts the place, plus one; 0 where they have none.
  private var short: [Int32]
  private var long: [UInt32: Int] = [:]
  private var count = 0
  private let most: Int

  /// Makes room.
  ///
  /// - Parameters:
  ///   - firstLong: The first context of two tokens.
  ///   - most: How many are remembered.
  init(firstLong: Int, most: Int) {
    short = [Int32](repeating: 0, count: firstLong)
    self.most = max(1, most)
  }

  /// The place of a context, if it has one.
  @inline(__always)
  subscript(_ context: UInt32) -> Int? {
    guard Int(context) < short.count else { return long[context] }
    let place = short[Int(context)]
    return place > 0 ? Int(place) - 1 : nil
  }

  /// Gives a context that has no place the next one; place 0 means that all others are forgotten.
  mutating func add(_ context: UInt32) -> Int {
    if count >= most {
      long.removeAll(keepingCapacity: true)
      for index in short.indices { short[index] = 0 }
      count = 0
    }
    defer { count += 1 }
    if Int(context) < short.count {
      short[Int(context)] = Int32(count + 1)
    } else {
      long[context] = count
    }
    return count
  }
}
