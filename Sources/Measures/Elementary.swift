#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#elseif canImport(Darwin)
  private import Darwin
#endif

/// The elementary functions of this target, named in one file for every C library.
package enum Elementary {
  /// The logarithm to base 2.
  static func logBase2(_ x: Double) -> Double { log2(x) }
  /// The natural logarithm.
  static func naturalLog(_ x: Double) -> Double { log(x) }
  /// ln(1 + x), exact for small x.
  static func naturalLog(onePlus x: Double) -> Double { log1p(x) }
  /// e to the power x.
  package static func exponential(_ x: Double) -> Double { exp(x) }
  /// 2 to the power x.
  static func powerOf2(_ x: Double) -> Double { exp2(x) }
  /// e^x − 1, exact for small x.
  static func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }
  /// The natural logarithm of the gamma function of a positive number.
  ///
  /// Stirling's series after shifting the argument beyond 10: unlike the C function it writes to no
  /// global variable.
  static func logGamma(_ x: Double) -> Double {
    var shifted = x
    var product = 1.0
    while shifted < 10 {
      product *= shifted
      shifted += 1
    }
    let square = 1 / (shifted * shifted)
    let series =
      (1 / 12.0 - square
        * (1 / 360.0 - square * (1 / 1260.0 - square * (1 / 1680.0 - square / 1188.0))))
      / shifted
    return (shifted - 0.5) * log(shifted) - shifted + 0.5 * log(2 * Double.pi) + series
      - log(product)
  }
  /// The base to a real power; 0 to the power 0 is 1.
  package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
  /// The sine of an angle in radians.
  static func sine(_ x: Double) -> Double { sin(x) }
  /// The share of a normal distribution beyond x·√2 in either tail.
  static func errorFunctionComplement(_ x: Double) -> Double { erfc(x) }
}
