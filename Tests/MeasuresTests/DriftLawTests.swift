import Testing

@testable import Measures

@Suite struct DriftLawTests {
  /// Two generations of N = 4 tokens by hand, and the long run.
  ///
  /// Replaced: 1 − F is .75, .75². Doubling: 1 − 1/8 = .875, · (1 − 1/16) = .820313.
  /// Accumulated: 1 − 1/16 = .9375, · (1 − 1/36) = .911458; with x = π/2, sin x/x/(1 − ¼) = .848826.
  /// Half fresh: two real and two drawn tokens are four draws from D_0, .75; then
  /// (1 − ¼ − ⅛) + (¼ − ⅛) · .75 = .71875; in the end .625/(1 − .125) = .714286.
  /// Half the same: the mean of two draws moves by ½, weighted ¼: 1 − ⅛ = .875; then
  /// ¾ + ⅛ · .875 = .859375; in the end .75/.875 = .857143.
  /// Half replaced: two of four kept at random, of variance ½ · ⅔, two drawn, of variance ½, weighted ¼
  /// each: 1 − .208333 = .791667, squared .626736.
  @Test(
    arguments: [
      (.replace, [0.75, 0.5625], 0), (.replaceGrowing(growth: 2), [0.875, 0.820313], nil),
      (.accumulate, [0.9375, 0.911458], 0.848826),
      (.mixFresh(realShare: 0.5), [0.75, 0.71875], 0.714286),
      (.mixRedrawn(realShare: 0.5), [0.75, 0.71875], 0.714286),
      (.mixSame(realShare: 0.5), [0.875, 0.859375], 0.857143),
      (.partial(replacedShare: 0.5), [0.791667, 0.626736], 0),
      // All real, and nothing replaced.
      (.mixFresh(realShare: 1), [0.75, 0.75], 0.75), (.mixSame(realShare: 1), [1, 1], 1),
      (.partial(replacedShare: 0), [1, 1], 1),
    ] as [(LineageSchedule, [Double], Double?)])
  func byHand(schedule: LineageSchedule, retained: [Double], limit: Double?) {
    let law = DriftLaw(tokens: 4, schedule: schedule)
    let index = law.fixationIndex(generations: 2)
    #expect(index.count == 3 && index[0] == 0)
    for (found, expected) in zip(index.dropFirst(), retained) {
      #expect(abs(1 - found - expected) < 1e-6, "\(schedule)")
    }
    guard let limit else {
      #expect(law.limitingIndex == nil)
      return
    }
    #expect(agrees(law.limitingIndex, 1 - limit, within: 1e-6))
    if schedule != .accumulate {
      let last = law.fixationIndex(generations: 400)[400]
      #expect(abs(last - (law.limitingIndex ?? -1)) < 1e-9)
    }
  }

  /// The product over j <= k falls short of its limit by about 1/(N k).
  @Test func accumulatedTextsApproachTheSine() throws {
    let law = DriftLaw(tokens: 50, schedule: .accumulate)
    let limit = try #require(law.limitingIndex)
    let last = law.fixationIndex(generations: 5000)[5000]
    #expect(last < limit && limit - last < 1.01 / (50 * 5000))
    // Loss relative to that of one sample of the world: n [1 − sin x/x] → π²/6 = 1.644934.
    let many = DriftLaw(tokens: 1_000_000, schedule: .accumulate)
    let world = 1 - (1 - (many.limitingIndex ?? 0)) * (1 - 1e-6)
    #expect(abs(world * 1e6 - 1.644934) < 1e-4)
  }

  /// For mixed text H* is H_0 − (H_0/N)/(1 − (1 − a)² + (1 − a)/N).
  @Test(arguments: [0.05, 0.1, 0.3])
  func balanceOfMixedText(share: Double) {
    let law = DriftLaw(tokens: 200, schedule: .mixFresh(realShare: share))
    let expected = 1 / (200 * (1 - (1 - share) * (1 - share)) + 1 - share)
    #expect(agrees(law.limitingIndex, expected, within: 1e-12))
  }

  /// Two equal words and 10 tokens: −20 · 2 · ½ ln ½ = 13.862944; one word alone is there already.
  @Test func timeToFixation() {
    let time = DriftLaw.timeToFixation(shares: [0.5, 0.5], tokens: 10)
    #expect(abs(time - 13.862944) < 1e-6)
    #expect(DriftLaw.timeToFixation(shares: [1, 0], tokens: 10) == 0)
    // Many rare words: 2N.
    let rare = DriftLaw.timeToFixation(
      shares: Array(repeating: 1e-4, count: 10_000), tokens: 10)
    #expect(abs(rare - 20) < 0.01)
  }
}
