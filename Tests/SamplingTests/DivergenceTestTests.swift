import Foundation
import TestSupport
import Testing

/// The bound that draws are tested by, against exact probabilities.
struct DivergenceTestTests {
  /// Of all outcomes of n draws over two or three cells, those at least as divergent as any one of
  /// them have at most the probability of the bound: no simulation, and cells as small as there are.
  @Test(arguments: [
    [0.5, 0.5], [0.9, 0.1], [0.99, 0.01], [0.9999, 0.0001], [0.4, 0.3, 0.3], [0.9, 0.09, 0.01],
    [0.998, 0.001, 0.001],
  ])
  func holdsForEveryOutcome(weights: [Double]) {
    for draws in [1, 2, 5, weights.count == 2 ? 60 : 16] {
      var outcomes: [(divergence: Double, probability: Double)] = []
      for first in 0...draws {
        for second in 0...(draws - first) where weights.count == 3 || first + second == draws {
          let counts = [first, second, draws - first - second].prefix(weights.count)
          var test = DivergenceTest()
          test.add(
            counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) },
            weights: weights)
          let log = zip(counts, weights).reduce(lgamma(Double(draws) + 1)) {
            $0 + Double($1.0) * Foundation.log($1.1) - lgamma(Double($1.0) + 1)
          }
          outcomes.append((test.divergence, exp(log)))
        }
      }
      #expect(abs(outcomes.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
      for outcome in outcomes {
        let tail = outcomes.reduce(0) {
          $0 + ($1.divergence >= outcome.divergence - 1e-12 ? $1.probability : 0)
        }
        let bound = DivergenceTest.tail(outcome.divergence, freedom: weights.count - 1)
        #expect(tail <= bound * (1 + 1e-9), "\(draws) draws, divergence \(outcome.divergence)")
      }
    }
  }

  /// 3 and 1 of four draws over equal halves: 3 ln(3/2) + ln(1/2) = .523248, less than the one degree
  /// of freedom.
  ///
  /// 8 and 0 of eight: 8 ln 2 = 5.545177, e^(1 − 5.545177) · 5.545177 = .058880.
  @Test func workedByHand() {
    var test = DivergenceTest()
    test.add([0, 0, 1, 0], weights: [2, 2, 0])
    #expect(abs(test.divergence - 0.523248) < 1e-6)
    #expect(test.freedom == 1 && test.impossible == 0 && test.probability == 1)
    #expect(!test.refuses(at: 0.5))
    var other = DivergenceTest()
    other.add(Array(repeating: 1, count: 8), weights: [1, 1])
    #expect(abs(other.probability - 0.058880) < 1e-6)
    #expect(other.refuses(at: 0.06) && !other.refuses(at: 0.05))
    // A draw that cannot be is refused at any level.
    test.add([2], weights: [1, 1, 0])
    #expect(test.impossible == 1 && test.refuses(at: 0))
  }
}
