import Measures
import Testing

@testable import Comparisons

@Suite struct ComparisonTests {
  /// A record with one line of values per replicate.
  static func record(_ measure: String, _ lines: [[Double]]) -> [GenerationRecord] {
    lines.enumerated().flatMap { replicate, values in
      values.enumerated().map { generation, value in
        GenerationRecord(
          replicate: replicate, generation: generation, trainingTokens: 100,
          syntheticTokens: generation > 0 ? 100 : 0, comparedTokens: 100,
          measures: [measure: value], notes: [], rankFrequency: [], classSurvival: [],
          trackedCounts: [])
      }
    }
  }

  @Test func holmAdjustsStepByStep() {
    // 0.01 · 4, then max(0.04, 0.02 · 3), then max(0.06, 0.03 · 2), then 0.5 · 1.
    let adjusted = PairedDifference.holm([0.03, 0.01, nil, 0.5, 0.02])
    let expected: [Double?] = [0.06, 0.04, nil, 0.5, 0.06]
    for (found, wanted) in zip(adjusted, expected) {
      #expect((found == nil) == (wanted == nil))
      if let found, let wanted { #expect(abs(found - wanted) < 1e-12) }
    }
    #expect(PairedDifference.holm([0.9, 0.8]) == [1, 1])
    #expect(PairedDifference.holm([]).isEmpty)
  }

  @Test func aPairedTestHasTheProbabilityOfStudent() throws {
    // Student 1908, the sleep of ten patients: differences, t = 4.0621, two-sided p = 0.002833 with 9 degrees.
    let sleep = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]
    let p = try #require(sleep.pairedProbability)
    #expect(abs(p - 0.00283289) < 1e-7)
    #expect([Double]([1, 1, 1]).pairedProbability == 0)
    #expect([Double]([0, 0]).pairedProbability == 1)
    #expect([Double]([3]).pairedProbability == nil)
  }

  @Test func timesLieBetweenGenerations() throws {
    let falling = Self.record(
      "retainedVocabulary", [[1, 0.75, 0.25], [1, 0.5, 0.4], [1, 0.9, 0.8]])
    let manifest = try #require(falling.first)
    #expect(manifest.generation == 0)
    let lines = Dictionary(grouping: falling, by: \.replicate)
    func time(_ replicate: Int) -> Double? {
      CollapseSpeed.crossing(lines[replicate] ?? [], "retainedVocabulary") { $0 <= 0.5 }
    }
    // From 0.75 to 0.25, half way at 0.5; at a generation itself; never.
    #expect(abs((time(0) ?? 0) - 1.5) < 1e-9)
    #expect(abs((time(1) ?? 0) - 1) < 1e-9)
    #expect(time(2) == nil)
    // Relative to generation 0: perplexity that doubles from 50.
    let rising = Self.record("p", [[50, 80, 120]])
    let doubled = try #require(CollapseSpeed.crossing(rising, "p") { $0 >= 2 })
    #expect(abs(doubled - 1.5) < 1e-9)
  }

  @Test func freshTextThatIsNeededIsWorthWhatTheLawSays() throws {
    let classes = [FrequencyClass(least: 1, greatest: 1, types: 100, expected: [])]
    // A share A of a text of hapaxes has A times as many types: A = 1/2.
    let share = try #require(FreshShare.needed(toKeep: 0.5, classes))
    #expect(abs(LineageSchedule.stationaryShare(ofFresh: share) - 0.5) < 1e-6)
    // Of 100 hapaxes and 100 types of two, 100 A + 100 (1 − (1 − A)²) = 100 at A = (3 − √5)/2.
    let two = classes + [FrequencyClass(least: 2, greatest: 2, types: 100, expected: [])]
    let less = try #require(FreshShare.needed(toKeep: 0.5, two))
    #expect(
      abs(LineageSchedule.stationaryShare(ofFresh: less) - (3 - 5.0.squareRoot()) / 2) < 1e-6)
    // All of it takes nothing but fresh text.
    #expect(abs(try #require(FreshShare.needed(toKeep: 1, classes)) - 1) < 1e-6)
    #expect(FreshShare.needed(toKeep: 1.1, classes) == nil)
    #expect(FreshShare.needed(toKeep: 0.5, []) == nil)
    let common = [FrequencyClass(least: 64, greatest: 64, types: 10, expected: [])]
    #expect(try #require(FreshShare.needed(toKeep: 0.5, common)) < 0.01)
  }
}
