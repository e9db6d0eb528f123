/// How the counts of one order become probabilities where only what was not seen has those of the
/// order below (Katz 1987).
///
/// With h a context, w a token, h' the context without its oldest token, c(hw) the count, S(h) its sum
/// over w and D(c) what is taken off a count,
///
///     p(w | h) = (c(hw) − D(c(hw))) / T(h)       where hw was seen
///              = α(h) · p(w | h')                where it was not
///     left(h)  = (Σ_w D(c(hw)) + extra(h)) / T(h)
///     α(h)     = left(h) / Σ_{w not seen after h} p(w | h')
///
/// where T(h) = S(h) + extra(h). Below order 1 stands the uniform distribution.
///
/// - Where the discounts leave nothing (all counts of the context are high), extra(h) = 1, so that
///   every context has something left for what it has not seen: the remedy of Paul in the CMU and
///   SRILM toolkits. Elsewhere extra(h) = 0.
/// - Where every token that p(· | h') can give was seen after h, nothing needs what is left: the seen
///   ones are scaled to sum to 1, and α(h) = 0.
/// - What pruning left out of a context counts in S(h) and in what is left.
public struct BackOffRule: Sendable, Equatable {
  /// What is taken off a count of 1, 2, and so on; nothing is taken off higher counts.
  public var discounts: [Double]

  /// Creates a rule.
  public init(discounts: [Double]) {
    self.discounts = discounts
  }

  /// The discount of a count.
  @inline(__always)
  func discount(of count: UInt32) -> Double {
    count > 0 && count <= UInt32(discounts.count) ? discounts[Int(count) - 1] : 0
  }

  /// Checks that the rule gives probabilities.
  func validate() throws(LanguageModelError) {
    for (index, value) in discounts.enumerated() where !(value >= 0 && value < Double(index + 1)) {
      throw .outOfRange(
        parameter: "the discount D\(index + 1)", value: value,
        range: "from 0 to below \(index + 1)")
    }
  }
}

/// What a context keeps for its successors and what is left for other tokens.
struct BackOffShare {
  private var total: UInt32
  private var removed: Double

  /// Starts with what pruning left out of the context.
  init(leftOut: LeftOut) {
    total = leftOut.total
    removed = Double(leftOut.total)
  }

  /// Adds a successor.
  @inline(__always)
  mutating func add(_ count: UInt32, _ rule: BackOffRule) {
    total &+= count
    removed += rule.discount(of: count)
  }

  /// extra(h): 1 where nothing would be left.
  private var extra: Double { removed > 0 ? 0 : 1 }
  /// T(h).
  var denominator: Double { Double(total) + extra }
  /// left(h).
  var left: Double { (removed + extra) / denominator }
}
