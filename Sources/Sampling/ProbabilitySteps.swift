internal import LanguageModels

/// How many tokens of a ranked list have more than each probability of a scale with 64 steps from one
/// power of two to the next: a search begins with few tokens.
struct ProbabilityCuts {
  private static let count = 32 * 64
  private var counts: [Int32]

  init(_ tokens: UnsafeBufferPointer<RankedToken>) {
    counts = []
    counts.reserveCapacity(Self.count + 1)
    for (place, token) in tokens.enumerated() {
      let step = Self.step(token.probability)
      while counts.count <= step { counts.append(Int32(place)) }
    }
    while counts.count <= Self.count { counts.append(Int32(tokens.count)) }
  }

  /// The places of all tokens between two probabilities, and of some more.
  @inline(__always)
  func range(from above: Double, to below: Double) -> Range<Int> {
    let first = Int(counts[Self.step(above)])
    return first..<max(first, Int(counts[Self.step(below) &+ 1]))
  }

  @inline(__always)
  private static func step(_ probability: Double) -> Int {
    // What ranks behind all tokens is below zero.
    guard probability > 0 else { return count &- 1 }
    let step = Int(1.0.bitPattern >> 46) - Int(probability.bitPattern >> 46)
    return min(max(0, step), count &- 1)
  }
}

/// A scale of probabilities, from 1 downwards, with four steps from one power of two to the next.
enum MassSteps {
  /// How many steps there are: down to 2 to the power of −24.
  static let count = 96
  /// A mass for each step.
  typealias Masses = InlineArray<96, Double>
  /// What the number of a step is filled up with where one in eight is enough.
  static let rough = 7

  /// The highest step that is at most a probability.
  @inline(__always)
  static func last(from probability: Double) -> Int {
    Int(1.0.bitPattern >> 50) - Int(probability.bitPattern >> 50)
  }

  /// What ranks behind all tokens down to a step.
  static func end(_ step: Int) -> RankedToken {
    RankedToken(
      token: .max, probability: Double(bitPattern: (1.0.bitPattern >> 50 - UInt64(step)) << 50))
  }
}
