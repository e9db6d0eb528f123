import Foundation
import LanguageModels
import Measures
import TestSupport
import Testing

@testable import Generations

/// Unigrams that learn from a share of real text: what sampling loses, real text brings back.
///
/// Random numbers: seed 1, replicates 0, 1, 2 …; tolerances as in ``SampleMean/agrees(with:)``.
@Suite struct MixDriftTests {
  private static let counts = [4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1]

  /// Fresh text: independent draws from D_0, which stands for the world.
  private static func reserve(_ counts: [Int], tokens: Int, seed: UInt64) -> [Int] {
    var random = SeededGenerator(seed: seed)
    let world = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    return (0..<tokens).map { _ in world[Int.random(in: 0..<world.count, using: &random)] }
  }

  /// E H_t = H* + (H_0 − H*) b^t with b = (1 − a)² − (1 − a)/N, of a split into exactly aN real and
  /// (1 − a)N synthetic tokens; the last generation is near to standing still, b^t being .08 and .002.
  @Test(arguments: [(0.05, 900, 20), (0.3, 900, 9)])
  func freshText(share: Double, replicates: Int, generations: Int) throws {
    let real = Int((share * 40).rounded())
    let chains = try Chains(
      counts: Self.counts,
      reserve: Self.reserve(Self.counts, tokens: replicates * generations * real, seed: 84)
    ) { ($0.regime, $0.realShare) = (.mix, share) }
    var found: [Int: [[Double]]] = [:]
    for replicate in 0..<replicates {
      // Every replicate has a stretch of the reserve to itself.
      try chains.follow(replicate: replicate, from: 1 + replicate * generations) { step, counts in
        found[step, default: []].append(counts.map { Double($0) / 40 })
        return step < generations
      }
    }
    let law = DriftLaw(tokens: 40, schedule: chains.plan.regime.lineage)
    let index = law.fixationIndex(generations: generations)
    let heterozygosity = 1 - repeatRate(chains.shares)
    for generation in [1, 4, generations] {
      let shares = try #require(found[generation])
      let drift = SampleMean(shares.map { repeatRate(zip($0, chains.shares).map { $0 - $1 }) })
      #expect(
        drift.agrees(with: heterozygosity * index[generation]),
        "seed 84, generation \(generation): \(drift)")
      let kept = SampleMean(shares.map { 1 - repeatRate($0) })
      #expect(kept.agrees(with: heterozygosity * (1 - index[generation])), "H: \(kept)")
    }
    let stationary = try #require(law.limitingIndex)
    #expect(abs(index[generations] - stationary) < 0.12 * stationary)
  }

  /// The same N_r tokens every time and n synthetic ones (Seddik and others 2024): Σ p² of model m is
  /// S_m = S* + (S_1 − S*) β^(m − 1), with α = n/(N_r + n), β = α[(1 + 1/N_r)α − 1/N_r],
  /// S* = [(1 + α)S_1 + α/N_r] / [1 + (1 + 1/N_r)α], and E |p_m − p_1|² = S_m − S_1.
  @Test func theSameText() throws {
    // 40 real tokens, which are all of D_0, and 60 synthetic ones.
    let chains = try Chains(counts: Self.counts) {
      ($0.regime, $0.realText, $0.realShare, $0.tokens) = (.mix, .same, 0.4, 100)
    }
    let (generations, real, alpha) = ([1, 3, 8], 40.0, 0.6)
    let found = try chains.shares(replicates: 1200, at: generations)
    let index = DriftLaw(tokens: 100, schedule: chains.plan.regime.lineage)
      .fixationIndex(generations: 8)
    let first = repeatRate(chains.shares)
    let limit = ((1 + alpha) * first + alpha / real) / (1 + (1 + 1 / real) * alpha)
    let beta = alpha * ((1 + 1 / real) * alpha - 1 / real)
    var law = first
    for generation in 1...8 {
      law = limit + (law - limit) * beta
      // D_g is the text of model m = g + 1; the library has the law in terms of drift.
      #expect(abs(law - (1 - (1 - first) * (1 - index[generation]))) < 1e-12)
      guard let place = generations.firstIndex(of: generation) else { continue }
      let repeated = SampleMean(found[place].map(repeatRate))
      #expect(repeated.agrees(with: law), "S of generation \(generation): \(repeated), \(law)")
      let drift = SampleMean(
        found[place].map { repeatRate(zip($0, chains.shares).map { $0 - $1 }) })
      #expect(drift.agrees(with: law - first), "drift of generation \(generation): \(drift)")
    }
  }

  /// The vocabulary of a long mixed loop is that of a real text of A(a)·N tokens.
  ///
  /// Σ 1 − exp(−A N p): 300 words that fall off like 1/(rank + 3), looked at every fifth generation
  /// after the balance is reached. The law is good to 3 %.
  @Test func vocabularyInTheLongRun() throws {
    let counts = (1...300).map { 4000 / ($0 + 3) }
    let (share, tokens, generations) = (0.2, 500, 330)
    let chains = try Chains(
      counts: counts, reserve: Self.reserve(counts, tokens: generations * 100, seed: 85)
    ) { ($0.regime, $0.realShare, $0.tokens) = (.mix, share, tokens) }
    var types: [Double] = []
    try chains.follow(replicate: 0) { generation, counts in
      if generation > 30, generation % 5 == 0 {
        types.append(Double(counts.count { $0 > 0 }))
      }
      return generation < generations
    }
    let effective = LineageSchedule.stationaryShare(ofFresh: share) * Double(tokens)
    let law = chains.shares.reduce(0) { $0 + 1 - exp(-effective * $1) }
    let found = SampleMean(types)
    #expect(abs(found.mean - law) < 0.03 * law, "seed 85: \(found), \(law)")
    // Half as much real text would have far fewer.
    #expect(found.standardError < 0.01 * law)
  }
}
