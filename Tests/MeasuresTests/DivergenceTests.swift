import Measures
import Testing

@Suite struct DivergenceTests {
  @Test(
    arguments: [
      // The same counts in another order.
      ("a b a", "a a b", 0.0),
      // Nothing in common.
      ("a b", "c d", 1.0),
      // p = (1, 0), q = (½, ½), m = (¾, ¼): ½[log2(4/3)] + ½[½·log2(2/3) + ½·log2 2]
      // = ½·.415037 + ½·(−.292481 + .5) = .311278.
      ("a a", "a b", 0.3112781244591328),
      // <unk> is a cell of its own.
      ("a a", "a ?", 0.3112781244591328),
      // Unequal lengths are compared by shares, and boundaries have none.
      ("a a a b b b |", "a b", 0.0),
    ] as [(String, String, Double)])
  func example(letters: String, reference: String, expected: Double) {
    let forth = observation(of: letters, reference: reference)
    let back = observation(of: reference, reference: letters)
    #expect(agrees(value("jensenShannonDivergence", forth), expected))
    #expect(agrees(value("jensenShannonDivergence", back), expected))
  }

  /// scipy 1.17.1, spatial.distance.jensenshannon(p, q, base=2) ** 2.
  @Test func outsideReference() {
    #expect(
      agrees(value("jensenShannonDivergence", Skewed.observed), 0.11497429059968758, within: 1e-13))
  }

  @Test func emptyTextHasNone() {
    #expect(value("jensenShannonDivergence", observation(of: "", reference: "a")) == nil)
  }
}
