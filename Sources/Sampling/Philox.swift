/// Philox4x32-10, a counter-based random number generator (Salmon, Moraes, Dror and Shaw 2011,
/// "Parallel Random Numbers: As Easy as 1, 2, 3").
///
/// A block of 128 random bits is a function of a key and a counter, so that any draw of a run can be
/// made alone: nothing depends on threads, batches or the order of work.
public struct Philox: Sendable {
  /// Encrypts a counter: ten rounds under a 64-bit key.
  ///
  /// - Parameters:
  ///   - counter: Four 32-bit words.
  ///   - key: Two 32-bit words.
  /// - Returns: Four random 32-bit words.
  @inline(__always)
  public static func block(_ counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
    var (k0, k1) = (key[0], key[1])
    for _ in 0..<10 {
      let left = UInt64(c0) &* 0xD251_1F53
      let right = UInt64(c2) &* 0xCD9E_8D57
      let next0 = UInt32(truncatingIfNeeded: right &>> 32) ^ c1 ^ k0
      let next2 = UInt32(truncatingIfNeeded: left &>> 32) ^ c3 ^ k1
      c1 = UInt32(truncatingIfNeeded: right)
      c3 = UInt32(truncatingIfNeeded: left)
      c0 = next0
      c2 = next2
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(c0, c1, c2, c3)
  }
}

/// The random numbers of one sentence: a sequence addressed by seed, replicate, generation and
/// sentence.
package struct SentenceRandom: Sendable {
  private let key: SIMD2<UInt32>
  private var counter: SIMD4<UInt32>
  private var second: UInt64 = 0
  private var hasSecond = false

  /// Opens the sequence of a sentence.
  package init(seed: UInt64, replicate: Int, generation: Int, sentence: Int) {
    key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    counter = SIMD4(
      0, UInt32(truncatingIfNeeded: sentence), UInt32(truncatingIfNeeded: generation),
      UInt32(truncatingIfNeeded: replicate))
  }

  /// The next 64 random bits.
  @inline(__always)
  package mutating func next() -> UInt64 {
    if hasSecond {
      hasSecond = false
      return second
    }
    let words = Philox.block(counter, key: key)
    counter[0] &+= 1
    second = UInt64(words[3]) << 32 | UInt64(words[2])
    hasSecond = true
    return UInt64(words[1]) << 32 | UInt64(words[0])
  }

  /// A number below `bound`, each with probability 1 / `bound` to within 2^-64.
  @inline(__always)
  package mutating func next(below bound: UInt64) -> UInt64 {
    bound.multipliedFullWidth(by: next()).high
  }
}
