import Measures
import Testing

@testable import Generations

/// `replace` with unigrams is the model of Wright and Fisher: the loop against its closed forms.
///
/// Random numbers: seed 1, replicates 0, 1, 2 …; tolerances as in ``SampleMean/agrees(with:)``.
@Suite struct ReplaceDriftTests {
  private static let counts = [4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1]

  @Test func momentsOfTheShares() throws {
    let chains = try Chains(counts: Self.counts)
    let (generations, p) = ([1, 4, 12], chains.shares)
    let found = try chains.shares(replicates: 1000, at: generations)
    let law = DriftLaw(tokens: 40).fixationIndex(generations: 12)
    let heterozygosity = 1 - repeatRate(p)
    for (generation, shares) in zip(generations, found) {
      let index = law[generation]
      let kept = SampleMean(shares.map { 1 - repeatRate($0) })
      #expect(
        kept.agrees(with: heterozygosity * (1 - index)), "H of generation \(generation): \(kept)")
      let squares = SampleMean(shares.map { repeatRate(zip($0, p).map { $0 - $1 }) })
      #expect(
        squares.agrees(with: heterozygosity * index),
        "drift of generation \(generation): \(squares)")
      let chiSquare = SampleMean(
        shares.map { zip($0, p).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 } })
      #expect(
        chiSquare.agrees(with: Double(p.count - 1) * index),
        "chi-square of generation \(generation): \(chiSquare)")
      for word in p.indices {
        // A mean of rare words has an error above 5 %: four standard errors alone.
        let mean = SampleMean(shares.map { $0[word] })
        #expect(
          abs(mean.mean - p[word]) < 4 * mean.standardError,
          "word \(word) of generation \(generation): \(mean)")
        let variance = SampleMean(shares.map { ($0[word] - p[word]) * ($0[word] - p[word]) })
        let expected = p[word] * (1 - p[word]) * index
        #expect(
          abs(variance.mean - expected) < 4 * variance.standardError,
          "variance of word \(word) of generation \(generation): \(variance)")
      }
    }
  }

  /// H_0 Π (1 − 1/n_g): texts that grow by half lose less and less, texts that shrink more and more.
  @Test(arguments: [(1.5, 6), (0.8, 6)])
  func growingTexts(growth: Double, generations: Int) throws {
    let chains = try Chains(counts: Self.counts) { $0.growth = growth }
    let found = try chains.shares(replicates: 1000, at: [generations])[0]
    let law = DriftLaw(tokens: 40, schedule: chains.plan.regime.lineage)
    let index = try #require(law.fixationIndex(generations: generations).last)
    let heterozygosity = 1 - repeatRate(chains.shares)
    let drift = SampleMean(found.map { repeatRate(zip($0, chains.shares).map { $0 - $1 }) })
    #expect(drift.agrees(with: heterozygosity * index), "\(drift), \(heterozygosity * index)")
    let kept = SampleMean(found.map { 1 - repeatRate($0) })
    #expect(kept.agrees(with: heterozygosity * (1 - index)), "\(kept)")
  }

  /// Texts of 1000 tokens drawn from a real text of another length: the law of a distribution.
  ///
  /// 400 words that fall off like 1/(rank + 3). What the branching law leaves out is of the order of
  /// generations/tokens, 6/1000, as is the standard error of 60 chains.
  @Test func typesOfShorterTexts() throws {
    let counts = (1...400).map { 6000 / ($0 + 3) }
    let chains = try Chains(counts: counts) { $0.tokens = 1000 }
    let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: counts.map { UInt32($0) }))
      .expectedTypes(generations: 6, tokens: 1000)
    let generations = [1, 2, 4, 6]
    let found = try chains.shares(replicates: 60, at: generations)
    for (generation, shares) in zip(generations, found) {
      let types = SampleMean(shares.map { shares in Double(shares.count { $0 > 0 }) })
      #expect(
        abs(types.mean - law[generation]) < 4 * types.standardError + 0.006 * law[generation],
        "generation \(generation): \(types), \(law[generation])")
    }
  }

  /// In the end one word is left: word i with probability p_i, after about −2N Σ (1 − p) ln (1 − p)
  /// generations.
  @Test func oneWordIsLeft() throws {
    let chains = try Chains(counts: [10, 5, 2, 2, 1])
    let replicates = 700
    var times: [Double] = []
    var winners = [Int](repeating: 0, count: chains.shares.count)
    for replicate in 0..<replicates {
      try chains.follow(replicate: replicate) { generation, counts in
        // No chain lasts ten times as long as they do on average.
        guard let winner = counts.firstIndex(of: 20) else { return generation < 400 }
        times.append(Double(generation))
        winners[winner] += 1
        return false
      }
    }
    try #require(times.count == replicates)
    for (word, p) in chains.shares.enumerated() {
      let error = (p * (1 - p) / Double(replicates)).squareRoot()
      let share = Double(winners[word]) / Double(replicates)
      #expect(abs(share - p) < 4 * error, "word \(word): \(share)")
    }
    // The law is good to 5 %, the mean to four standard errors.
    let time = SampleMean(times)
    let law = DriftLaw.timeToFixation(shares: chains.shares, tokens: 20)
    #expect(abs(time.mean - law) < 0.05 * law + 4 * time.standardError, "\(time), \(law)")
  }
}
