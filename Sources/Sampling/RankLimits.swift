internal import LanguageModels

/// What is known of the rank up to which a context's tokens are admitted.
///
/// A table that forgets: each context has one place, and takes it from the one that was there. What
/// is forgotten is worked out again.
struct RankLimits: Sendable {
  private struct Limits: BitwiseCopyable {
    var context = UInt32.max
    /// The last rank known to be admitted: at first one that precedes all.
    var admitted = RankedToken(token: 0, probability: .infinity)
    /// The first rank known to be refused: at first one that all precede.
    var refused = RankedToken(token: .max, probability: -1)
  }

  private static let places = 1 << 16
  private var table: [Limits] = []

  /// Whether a rank is admitted after a context; nil where that is not yet known.
  @inline(__always)
  func admits(_ rank: RankedToken, after context: UInt32) -> Bool? {
    guard !table.isEmpty else { return nil }
    let limits = table[Int(context) & (Self.places - 1)]
    guard limits.context == context else { return nil }
    if !limits.admitted.precedes(rank) { return true }
    return rank.precedes(limits.refused) ? nil : false
  }

  /// Remembers the answer for a rank that was not yet known.
  @inline(__always)
  mutating func remember(_ rank: RankedToken, after context: UInt32, isAdmitted: Bool) {
    if table.isEmpty { table = [Limits](repeating: Limits(), count: Self.places) }
    let place = Int(context) & (Self.places - 1)
    if table[place].context != context {
      table[place] = Limits()
      table[place].context = context
    }
    if isAdmitted { table[place].admitted = rank } else { table[place].refused = rank }
  }
}
