import Testing

@testable import Measures

/// The laws against seeded simulations.
///
/// Means agree to 4 standard errors, and to a further 0.003 for
/// what the branching law leaves out: of order generations/tokens, here 5/1000 on a share of types.
@Suite struct LawSimulationTests {
  static let generations = 5
  static let replicates = 60

  @Test(
    arguments: [
      .replace, .replaceGrowing(growth: 1.25), .partial(replacedShare: 0.4), .accumulate,
      .mixSame(realShare: 0.3), .mixRedrawn(realShare: 0.2),
    ] as [LineageSchedule])
  func retainedShareFromOneText(schedule: LineageSchedule) throws {
    // 200 hapaxes, 100 types of two tokens, 50 of four, 20 of ten, 2 of a hundred: 1000 tokens.
    let start: [UInt32] =
      Array(repeating: 1, count: 200) + Array(repeating: 2, count: 100)
      + Array(repeating: 4, count: 50) + Array(repeating: 10, count: 20) + [100, 100]
    var loop = NeutralLoop(seed: 7, rates: start.map(Int.init))
    let text = loop.world
    var shares = [[Double]](repeating: [], count: Self.generations + 1)
    for _ in 0..<Self.replicates {
      let sets = loop.run(text, schedule, generations: Self.generations)
      for (generation, tokens) in sets.enumerated() {
        let alive = loop.counts(tokens).reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
        shares[generation].append(Double(alive) / Double(start.count))
      }
    }
    let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: start), schedule: schedule)
    let expected = law.retainedShare(generations: Self.generations)
    let deviations = law.standardDeviation(generations: Self.generations)
    for generation in 0...Self.generations {
      let mean = shares[generation].reduce(0, +) / Double(Self.replicates)
      let deviation = try #require(shares[generation].standardDeviation)
      let tolerance = 4 * deviation / Double(Self.replicates).squareRoot() + 0.003
      #expect(abs(mean - expected[generation]) < tolerance, "generation \(generation)")
      // A fixed number of tokens makes the real spread smaller than that of independent types; its
      // estimate from 60 replicates is good to 4/sqrt(2·60) = 37 %.
      #expect(deviation <= 1.37 * deviations[generation] + 1e-12)
      #expect(deviation >= 0.4 * deviations[generation])
    }
  }

  /// Fresh text is new: D_0 is a sample of a Zipfian world of 2000 types.
  @Test func freshTextFromAWorld() throws {
    var loop = NeutralLoop(seed: 11, rates: (1...2000).map { 20_000 / ($0 + 3) })
    let schedule = LineageSchedule.mixFresh(realShare: 0.3)
    var typeErrors = [[Double]](repeating: [], count: Self.generations + 1)
    var shareErrors = typeErrors
    for _ in 0..<Self.replicates {
      let start = loop.draw(1000, from: loop.world)
      let counts = loop.counts(start)
      let law = SpectrumLaw(spectrum: FrequencySpectrum(counts: counts), schedule: schedule)
      let types = law.expectedTypes(generations: Self.generations)
      let shares = law.retainedShare(generations: Self.generations)
      let sets = loop.run(start, schedule, generations: Self.generations)
      for (generation, tokens) in sets.enumerated() {
        let present = loop.counts(tokens)
        let alive = present.reduce(0) { $0 + ($1 > 0 ? 1.0 : 0) }
        let kept = zip(present, counts).reduce(0) { $0 + ($1.0 > 0 && $1.1 > 0 ? 1.0 : 0) }
        typeErrors[generation].append(alive / types[generation] - 1)
        shareErrors[generation].append(
          kept / law.expectedTypes(generations: 0)[0] - shares[generation])
      }
    }
    for generation in 0...Self.generations {
      let types = try #require(Interval(of: typeErrors[generation]))
      let typeSpread = try #require(typeErrors[generation].standardDeviation)
      let error = 4 / Double(Self.replicates).squareRoot()
      #expect(abs(types.mean) <= error * typeSpread + 0.003, "types, generation \(generation)")
      let shares = try #require(Interval(of: shareErrors[generation]))
      let shareSpread = try #require(shareErrors[generation].standardDeviation)
      // One discount for all counts is a model of the world: a further 0.01.
      #expect(abs(shares.mean) <= error * shareSpread + 0.01, "share, generation \(generation)")
    }
  }
}
