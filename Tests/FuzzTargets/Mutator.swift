import TestSupport

/// Changes inputs at random, by a seed.
package struct Mutator {
  private let target: FuzzTarget
  private var random: SeededGenerator
  private let longest: Int

  /// Begins a sequence of inputs for a target.
  ///
  /// - Parameters:
  ///   - target: The target.
  ///   - seed: The seed.
  ///   - longest: The most bytes of an input.
  package init(_ target: FuzzTarget, seed: UInt64, longest: Int = 1 << 14) {
    self.target = target
    self.longest = longest
    random = SeededGenerator(seed: seed)
  }

  private mutating func below(_ bound: Int) -> Int {
    Int.random(in: 0..<max(1, bound), using: &random)
  }

  /// The next input.
  package mutating func next() -> [UInt8] {
    var bytes = target.seeds[below(target.seeds.count)]
    for _ in 0...below(6) { change(&bytes) }
    return Array(bytes.prefix(longest))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = below(bytes.count + 1)
    let end = min(bytes.count, place + 1 + below(16))
    switch below(9) {
    case 0 where place < bytes.count: bytes[place] ^= UInt8(1 << below(8))
    case 1 where place < bytes.count:
      bytes[place] = [0, 0x7F, 0x80, 0xC0, 0xED, 0xF4, 0xFF, 0x22][below(8)]
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.removeSubrange(place...)
    case 5:
      let other = target.seeds[below(target.seeds.count)]
      bytes = Array(bytes[..<place]) + other.suffix(below(other.count + 1))
    case 6:
      let piece = Array(bytes[place..<end])
      bytes.insert(contentsOf: (0..<below(200)).flatMap { _ in piece }, at: place)
    case 7: bytes.insert(UInt8(below(256)), at: place)
    default:
      bytes.insert(contentsOf: target.dictionary[below(target.dictionary.count)].utf8, at: place)
    }
  }
}
