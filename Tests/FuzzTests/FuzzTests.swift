import FuzzTargets
import Testing

/// Seeded changes of good inputs; `make fuzz` searches by coverage.
@Suite struct FuzzTests {
  @Test(.timeLimit(.minutes(10)), arguments: FuzzTarget.all.map(\.name))
  func noInputBreaksAReader(_ name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    for seed in target.seeds { try target.check(seed) }
    var mutator = Mutator(target, seed: 20_261_125)
    // Long seeds take longer.
    let count = 400_000 / (target.seeds.map(\.count).reduce(0, +) + 400)
    for _ in 0..<max(150, count) {
      let input = mutator.next()
      do { try target.check(input) } catch {
        Issue.record(
          "\(error): \(String(decoding: input, as: UTF8.self).debugDescription.prefix(2000))")
        return
      }
    }
  }
}
