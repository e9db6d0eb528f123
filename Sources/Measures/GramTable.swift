package import Tokenization

/// The distinct n-grams of a text with their counts.
///
/// Open addressing over 32-bit fingerprints of a rolling 64-bit hash. A slot keeps where its n-gram
/// first stands, and every match is compared with the text itself, so that two n-grams of one hash
/// never become one.
package struct GramTable: Sendable {
  /// How many tokens an n-gram has.
  package let length: Int
  /// The number of n-grams in the text, repetitions included.
  package let total: Int
  /// The number of different n-grams in the text.
  package let distinct: Int

  private let ids: [TokenID]
  private let hashMask: UInt64
  private let slots: [GramSlot]

  /// Enters every n-gram of a text that does not cross a sentence boundary.
  ///
  /// A text cut out of a ring is no ring any more: n-grams do not go around its end.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - length: How many tokens an n-gram has, at least 1.
  ///   - hashMask: The bits of the hash to use; fewer than all are for tests only.
  /// - Complexity: O(*n*) in the length of the text.
  package init(of text: TokenStream, length: Int, hashMask: UInt64 = .max) {
    let length = max(1, length)
    var bits = 4
    while (1 << bits) < 2 * text.ids.count { bits += 1 }
    var slots = [GramSlot](repeating: GramSlot(), count: 1 << bits)
    var total = 0
    var distinct = 0
    text.ids.withUnsafeBufferPointer { ids in
      slots.withUnsafeMutableBufferPointer { slots in
        forEachGram(of: ids, length: length) { start, hash in
          let hash = hash & hashMask
          let index = UnsafeBufferPointer(slots).index(
            of: hash, start: start, in: ids, entered: ids, length: length)
          if slots[index].count == 0 {
            slots[index] = GramSlot(fingerprint: UInt32(truncatingIfNeeded: hash), start: start)
            distinct += 1
          }
          slots[index].count += 1
          total += 1
        }
      }
    }
    self.length = length
    self.total = total
    self.distinct = distinct
    self.hashMask = hashMask
    self.slots = slots
    ids = text.ids
  }

  /// How many of the text's n-grams, repetitions included, occur verbatim in another text.
  ///
  /// The other text is only read through; memory does not grow with it. If it is a ring, n-grams go
  /// around its end.
  ///
  /// - Complexity: O(*n*) in the length of the other text.
  package func occurrences(foundIn other: TokenStream) -> Int {
    var isFound = [Bool](repeating: false, count: slots.count)
    var found = 0
    mark(other.ids, &isFound, &found)
    if other.structure == .ring, other.ids.count >= length {
      mark(Array(other.ids.suffix(length - 1) + other.ids.prefix(length - 1)), &isFound, &found)
    }
    return found
  }

  private func mark(_ other: [TokenID], _ isFound: inout [Bool], _ found: inout Int) {
    other.withUnsafeBufferPointer { other in
      ids.withUnsafeBufferPointer { ids in
        slots.withUnsafeBufferPointer { slots in
          isFound.withUnsafeMutableBufferPointer { isFound in
            forEachGram(of: other, length: length) { start, hash in
              let index = slots.index(
                of: hash & hashMask, start: start, in: other, entered: ids, length: length)
              if slots[index].count > 0, !isFound[index] {
                isFound[index] = true
                found += Int(slots[index].count)
              }
            }
          }
        }
      }
    }
  }
}

/// A place in the table.
private struct GramSlot: BitwiseCopyable {
  var fingerprint: UInt32 = 0
  /// How often the n-gram occurs; 0 marks an empty slot.
  var count: UInt32 = 0
  /// Where it first stands.
  var start = 0
}

extension UnsafeBufferPointer<GramSlot> {
  /// The slot of the n-gram at `start` of `text`: where it was entered, or the empty one for it.
  @inline(__always)
  fileprivate func index(
    of hash: UInt64, start: Int, in text: UnsafeBufferPointer<TokenID>,
    entered: UnsafeBufferPointer<TokenID>, length: Int
  ) -> Int {
    let fingerprint = UInt32(truncatingIfNeeded: hash)
    let mask = count - 1
    var index = Int(truncatingIfNeeded: hash &>> 20) & mask
    while self[index].count > 0 {
      if self[index].fingerprint == fingerprint {
        let first = self[index].start
        var same = 0
        while same < length, entered[first + same] == text[start + same] { same += 1 }
        if same == length { return index }
      }
      index = (index + 1) & mask
    }
    return index
  }
}

/// Calls `body` with the start and the hash of every n-gram that holds no sentence boundary.
@inline(__always)
private func forEachGram(
  of ids: UnsafeBufferPointer<TokenID>, length: Int, _ body: (_ start: Int, _ hash: UInt64) -> Void
) {
  let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  var leaving: UInt64 = 1
  for _ in 1..<length { leaving = leaving &* base }
  var hash: UInt64 = 0
  var run = 0
  for index in 0..<ids.count {
    let id = ids[index]
    guard id != SpecialToken.boundary else {
      hash = 0
      run = 0
      continue
    }
    if run == length {
      hash = hash &- scattered(UInt64(ids[index - length])) &* leaving
    } else {
      run += 1
    }
    hash = hash &* base &+ scattered(UInt64(id))
    if run == length { body(index - length + 1, scattered(hash)) }
  }
}

/// A bijection that spreads every bit over the whole word (the finalizer of SplitMix64).
@inline(__always)
private func scattered(_ value: UInt64) -> UInt64 {
  var mixed = value
  mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed &>> 31)
}
