internal import Counting

/// What a context's successors add up to.
struct ContextTally: BitwiseCopyable {
  private(set) var total: UInt32 = 0
  private var one: UInt32 = 0
  private var two: UInt32 = 0
  private var threePlus: UInt32 = 0

  @inline(__always)
  mutating func add(_ count: UInt32) {
    total &+= count
    switch count {
    case 1: one &+= 1
    case 2: two &+= 1
    default: threePlus &+= 1
    }
  }

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
