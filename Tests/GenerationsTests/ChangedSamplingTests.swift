import Foundation
import LanguageModels
import Sampling
import Testing

@testable import Generations

/// Sampling that is not neutral: temperature and smoothing through the loop, against their maps.
@Suite struct ChangedSamplingTests {
  /// With many tokens p_t is proportional to p^(T^−t): log-odds are multiplied by 1/T in every
  /// generation.
  ///
  /// The sampling error of generation j has the variance 1/(N p) + 1/(N p') with p_j, and comes down
  /// to generation t times T^−(t − j): four standard errors.
  @Test(arguments: [0.8, 1.25])
  func temperatureMultipliesLogOdds(temperature: Double) throws {
    let chains = try Chains(counts: [8, 6, 4, 3, 2, 1]) {
      ($0.sampling.temperature, $0.tokens) = (temperature, 20_000)
    }
    var variance = 0.0
    try chains.follow(replicate: 0) { generation, counts in
      let law = chains.shares.map { pow($0, pow(temperature, -Double(generation))) }
      let total = law.reduce(0, +)
      let power = 1 / temperature
      variance = variance * power * power + total / 20_000 * (1 / law[0] + 1 / law[3])
      let expected = log(law[0] / law[3])
      let found = log(Double(counts[0]) / Double(counts[3]))
      #expect(
        abs(found - expected) < 4 * variance.squareRoot(),
        "generation \(generation): \(found), \(expected) ± \(variance.squareRoot())")
      for (word, weight) in law.enumerated() {
        // A share moves by at most half of what its log-odds move, 4 · ½ · 6 words.
        #expect(abs(Double(counts[word]) / 20_000 - weight / total) < 12 * variance.squareRoot())
      }
      return generation < 4
    }
  }

  /// Adding λ is mutation to the uniform distribution with rate a = λV/(N + λV):
  /// S_(t+1) = 1/N + (1 − 1/N)[(1 − a)² S_t + (1 − (1 − a)²)/V], E p_t = (1 − a)^t p + (1 − (1 − a)^t)/V.
  @Test func addingLambdaPullsToTheUniform() throws {
    let chains = try Chains(counts: [20, 10, 4, 3, 2, 1]) {
      ($0.smoothing, $0.lambda, $0.samplingFloor) = (.additive, 0.5, .vocabulary)
    }
    let (tokens, words, generations) = (40.0, 6.0, [1, 4, 15])
    let found = try chains.shares(replicates: 1000, at: generations)
    let kept = 1 - 0.5 * words / (tokens + 0.5 * words)
    var repeated = repeatRate(chains.shares)
    for generation in 1...15 {
      repeated =
        1 / tokens + (1 - 1 / tokens) * (kept * kept * repeated + (1 - kept * kept) / words)
      guard let place = generations.firstIndex(of: generation) else { continue }
      let squares = SampleMean(found[place].map(repeatRate))
      #expect(
        squares.agrees(with: repeated), "S of generation \(generation): \(squares), \(repeated)")
      let power = pow(kept, Double(generation))
      for word in chains.shares.indices {
        let mean = SampleMean(found[place].map { $0[word] })
        let law = power * chains.shares[word] + (1 - power) / words
        #expect(abs(mean.mean - law) < 4 * mean.standardError, "word \(word): \(mean), \(law)")
      }
    }
  }
}
