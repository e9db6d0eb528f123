import Testing

@testable import Measures

@Suite struct StudentTTests {
  /// Tables, and scipy 1.17.1: stats.t.ppf(0.975, df) and stats.norm.ppf(0.975).
  @Test(
    arguments: [
      (1, 12.706204736174694), (2, 4.302652729749462), (4, 2.7764451051977934),
      (9, 2.262157162798205), (29, 2.045229642132703), (1000, 1.9623390808264083),
      (.infinity, 1.959963984540054),
    ] as [(Double, Double)])
  func quantile(degreesOfFreedom: Double, expected: Double) throws {
    let value = try #require(StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom))
    #expect(agrees(value, expected, within: 1e-11))
    let below = StudentT.cumulative(expected, degreesOfFreedom: degreesOfFreedom)
    #expect(agrees(below, 0.975))
    let lower = try #require(StudentT.quantile(0.025, degreesOfFreedom: degreesOfFreedom))
    #expect(agrees(lower, -expected, within: 1e-11))
  }

  /// scipy 1.17.1: stats.t.ppf(0.6, df).
  @Test(
    arguments: [
      (1, 0.32491969623290634), (2, 0.2886751345948128), (9, 0.260955336473911),
      (1000, 0.25341451583949876),
    ] as [(Double, Double)])
  func quantileNearTheMiddle(degreesOfFreedom: Double, expected: Double) {
    #expect(
      agrees(StudentT.quantile(0.6, degreesOfFreedom: degreesOfFreedom), expected, within: 1e-11))
  }

  @Test func quantileOfNoProbability() {
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 3) == 0)
    #expect(StudentT.quantile(0, degreesOfFreedom: 3) == nil)
    #expect(StudentT.quantile(1, degreesOfFreedom: 3) == nil)
    #expect(StudentT.quantile(0.9, degreesOfFreedom: 0) == nil)
  }

  /// scipy 1.17.1: special.betainc(a, b, x).
  ///
  /// I_.5(½, ½) is ½ by symmetry.
  @Test(
    arguments: [
      (0.3, 2, 0.5, 0.03784096948581308), (0.9, 14.5, 0.5, 0.08307466551442916),
      (0.5, 0.5, 0.5, 0.5), (0.99, 500, 0.5, 0.0015273578790529906), (0, 2, 3, 0), (1, 2, 3, 1),
    ] as [(Double, Double, Double, Double)])
  func incompleteBeta(x: Double, a: Double, b: Double, expected: Double) {
    #expect(agrees(IncompleteBeta.regularized(x, a: a, b: b), expected, within: 1e-13))
  }

  /// ln Γ(½) = ln √π, ln Γ(3) = ln 2; the others by scipy 1.17.1, special.gammaln.
  @Test(
    arguments: [
      (0.5, 0.5723649429247), (3, 0.6931471805599453), (1.5, -0.12078223763524526),
      (10.25, 13.368023671476045), (500, 2605.115850361734),
    ] as [(Double, Double)])
  func logGamma(x: Double, expected: Double) {
    #expect(agrees(Elementary.logGamma(x), expected, within: 1e-13))
  }
}
