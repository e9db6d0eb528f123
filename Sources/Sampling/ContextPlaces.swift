/// Numbers for the contexts that something is remembered of, in the order in which they were met.
///
/// Contexts of at most one token, which all others pass through, are looked up by their number; the rest
/// in a hash table with open addressing, for every draw asks it, and nobody chooses the keys that a
/// dictionary's dearer hash is safe from. When too many are remembered, all are forgotten.
struct ContextPlaces {
  /// Of the short contexts the place, plus one; 0 where they have none.
  private var short: [Int32]
  /// Of the others the context in the upper half and the place, plus one, in the lower; at most half are
  /// taken.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)
  private var longCount = 0
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
    let place =
      Int(context) < short.count
      ? Int(short[Int(context)]) : Int(truncatingIfNeeded: slots[slot(of: context)] & 0xFFFF_FFFF)
    return place > 0 ? place &- 1 : nil
  }

  /// Gives a context that has no place the next one; place 0 means that all others are forgotten.
  mutating func add(_ context: UInt32) -> Int {
    if count >= most {
      for index in short.indices { short[index] = 0 }
      for index in slots.indices { slots[index] = 0 }
      (count, longCount) = (0, 0)
    }
    defer { count += 1 }
    if Int(context) < short.count {
      short[Int(context)] = Int32(count + 1)
    } else {
      longCount += 1
      if 2 * longCount > slots.count { grow() }
      slots[slot(of: context)] = UInt64(context) << 32 | UInt64(count + 1)
    }
    return count
  }

  /// Where a context stands, or the free slot where it would.
  @inline(__always)
  private func slot(of context: UInt32) -> Int {
    let mask = slots.count &- 1
    // Multiplicative hashing (Knuth 1973, volume 3, section 6.4): the upper bits spread best.
    var slot =
      Int(truncatingIfNeeded: (UInt64(context) &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
    while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot] &>> 32) != context {
      slot = (slot &+ 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * old.count)
    for entry in old where entry != 0 {
      slots[slot(of: UInt32(truncatingIfNeeded: entry >> 32))] = entry
    }
  }
}
