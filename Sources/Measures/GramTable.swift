internal import CPrefetch
internal import Counting
internal import Parallelism
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
  private let slots: FlatBuffer<GramSlot>

  /// Enters every n-gram of a text that does not cross a sentence boundary.
  ///
  /// A text cut out of a ring is no ring any more: n-grams do not go around its end.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - length: How many tokens an n-gram has, at least 1.
  ///   - hashMask: The bits of the hash to use; fewer than all are for tests only.
  /// - Complexity: O(*n*) in the length of the text; 19 bytes per token.
  package init(of text: TokenStream, length: Int, hashMask: UInt64 = .max) {
    let length = max(1, length)
    // At most five of eight slots are taken.
    let slots = FlatBuffer(repeating: GramSlot(), count: 16 + text.ids.count * 8 / 5)
    var total = 0
    var distinct = 0
    text.ids.withUnsafeBufferPointer { ids in
      let table = GramSlots(slots, ids: ids, length: length, hashMask: hashMask)
      forEachGram(of: ids, length: length, in: table) { start, hash in
        let slot = table.slots + table.index(of: hash, start: start, in: ids)
        if slot.pointee.count == 0 {
          slot.pointee = GramSlot(
            fingerprint: UInt32(truncatingIfNeeded: hash), start: UInt32(truncatingIfNeeded: start))
          distinct &+= 1
        }
        slot.pointee.count &+= 1
        total &+= 1
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
  /// - Parameters:
  ///   - other: The other text.
  ///   - threads: The most threads to use; the number is the same for any.
  /// - Returns: The number of those n-grams.
  /// - Complexity: O(*n*) in the length of the other text.
  package func occurrences(foundIn other: TokenStream, threads: Int = 1) -> Int {
    var stretches: [[TokenID]] = []
    if other.structure == .ring, other.ids.count >= length {
      stretches.append(Array(other.ids.suffix(length - 1) + other.ids.prefix(length - 1)))
    }
    // Each part also reads on into the next, so that no n-gram is lost between two.
    let parts = evenRanges(other.ids.count, parts: threads)
    let marks = parallelMap(parts.count, threads: threads) { part in
      let marks = FlatBuffer<Bool>(repeating: false, count: slots.count)
      other.ids.withUnsafeBufferPointer { ids in
        let end = min(ids.count, parts[part].upperBound + length - 1)
        mark(UnsafeBufferPointer(rebasing: ids[parts[part].lowerBound..<end]), marks)
      }
      return marks
    }
    for stretch in stretches {
      stretch.withUnsafeBufferPointer { mark($0, marks[0]) }
    }
    var found = 0
    for index in 0..<slots.count where marks.contains(where: { $0.base[index] }) {
      found += Int(slots.base[index].count)
    }
    return found
  }

  private func mark(_ other: UnsafeBufferPointer<TokenID>, _ marks: FlatBuffer<Bool>) {
    ids.withUnsafeBufferPointer { ids in
      let table = GramSlots(slots, ids: ids, length: length, hashMask: hashMask)
      forEachGram(of: other, length: length, in: table) { start, hash in
        let index = table.index(of: hash, start: start, in: other)
        if table.slots[index].count > 0 { marks.base[index] = true }
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
  var start: UInt32 = 0
}

/// The table without its owners, for loops.
///
/// Safe: made and used inside one call that holds the owners.
private struct GramSlots {
  let slots: UnsafeMutablePointer<GramSlot>
  private let count: Int
  private let entered: UnsafeBufferPointer<TokenID>
  private let length: Int
  private let hashMask: UInt64

  init(
    _ slots: FlatBuffer<GramSlot>, ids: UnsafeBufferPointer<TokenID>, length: Int, hashMask: UInt64
  ) {
    self.slots = slots.base
    count = slots.count
    entered = ids
    self.length = length
    self.hashMask = hashMask
  }

  @inline(__always)
  private func home(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Takes the hash that counts here, and asks for the slot it leads to.
  @inline(__always)
  func prepare(_ hash: UInt64) -> UInt64 {
    cprefetch(slots + home(of: hash & hashMask))
    return hash & hashMask
  }

  /// The slot of the n-gram at `start` of `text`: where it was entered, or the empty one for it.
  @inline(__always)
  func index(of hash: UInt64, start: Int, in text: UnsafeBufferPointer<TokenID>) -> Int {
    let fingerprint = UInt32(truncatingIfNeeded: hash)
    var index = home(of: hash)
    while slots[index].count > 0 {
      if slots[index].fingerprint == fingerprint {
        let first = Int(slots[index].start)
        var same = 0
        while same < length, entered[first &+ same] == text[start &+ same] { same &+= 1 }
        if same == length { return index }
      }
      index &+= 1
      if index == count { index = 0 }
    }
    return index
  }
}

/// Calls `body` with the start and the hash of every n-gram that holds no sentence boundary.
///
/// A hash waits for as many others as it takes to bring its slot from memory.
@inline(__always)
private func forEachGram(
  of ids: UnsafeBufferPointer<TokenID>, length: Int, in table: GramSlots,
  _ body: (_ start: Int, _ hash: UInt64) -> Void
) {
  let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  var leaving: UInt64 = 1
  for _ in 1..<length { leaving = leaving &* base }
  var hash: UInt64 = 0
  var run = 0
  var waiting = InlineArray<32, UInt64>(repeating: 0)
  var starts = InlineArray<32, Int>(repeating: 0)
  var count = 0
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
    guard run == length else { continue }
    waiting[count] = table.prepare(scattered(hash))
    starts[count] = index - length + 1
    count += 1
    if count == 32 {
      for place in 0..<32 { body(starts[place], waiting[place]) }
      count = 0
    }
  }
  for place in 0..<count { body(starts[place], waiting[place]) }
}

/// A bijection that spreads every bit over the whole word (the finalizer of SplitMix64).
@inline(__always)
private func scattered(_ value: UInt64) -> UInt64 {
  var mixed = value
  mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed &>> 31)
}
