public import Counting

/// How the counts of one order become probabilities where every order is mixed with the one below.
///
/// With h a context, w a token, h' the context without its oldest token, a(hw) the count in use, S(h)
/// its sum over w and T(h) = S(h) + extra(h),
///
///     p(w | h) = max(a(hw) − D(a(hw)), 0) / T(h) + γ(h) · p(w | h')
///     γ(h)     = (Σ_w min(D(a(hw)), a(hw)) + extra(h)) / T(h)
///
/// which sums to 1 whenever p(· | h') does. Below order 1 stands the uniform distribution. Every
/// method of this family is a mixture, so that it can be sampled exactly.
public struct InterpolationRule: Sendable, Equatable {
  /// Mass moved to the lower order beside the discounts, in units of counts.
  public enum Extra: Sendable, Equatable {
    /// None.
    case none
    /// The same mass in every context.
    case constant(Double)
    /// One for each distinct successor of the context.
    case types
    /// A multiple of the context's count.
    case proportional(Double)

    /// The mass in a context with a given count and number of distinct successors.
    @inline(__always)
    package func mass(total: UInt32, types: UInt32) -> Double {
      switch self {
      case .none: 0
      case .constant(let mass): mass
      case .types: Double(types)
      case .proportional(let factor): factor * Double(total)
      }
    }
  }

  /// Which contexts of this order the method uses; the others hand on to the lower order unchanged.
  public enum Scope: Sendable, Equatable {
    /// Every context.
    case all
    /// Only those that begin with the sentence start.
    case sentenceStarts
    /// None.
    case none
  }

  /// What is taken off a count of 1, 2, and 3 or more.
  public var discounts: Discounts
  /// Mass moved to the lower order beside the discounts.
  public var extra: Extra
  /// The contexts in use.
  public var scope: Scope

  /// Creates a rule.
  public init(discounts: Discounts, extra: Extra = .none, scope: Scope = .all) {
    self.discounts = discounts
    self.extra = extra
    self.scope = scope
  }

  /// Checks that the rule gives probabilities.
  func validate() throws(LanguageModelError) {
    let limits = [
      ("D1", discounts.one, 1.0), ("D2", discounts.two, 2), ("D3+", discounts.threePlus, 3),
    ]
    for (name, value, limit) in limits where !(value >= 0 && value <= limit) {
      throw .outOfRange(
        parameter: "the discount \(name)", value: value, range: "from 0 to \(Int(limit))")
    }
    switch extra {
    case .none, .types: break
    case .constant(let mass), .proportional(let mass):
      guard mass >= 0 && mass.isFinite else {
        throw .outOfRange(parameter: "the extra mass", value: mass, range: "0 or more, and finite")
      }
    }
  }
}

/// How the counts of one order become probabilities.
public enum SmoothingRule: Sendable, Equatable {
  /// Every n-gram has a share of the lower order, whether it was seen or not.
  case interpolated(InterpolationRule)
  /// Only what was not seen has the lower order's probability, times a weight.
  case backOff(BackOffRule)

  /// Checks that the rule gives probabilities.
  func validate() throws(LanguageModelError) {
    switch self {
    case .interpolated(let rule): try rule.validate()
    case .backOff(let rule): try rule.validate()
    }
  }
}

/// A way to estimate an n-gram model from counts.
///
/// A method says, order by order, by which ``SmoothingRule`` counts become probabilities.
public protocol SmoothingMethod: Sendable {
  /// Whether orders below the highest use continuation counts (Kneser and Ney) or raw counts.
  var usesContinuationCounts: Bool { get }

  /// Whether the rules of all orders are interpolated, so that a model is a mixture and can be drawn
  /// from exactly; so it is unless a method says otherwise.
  var isInterpolated: Bool { get }

  /// The rule for one order.
  ///
  /// - Parameters:
  ///   - order: The order in question, from 1.
  ///   - highest: The order of the model.
  ///   - counts: Counts of counts of the counts in use at that order.
  ///   - support: The number of tokens over which the uniform distribution is spread.
  /// - Returns: The rule, and a note where something had to be replaced.
  /// - Throws: ``LanguageModelError`` where the counts do not give a rule.
  func rule(order: Int, highest: Int, counts: CountsOfCounts, support: Int) throws
    -> (rule: SmoothingRule, note: String?)
}

extension SmoothingMethod {
  /// True.
  public var isInterpolated: Bool { true }
}
