import Measures
import Testing

/// Records that hold one measure: a row for each replicate, a column for each generation.
func records(_ measure: String, _ rows: [[Double?]]) -> [GenerationRecord] {
  rows.enumerated().flatMap { replicate, row in
    row.enumerated().map { generation, value in
      GenerationRecord(
        replicate: replicate, generation: generation, trainingTokens: 1, syntheticTokens: 0,
        comparedTokens: 1, measures: value.map { [measure: $0] } ?? [:], notes: [],
        rankFrequency: [], classSurvival: [], trackedCounts: [])
    }
  }
}

@Suite struct MeasureSeriesTests {
  /// Mean 10.875 and standard deviation 1.19548 of four: ± 3.18245·1.19548/2 = 1.90227
  /// (scipy 1.17.1: stats.t.interval gives 8.972728, 12.777272).
  @Test func intervalOfFour() throws {
    let interval = try #require(Interval(of: [10.1, 12.3, 9.7, 11.4]))
    #expect(agrees(interval.mean, 10.875))
    #expect(agrees(interval.low, 8.972728381342787, within: 1e-11))
    #expect(agrees(interval.high, 12.77727161865721, within: 1e-11))
    #expect(interval.count == 4)
  }

  @Test func intervalOfFewer() throws {
    #expect(Interval(of: []) == nil)
    let single = try #require(Interval(of: [3]))
    #expect(single.mean == 3)
    #expect(single.low == nil && single.high == nil)
  }

  @Test func seriesGathersReplicates() throws {
    let rows: [[Double?]] = [[1, 2, nil], [3, nil, nil]]
    let found = Array(records("entropy", rows).reversed())
    let series = MeasureSeries(of: "entropy", in: found)
    #expect(series.points.map(\.generation) == [0, 1])
    #expect(series.points.map(\.values) == [[1, 3], [2]])
    #expect(series[generation: 0]?.interval.mean == 2)
    #expect(series[generation: 2] == nil)
    #expect(MeasureSeries.all(in: found).map(\.measure) == ["entropy"])
  }

  /// Three replicates 1 apart: ± 4.30265/√3 = 2.484.
  ///
  /// Generation 1 is 4 away (they overlap, as
  /// 2·2.484 = 4.968), generation 2 is 5 away.
  @Test func onset() {
    let rows: [[Double?]] = [[19, 15, 14], [20, 16, 15], [21, 17, 16]]
    #expect(MeasureSeries(of: "entropy", in: records("entropy", rows)).onset == 2)
    let rising = rows.map { $0.map { $0.map(-) } }
    #expect(MeasureSeries(of: "entropy", in: records("entropy", rising)).onset == 2)
    #expect(MeasureSeries(of: "entropy", in: records("entropy", [rows[0]])).onset == nil)
    #expect(
      MeasureSeries(of: "entropy", in: records("entropy", rows.map { [$0[0], $0[1]] })).onset == nil
    )
  }

  @Test(
    arguments: [
      // From 6 at 1 to 4 at 2, half of 10 lies in the middle.
      ([10, 6, 4, 1], 1.5), ([10, 9, 8], nil), ([10, 5, 4], 1), ([10, nil, 2], 1.25),
      ([nil, 6, 1], nil), ([0, 0], nil),
    ] as [([Double?], Double?)])
  func halfLife(values: [Double?], expected: Double?) {
    let series = MeasureSeries(of: "entropy", in: records("entropy", [values]))
    #expect(series.halfLife == expected)
  }

  /// Generation 0: 8 and 8, no spread.
  ///
  /// Generation 1: 16 and 8, mean 12, deviation √32 = 5.65685:
  /// .471405. Generation 2 only once. Changes of log2: 1, 1 (from 16 to 8) and 0: mean ⅔.
  @Test func trainingStability() {
    let rows: [[Double?]] = [[8, 16, 8], [8, 8]]
    let stability = TrainingStability(of: records("heldOutPerplexity", rows))
    #expect(stability.spreads.map(\.generation) == [0, 1])
    #expect(stability.spreads[0].coefficientOfVariation == 0)
    #expect(agrees(stability.coefficientOfVariation, 0.47140452079103173))
    #expect(agrees(stability.meanAbsoluteChangeBits, 2.0 / 3))
    // A step from one replicate to another is none.
    let apart = TrainingStability(of: records("heldOutPerplexity", [[8], [nil, 16]]))
    #expect(apart.meanAbsoluteChangeBits == nil)
    let nothing = TrainingStability(of: records("heldOutPerplexity", [[8]]))
    #expect(nothing.spreads == [] && nothing.meanAbsoluteChangeBits == nil)
  }
}
