internal import CPrefetch
internal import Parallelism

/// Numbers for byte strings: equal bytes, equal number; numbers count up from 0.
///
/// Open addressing with linear probing; the bytes of all strings lie in one arena. A table entry holds
/// the first eight bytes, the length and a part of the hash beside the number, so most strings are
/// told apart without a look at the arena. It is never keyed by `String`, whose equality is canonical
/// equivalence and would merge types silently.
struct Interner: Sendable {
  private struct Entry {
    /// The first eight bytes, the lowest first, and zeros after a shorter string.
    var head: UInt64 = 0
    /// The high bits of the hash, and below them the length, the greatest that fits for all that are longer.
    var tag: UInt32 = 0
    /// The number + 1; 0 is free.
    var mark: UInt32 = 0
  }

  /// The bytes of all strings, one after the other.
  private(set) var arena: [UInt8] = []
  /// Where each string ends in ``arena``; one more than there are strings, the first is 0.
  private(set) var ends: [Int] = [0]
  // The count is a power of two.
  private var table: [Entry]

  /// The number of strings.
  var count: Int { ends.count - 1 }

  init(minimumCapacity: Int = 512) {
    var size = 1024
    while size < minimumCapacity * 2 { size *= 2 }
    table = [Entry](repeating: Entry(), count: size)
  }

  /// The bytes of string `number`.
  func bytes(of number: Int) -> ArraySlice<UInt8> { arena[ends[number]..<ends[number + 1]] }

  /// The first eight bytes of string `number`, the lowest first, and zeros after a shorter one.
  func head(of number: Int) -> UInt64 {
    withStored {
      let start = $0.ends[number]
      return Self.head(
        UnsafeRawBufferPointer(rebasing: $0.arena[start..<$0.ends[number + 1]]),
        readable: $0.arena.count - start)
    }
  }

  /// The number of `bytes`, which is new if the string is.
  mutating func intern(_ bytes: some Collection<UInt8>) -> UInt32 {
    if let number = bytes.withContiguousStorageIfAvailable({ intern($0) }) { return number }
    return Array(bytes).withUnsafeBufferPointer { intern($0) }
  }

