public import Counting

/// What is taken off counts of 1, 2, and 3 or more: Chen and Goodman's D1, D2, D3+.
public struct Discounts: Sendable, Equatable, Codable {
  /// Taken off a count of 1.
  public var one: Double
  /// Taken off a count of 2.
  public var two: Double
  /// Taken off a count of 3 or more.
  public var threePlus: Double

  /// Creates discounts.
  public init(one: Double, two: Double, threePlus: Double) {
    self.one = one
    self.two = two
    self.threePlus = threePlus
  }

  /// No discount at all.
  public static let none = Discounts(one: 0, two: 0, threePlus: 0)

  /// The estimate of Chen and Goodman (1998), equation 26:
  /// Y = n1 / (n1 + 2 n2), D_j = j − (j + 1) Y n_{j+1} / n_j.
  ///
  /// Nil where they cannot be estimated: one of n1, n2, n3 is zero, or a discount falls outside
  /// 0 … j. (n4 may be zero: D3+ is then 3, as in KenLM.)
  ///
  /// - Parameter counts: Counts of counts n1 … n4.
  public init?(estimatedFrom counts: CountsOfCounts) {
    guard counts.one > 0, counts.two > 0, counts.three > 0 else { return nil }
    let (one, two) = (Double(counts.one), Double(counts.two))
    let (three, four) = (Double(counts.three), Double(counts.four))
    let y = one / (one + 2 * two)
    self.init(
      one: 1 - 2 * y * two / one, two: 2 - 3 * y * three / two, threePlus: 3 - 4 * y * four / three)
    guard (0...1).contains(self.one), (0...2).contains(self.two), (0...3).contains(threePlus) else {
      return nil
    }
  }

  /// The discount of a count.
  @inline(__always)
  package func discount(of count: UInt32) -> Double {
    switch count {
    case 0: 0
    case 1: one
    case 2: two
    default: threePlus
    }
  }
}
