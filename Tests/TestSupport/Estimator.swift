package import LanguageModels

/// A smoothing method with the formula that its slow twin computes.
package enum Estimator: Sendable, Hashable, CustomStringConvertible {
  /// Interpolated modified Kneser–Ney with the usual fallback discounts.
  case modifiedKneserNey
  /// Relative frequencies.
  case maximumLikelihood
  /// Additive smoothing.
  case additive(Double)
  /// Interpolated Witten–Bell.
  case wittenBell
  /// Interpolated absolute discounting.
  case absoluteDiscounting
  /// Interpolated Kneser–Ney with one discount for each order.
  case kneserNey
  /// Jelinek–Mercer with given weights.
  case jelinekMercer([Double])
  /// Katz back-off.
  case katz

  /// All that the laws are tried on.
  package static let all: [Estimator] = [
    .modifiedKneserNey, .maximumLikelihood, .additive(0.1), .additive(1), .wittenBell,
    .absoluteDiscounting, .kneserNey, .jelinekMercer([0.9, 0.6, 0.3]),
    .katz,
  ]

  /// The method under test.
  package var method: any SmoothingMethod {
    switch self {
    case .modifiedKneserNey: ModifiedKneserNey()
    case .maximumLikelihood: MaximumLikelihood()
    case .additive(let lambda): Additive(lambda: lambda)
    case .wittenBell: WittenBell()
    case .absoluteDiscounting: AbsoluteDiscounting()
    case .kneserNey: KneserNey()
    case .jelinekMercer(let weights): JelinekMercer(weights: weights)
    case .katz: Katz()
    }
  }

  /// Whether every token of the floor has a positive probability everywhere.
  package var isPositive: Bool { self != .maximumLikelihood }

  /// Whether every n-gram has a share of the lower order.
  package var isMixture: Bool { self != .katz }

  /// The name in test reports.
  package var description: String {
    switch self {
    case .modifiedKneserNey: "modified Kneser-Ney"
    case .maximumLikelihood: "maximum likelihood"
    case .additive(let lambda): "additive \(lambda)"
    case .wittenBell: "Witten-Bell"
    case .absoluteDiscounting: "absolute discounting"
    case .kneserNey: "Kneser-Ney"
    case .jelinekMercer(let weights): "Jelinek-Mercer \(weights)"
    case .katz: "Katz"
    }
  }
}
