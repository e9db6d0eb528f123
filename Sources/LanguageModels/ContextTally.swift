internal import Counting

/// What a context's successors add up to.
struct ContextTally: BitwiseCopyable {
  private(set) var total: UInt32
  private var one: UInt32
  private var two: UInt32
  private var threePlus: UInt32

  /// A tally of nothing, or of so many successors with counts of 1, 2, and 3 or more.
  init(total: UInt32 = 0, one: UInt32 = 0, two: UInt32 = 0, threePlus: UInt32 = 0) {
    (self.total, self.one, self.two, self.threePlus) = (total, one, two, threePlus)
  }

  @inline(__always)
  mutating func add(_ count: UInt32) {
    total &+= count
    switch count {
    case 1: one &+= 1
    case 2: two &+= 1
    default: threePlus &+= 1
    }
  }

  /// A number that no other tally of so few tokens has; nil for more.
  @inline(__always)
  var smallKey: Int? {
    total <= Self.mostInKey && types <= total
      ? Int(total | one &<< 4 | two &<< 8 | threePlus &<< 12) : nil
  }

  /// All tallies that have a key.
  static let withKey: [ContextTally] = (1...mostInKey).flatMap { total in
    (0...total).flatMap { one in
      (0...(total - one) / 2).flatMap { two in
        let rest = total - one - 2 * two
        return (rest == 0 ? 0...0 : 1...max(1, rest / 3)).filter { 3 * $0 <= rest }.map {
          ContextTally(total: total, one: one, two: two, threePlus: $0)
        }
      }
    }
  }

  private static let mostInKey: UInt32 = 15

  /// The number of successors.
  var types: UInt32 { one + two + threePlus }

  /// The denominator T(h) and the weight γ(h) under a rule.
  func share(
    _ rule: InterpolationRule, isInScope: Bool, leftOut: LeftOut = LeftOut()
  ) -> ContextShare {
    let total = total &+ leftOut.total
    let extra = rule.extra.mass(total: total, types: types &+ leftOut.types)
    let denominator = Double(total) + extra
    guard isInScope, denominator > 0 else {
      return ContextShare(scale: 0, backOffWeight: 1, isInScope: false)
    }
    let removed =
      Double(one) * min(rule.discounts.one, 1) + Double(two) * min(rule.discounts.two, 2)
      + Double(threePlus) * min(rule.discounts.threePlus, 3) + Double(leftOut.total)
    return ContextShare(
      scale: 1 / denominator, backOffWeight: (removed + extra) / denominator, isInScope: true)
  }
}

/// A context's denominator and back-off weight.
struct ContextShare: BitwiseCopyable {
  /// 1 / T(h); zero where the method passes the context over.
  var scale: Double
  /// γ(h).
  var backOffWeight: Double
  var isInScope: Bool

  /// The part of the probability that is the context's own: max(a − D(a), 0) / T(h).
  @inline(__always)
  func probability(of count: UInt32, _ rule: InterpolationRule) -> Double {
    max(Double(count) - rule.discounts.discount(of: count), 0) * scale
  }
}
