import Measures
import Testing

@testable import Reports

@Suite struct EstimateTests {
  // Mean 2, deviation 1, t(0.975, 2) = 4.3027: half width 4.3027 / √3 = 2.4842.
  @Test func intervalByHand() throws {
    let estimate = try #require(Estimate([1, 2, 3]))
    #expect(estimate.mean == 2)
    #expect(abs((estimate.halfWidth ?? 0) - 2.4842) < 1e-4)
    #expect(estimate.count == 3)
  }

  @Test func equalValuesHaveNoSpread() throws {
    let estimate = try #require(Estimate([0.1, 0.1, 0.1]))
    #expect(estimate.mean == 0.1)
    #expect(estimate.halfWidth == 0)
  }

  @Test func valuesThatAreNotFiniteAreLeftOut() {
    #expect(Estimate([]) == nil)
    #expect(Estimate([.nan, .infinity]) == nil)
    #expect(Estimate([.nan, 4])?.mean == 4)
  }

  @Test func changeIsTakenWithinReplicates() {
    // Both replicates rise by 1 from different starts: the change is certain, the levels are not.
    let records = [
      record(0, 0, 10), record(0, 1, 11), record(1, 0, 20), record(1, 1, 21),
    ]
    let series = GenerationTable(records).series("m")
    #expect(series.change?.mean == 1)
    #expect(series.change?.halfWidth == 0)
    #expect(series.isChangeClear == true)
    #expect(series.first?.mean == 15)
  }

  @Test func absentMeasuresStayAbsent() {
    let table = GenerationTable([record(0, 0, 10), record(0, 1, nil), record(0, 2, nil)])
    let series = table.series("m")
    #expect(series.estimates.map { $0?.mean } == [10, nil, nil])
    #expect(series.last == nil)
    #expect(ChangeText(series, ValueText(unit: "")).clause.contains("undefined at the end"))
  }

  private func record(_ replicate: Int, _ generation: Int, _ value: Double?) -> GenerationRecord {
    GenerationRecord(
      replicate: replicate, generation: generation, trainingTokens: 100, syntheticTokens: 0,
      comparedTokens: 100, measures: value.map { ["m": $0] } ?? [:], notes: [], rankFrequency: [],
      classSurvival: [], trackedCounts: [])
  }
}
