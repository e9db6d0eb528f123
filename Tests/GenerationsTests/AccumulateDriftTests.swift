import Measures
import Testing

@testable import Generations

/// Unigrams that learn from all text so far: drift comes to a halt.
///
/// Random numbers: seed 1, replicates 0, 1, 2 …; tolerances as in ``SampleMean/agrees(with:)``.
@Suite struct AccumulateDriftTests {
  /// H_0 Π_(j = 2)^(t + 1) (1 − 1/(N j²)), and a limit that twelve generations have nearly reached:
  /// 1 − Π over the first thirteen batches is 89 % of what it is over all.
  @Test func thePoolDriftsToTheSineLimit() throws {
    let chains = try Chains(counts: [3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1]) { $0.regime = .accumulate }
    let generations = [1, 3, 12]
    let found = try chains.shares(replicates: 1500, at: generations)
    let law = DriftLaw(tokens: 16, schedule: chains.plan.regime.lineage)
    let index = law.fixationIndex(generations: 12)
    let heterozygosity = 1 - repeatRate(chains.shares)
    for (generation, shares) in zip(generations, found) {
      let kept = SampleMean(shares.map { 1 - repeatRate($0) })
      #expect(kept.agrees(with: heterozygosity * (1 - index[generation])), "H: \(kept)")
      let drift = SampleMean(shares.map { repeatRate(zip($0, chains.shares).map { $0 - $1 }) })
      #expect(drift.agrees(with: heterozygosity * index[generation]), "\(generation): \(drift)")
      // No word is ever lost from the pool.
      #expect(shares.allSatisfy { $0.allSatisfy { $0 > 0 } })
    }
    let limit = try #require(law.limitingIndex)
    #expect(index[12] < limit && limit < index[12] / 0.88)
  }
}