  /// The number of `bytes`, which is new if the string is.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    intern(UnsafeRawBufferPointer(bytes), readable: bytes.count)
  }

  /// The number of `bytes`, which is new if the string is.
  ///
  /// - Parameters:
  ///   - bytes: The string.
  ///   - readable: How many bytes can be read from its start on.
  /// - Returns: Its number.
  /// - Complexity: O(*n*) in the length of the string, amortized.
  @inline(__always)
  mutating func intern(_ bytes: UnsafeRawBufferPointer, readable: Int) -> UInt32 {
    intern(prepared(bytes, readable: readable))
  }

  /// A string with its hash.
  struct Prepared {
    fileprivate var bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    fileprivate var head: UInt64 = 0
    fileprivate var hash: UInt64 = 0
  }

  /// Hashes a string and asks for the place in the table where it may stand.
  @inline(__always)
  func prepared(_ bytes: UnsafeRawBufferPointer, readable: Int) -> Prepared {
    withStored { $0.prepared(bytes, readable: readable) }
  }

  /// The number of a string that was prepared, which is new if the string is.
  @inline(__always)
  mutating func intern(_ string: Prepared) -> UInt32 {
    if let number = withStored({ $0.find(string) }) { return number }
    return add(string.bytes, head: string.head, hash: string.hash)
  }

  /// What ``numbers(of:in:)`` gives a string that has no number.
  static let noNumber = UInt32.max

  /// The numbers of strings of another interner, which are new if the strings are.
  mutating func intern(
    _ strings: some RandomAccessCollection<Int>, of other: Interner
  ) -> [UInt32] {
    Self.numbers(of: strings, in: other, prepare: { prepared($0, readable: $1) }) { intern($0) }
  }

  /// The numbers of strings of another interner, ``noNumber`` for those that have none.
  func numbers(of strings: some RandomAccessCollection<Int>, in other: Interner) -> [UInt32] {
    withStored { stored in
      Self.numbers(of: strings, in: other, prepare: { stored.prepared($0, readable: $1) }) {
        stored.find($0) ?? Self.noNumber
      }
    }
  }

  /// Prepares strings some time before they are looked up, so that the table's places have come from
  /// memory by then.
  @inline(__always)
  private static func numbers(
    of strings: some RandomAccessCollection<Int>, in other: Interner,
    prepare: (UnsafeRawBufferPointer, Int) -> Prepared, number: (Prepared) -> UInt32
  ) -> [UInt32] {
    let ahead = 16
    var waiting = InlineArray<16, Prepared>(repeating: Prepared())
    var numbers: [UInt32] = []
    numbers.reserveCapacity(strings.count)
    other.withStored { other in
      var next = strings.startIndex
      for place in 0..<strings.count + ahead {
        if place >= ahead { numbers.append(number(waiting[place & (ahead - 1)])) }
        guard next < strings.endIndex else { continue }
        let start = other.ends[strings[next]]
        waiting[place & (ahead - 1)] = prepare(
          UnsafeRawBufferPointer(rebasing: other.arena[start..<other.ends[strings[next] + 1]]),
          other.arena.count - start)
        next = strings.index(after: next)
      }
    }
    return numbers
  }

  /// The same strings under other numbers.
  ///
  /// - Parameters:
  ///   - order: All numbers in the order wanted.
  ///   - threads: The most threads to use.
  /// - Returns: The strings; string `order[n]` is number n.
  /// - Complexity: O(*n*), without a look-up.
  func reordered(_ order: [Int], threads: Int = 1) -> Interner {
    precondition(order.count == count, "every string has a place")
    var result = self
    let (bytes, marked) = inParallel(
      threads: threads, { strings(order) }, { table(marking: order) })
    (result.arena, result.ends) = bytes
    result.table = marked
    return result
  }

  /// The bytes of strings, and where each ends.
  private func strings(_ order: [Int]) -> (arena: [UInt8], ends: [Int]) {
    var strings: [UInt8] = []
    strings.reserveCapacity(arena.count)
    var lastPlaces = [0]
    lastPlaces.reserveCapacity(ends.count)
    arena.withUnsafeBufferPointer { arena in
      for number in order {
        strings.append(
          contentsOf: UnsafeBufferPointer(rebasing: arena[ends[number]..<ends[number + 1]]))
        lastPlaces.append(strings.count)
      }
    }
    return (strings, lastPlaces)
  }

  /// The table under the numbers of an order.
  private func table(marking order: [Int]) -> [Entry] {
    var marks = [UInt32](repeating: 0, count: count)
    for (place, number) in order.enumerated() {
      marks[number] = UInt32(truncatingIfNeeded: place + 1)
    }
    return table.map { entry in
      var entry = entry
      if entry.mark != 0 { entry.mark = marks[Int(entry.mark - 1)] }
      return entry
    }
  }

  /// The number of `bytes` if it has one.
  func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let raw = UnsafeRawBufferPointer(bytes)
    return withStored { $0.find($0.prepared(raw, readable: raw.count)) }
  }

  @inline(__always)
  private func withStored<Value>(_ body: (Stored) -> Value) -> Value {
    table.withUnsafeBufferPointer { table in
      arena.withUnsafeBytes { arena in
        ends.withUnsafeBufferPointer { body(Stored(table: table, arena: arena, ends: $0)) }
      }
    }
  }

  /// What is stored, to look at it without counting references: threads that count the same one wait for each
  /// other.
  private struct Stored {
    let table: UnsafeBufferPointer<Entry>
    let arena: UnsafeRawBufferPointer
    let ends: UnsafeBufferPointer<Int>

    @inline(__always)
    func prepared(_ bytes: UnsafeRawBufferPointer, readable: Int) -> Prepared {
      let head = Interner.head(bytes, readable: readable)
      let hash = Interner.hash(bytes, head: head)
      if let base = table.baseAddress {
        cprefetch(base + Interner.slot(hash) & (table.count - 1))
      }
      return Prepared(bytes: bytes, head: head, hash: hash)
    }

    @inline(__always)
    func find(_ string: Prepared) -> UInt32? {
      let mask = table.count - 1
      let tag = Interner.tag(hash: string.hash, length: string.bytes.count)
      var slot = Interner.slot(string.hash) & mask
      while true {
        let entry = table[slot]
        if entry.mark == 0 { return nil }
        if entry.head == string.head, entry.tag == tag,
          string.bytes.count <= 8 || isEqual(Int(entry.mark - 1), string.bytes)
        {
          return entry.mark - 1
        }
        slot = (slot + 1) & mask
      }
    }

    private func isEqual(_ number: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
      let start = ends[number]
      guard ends[number + 1] - start == bytes.count else { return false }
      var index = 8
      while index + 8 <= bytes.count {
        let left = arena.loadUnaligned(fromByteOffset: start + index, as: UInt64.self)
        if left != bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
        index += 8
      }
      while index < bytes.count {
        if arena[start + index] != bytes[index] { return false }
        index += 1
      }
      return true
    }
  }

  @inline(never)
  private mutating func add(_ bytes: UnsafeRawBufferPointer, head: UInt64, hash: UInt64) -> UInt32 {
    let number = UInt32(truncatingIfNeeded: count)
    precondition(number < UInt32.max - 3, "more types than numbers")
    arena.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
    ends.append(arena.count)
    if count * 2 > table.count { grow() }
    insert(
      Entry(head: head, tag: Self.tag(hash: hash, length: bytes.count), mark: number + 1),
      at: Self.slot(hash))
    return number
  }

  private mutating func insert(_ entry: Entry, at first: Int) {
    table.withUnsafeMutableBufferPointer { table in
      let mask = table.count - 1
      var slot = first & mask
      while table[slot].mark != 0 { slot = (slot + 1) & mask }
      table[slot] = entry
    }
  }

  private mutating func grow() {
    let old = table
    table = [Entry](repeating: Entry(), count: old.count * 2)
    let needsHash = table.count > 1 << Self.tagBits
    for entry in old where entry.mark != 0 {
      var slot = Int(entry.tag >> (32 - Self.tagBits))
      if needsHash {
        let number = Int(entry.mark - 1)
        slot = arena[ends[number]..<ends[number + 1]].withUnsafeBytes {
          Self.slot(Self.hash($0, head: entry.head))
        }
      }
      insert(entry, at: slot)
    }
  }
}

