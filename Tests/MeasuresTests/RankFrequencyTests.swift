import Measures
import Testing

@Suite struct RankFrequencyTests {
  /// a 3, b 2, c 1, d 1 of 8 tokens with one <unk>: every rank, as there are more points than ranks.
  @Test func example() {
    let curve = FrequencyTable(of: text("a b a c a b d ?")).rankFrequency()
    #expect(
      curve == [
        RankFrequency(rank: 1, frequency: 3.0 / 8), RankFrequency(rank: 2, frequency: 2.0 / 8),
        RankFrequency(rank: 3, frequency: 1.0 / 8), RankFrequency(rank: 4, frequency: 1.0 / 8),
      ])
  }

  @Test func ranksAreLogSpaced() {
    let table = FrequencyTable(of: Skewed.cubic)
    let curve = table.rankFrequency(points: 5)
    // 1395^(k/4): 1, 6.11, 37.35, 228.3, 1395.
    #expect(curve.map(\.rank) == [1, 6, 37, 228, 1395])
    let sorted = table.counts.dropFirst(2).sorted(by: >)
    #expect(curve.map(\.frequency) == curve.map { Double(sorted[$0.rank - 1]) / 8000 })
    #expect(table.rankFrequency().count <= 60)
  }

  @Test func textWithoutTypesHasNoCurve() {
    #expect(FrequencyTable(of: text("? |")).rankFrequency() == [])
  }
}
