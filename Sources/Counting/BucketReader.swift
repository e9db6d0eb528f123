internal import Tokenization

/// Turns one sorted bucket of keys into positions, shared lengths and n-gram lengths.
struct BucketReader {
  let text: ReversedText
  let layout: KeyLayout

  /// Reads a bucket.
  ///
  /// All positions of a bucket end in the same token, so every shared length but the first is at
  /// least 1.
  @inline(__always)
  func read<Key: FixedWidthInteger & UnsignedInteger>(
    _ keys: UnsafeBufferPointer<Key>, positions: UnsafeMutablePointer<UInt32>,
    shared: UnsafeMutablePointer<UInt8>, length: UnsafeMutablePointer<UInt8>
  ) {
    let positionMask = Key(1) << Key(layout.positionBits) - 1
    let contextBits = layout.keyTokens * layout.tokenBits
    let tokenMask = Key(1) << Key(layout.tokenBits) - 1
    var previous: Key = 0
    for index in keys.indices {
      let context = keys[index] >> Key(layout.positionBits)
      positions[index] = UInt32(truncatingIfNeeded: keys[index] & positionMask)
      let difference = context ^ previous
      // Bits above the context never differ.
      let sameBits =
        difference == 0
        ? contextBits : contextBits - (Key.bitWidth - difference.leadingZeroBitCount)
      shared[index] = index == 0 ? 0 : UInt8(truncatingIfNeeded: 1 + sameBits / layout.tokenBits)
      var tokens = 1
      var shift = contextBits - layout.tokenBits
      if text.isRing {
        tokens = 1 + layout.keyTokens
      } else {
        while shift >= 0 {
          tokens &+= 1
          if context >> Key(shift) & tokenMask == 0 { break }
          shift &-= layout.tokenBits
        }
      }
      length[index] = UInt8(truncatingIfNeeded: tokens)
      previous = context
    }
    if layout.keyTokens < layout.order - 1 {
      refine(
        count: keys.count, from: layout.keyTokens, positions: positions, shared: shared,
        length: length)
    }
  }

  /// Sorts runs that agree on the first `known` tokens to the left by the tokens beyond.
  private func refine(
    count: Int, from known: Int, positions: UnsafeMutablePointer<UInt32>,
    shared: UnsafeMutablePointer<UInt8>, length: UnsafeMutablePointer<UInt8>
  ) {
    var start = 0
    while start < count {
      var end = start + 1
      while end < count, Int(shared[end]) == known + 1 { end += 1 }
      // A run that was cut by a sentence start is equal for good.
      if text.isRing || !isCut(Int(positions[start]), within: known) {
        refineRun(start..<end, from: known, positions, shared, length)
      } else {
        for index in (start + 1)..<max(end, start + 1) { shared[index] = UInt8(layout.order) }
      }
      start = end
    }
  }

  private func isCut(_ position: Int, within known: Int) -> Bool {
    guard known > 0 else { return false }
    return (1...known).contains {
      text.token($0, leftOf: position) == SpecialToken.boundary
    }
  }

  private func refineRun(
    _ run: Range<Int>, from known: Int, _ positions: UnsafeMutablePointer<UInt32>,
    _ shared: UnsafeMutablePointer<UInt8>, _ length: UnsafeMutablePointer<UInt8>
  ) {
    let beyond = layout.order - 1 - known
    func tail(_ position: UInt32) -> [TokenID] {
      var tokens: [TokenID] = []
      for distance in (known + 1)...(known + beyond) {
        let token = text.token(distance, leftOf: Int(position))
        tokens.append(token)
        if token == SpecialToken.boundary && !text.isRing { break }
      }
      return tokens
    }
    let sorted = run.map { (tail: tail(positions[$0]), position: positions[$0]) }.sorted {
      $0.tail == $1.tail ? $0.position < $1.position : $0.tail.lexicographicallyPrecedes($1.tail)
    }
    for (offset, entry) in sorted.enumerated() {
      let index = run.lowerBound + offset
      positions[index] = entry.position
      length[index] = UInt8(1 + known + entry.tail.count)
      guard offset > 0 else { continue }
      let before = sorted[offset - 1].tail
      let same = zip(before, entry.tail).prefix { $0 == $1 }.count
      let equal = same == before.count && same == entry.tail.count
      shared[index] = UInt8(equal ? layout.order : 1 + known + same)
    }
  }
}