// MARK: Hashing

extension Interner {
  /// The first eight bytes.
  @inline(__always)
  private static func head(_ bytes: UnsafeRawBufferPointer, readable: Int) -> UInt64 {
    let count = bytes.count
    if readable >= 8 {
      let word = UInt64(littleEndian: bytes.baseAddress?.loadUnaligned(as: UInt64.self) ?? 0)
      return count >= 8 ? word : word & ((1 << UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    }
    var word: UInt64 = 0
    for index in 0..<Swift.min(8, count) { word |= UInt64(bytes[index]) << UInt64(index * 8) }
    return word
  }

  /// Eight bytes at a time, each folded in by a full multiplication whose halves are mixed.
  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer, head: UInt64) -> UInt64 {
    let count = bytes.count
    var hash = mix(head ^ UInt64(truncatingIfNeeded: count) &* 0x243F_6A88_85A3_08D3)
    guard count > 8 else { return hash }
    var index = 8
    while index + 8 < count {
      hash = mix(hash ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    // The last eight bytes may overlap those before; with the length in the hash that is no harm.
    return mix(hash ^ bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
  }

  /// How many bits of the hash a table entry keeps.
  private static let tagBits = 20

  /// Where to look first in a table, but for the bits that are too high for it: the lowest bits are those
  /// that an entry keeps.
  @inline(__always)
  private static func slot(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash << tagBits | hash >> (64 - tagBits))
  }

  @inline(__always)
  private static func tag(hash: UInt64, length: Int) -> UInt32 {
    let longest: UInt32 = 1 << (32 - UInt32(tagBits)) - 1
    return UInt32(truncatingIfNeeded: hash >> 32) & ~longest
      | UInt32(truncatingIfNeeded: min(length, Int(longest)))
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xA409_3822_299F_31D0).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

extension Interner: Equatable {
  /// Whether both have the same strings under the same numbers.
  static func == (left: Interner, right: Interner) -> Bool {
    left.ends == right.ends && left.arena == right.arena
  }
}
