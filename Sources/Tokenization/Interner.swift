/// Numbers for byte strings: equal bytes, equal number; numbers count up from 0.
///
/// Open addressing with linear probing over a table of numbers; the bytes of all strings lie in one
/// arena. A table entry holds the high half of the hash beside the number, so the bytes are compared
/// only where the hashes agree. It is never keyed by `String`, whose equality is canonical
/// equivalence and would merge types silently.
struct Interner: Sendable {
  /// The bytes of all strings, one after the other.
  private(set) var arena: [UInt8] = []
  /// Where each string ends in ``arena``; one more than there are strings, the first is 0.
  private(set) var ends: [Int] = [0]
  // Hash high half and number + 1, packed; 0 is free. The count is a power of two.
  private var table: [UInt64]

  /// The number of strings.
  var count: Int { ends.count - 1 }

  init(minimumCapacity: Int = 512) {
    var size = 1024
    while size < minimumCapacity * 2 { size *= 2 }
    table = [UInt64](repeating: 0, count: size)
  }

  /// The bytes of string `number`.
  func bytes(of number: Int) -> ArraySlice<UInt8> { arena[ends[number]..<ends[number + 1]] }

  /// The number of `bytes`, which is new if the string is.
  ///
  /// - Complexity: O(*n*) in the length of the string, amortized.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = Self.hash(bytes)
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    let tag = hash & 0xFFFF_FFFF_0000_0000
    while true {
      let entry = table[slot]
      if entry == 0 { break }
      if entry & 0xFFFF_FFFF_0000_0000 == tag {
        let number = UInt32(truncatingIfNeeded: entry) - 1
        if isEqual(Int(number), bytes) { return number }
      }
      slot = (slot + 1) & mask
    }
    let number = UInt32(truncatingIfNeeded: count)
    precondition(number < UInt32.max - 3, "more types than numbers")
    arena.append(contentsOf: bytes)
    ends.append(arena.count)
    table[slot] = tag | UInt64(number + 1)
    if count * 2 > table.count { grow() }
    return number
  }

  /// The number of `bytes`, which is new if the string is.
  mutating func intern(_ bytes: some Collection<UInt8>) -> UInt32 {
    if let number = bytes.withContiguousStorageIfAvailable({ intern($0) }) { return number }
    return Array(bytes).withUnsafeBufferPointer { intern($0) }
  }

  /// The number of `bytes` if it has one.
  func number(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let hash = Self.hash(bytes)
    let mask = table.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while table[slot] != 0 {
      let entry = table[slot]
      if entry >> 32 == hash >> 32 {
        let number = UInt32(truncatingIfNeeded: entry) - 1
        if isEqual(Int(number), bytes) { return number }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private func isEqual(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == bytes.count else { return false }
    return arena.withUnsafeBytes { arena in
      let raw = UnsafeRawBufferPointer(bytes)
      var index = 0
      while index + 8 <= raw.count {
        let left = arena.loadUnaligned(fromByteOffset: start + index, as: UInt64.self)
        if left != raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) { return false }
        index += 8
      }
      while index < raw.count {
        if arena[start + index] != raw[index] { return false }
        index += 1
      }
      return true
    }
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: table.count * 2)
    let mask = larger.count - 1
    arena.withUnsafeBufferPointer { arena in
      for number in 0..<count {
        let range = ends[number]..<ends[number + 1]
        let hash = Self.hash(UnsafeBufferPointer(rebasing: arena[range]))
        var slot = Int(truncatingIfNeeded: hash) & mask
        while larger[slot] != 0 { slot = (slot + 1) & mask }
        larger[slot] = (hash & 0xFFFF_FFFF_0000_0000) | UInt64(number + 1)
      }
    }
    table = larger
  }

  /// Eight bytes at a time, each folded in by a full multiplication whose halves are mixed.
  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    let count = raw.count
    var hash = UInt64(truncatingIfNeeded: count) ^ 0x243F_6A88_85A3_08D3
    if count >= 8 {
      var index = 0
      while index + 8 < count {
        hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      // The last eight bytes may overlap those before; with the length in the hash that is no harm.
      return mix(hash ^ raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    }
    if count >= 4 {
      let low = UInt64(raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
      let high = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      return mix(hash ^ (low | high << 32))
    }
    guard count > 0 else { return mix(hash) }
    let ends = UInt64(raw[0]) | UInt64(raw[count - 1]) << 16
    return mix(hash ^ (ends | UInt64(raw[count / 2]) << 8))
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
