import Testing

@testable import Measures

@Suite struct LineageScheduleTests {
  /// A(a) as computed by simulation-checked code in another language (numpy).
  @Test(
    arguments: [
      (0.0, 0.0), (0.01, 0.081), (0.02, 0.136), (0.05, 0.258), (0.1, 0.400), (0.2, 0.587),
      (0.3, 0.713), (0.5, 0.870), (0.75, 0.970), (1.0, 1.0),
    ] as [(Double, Double)])
  func stationaryShare(fresh: Double, expected: Double) {
    #expect(abs(LineageSchedule.stationaryShare(ofFresh: fresh) - expected) < 0.0006)
  }

  /// One generation by hand, with a = .25: q_1 = exp(−.75) = .472367.
  ///
  /// Redrawn from D_0, a type of 2 tokens: 1 − q_1²·exp(−2·.25) = 1 − exp(−2) = .864665.
  /// The same quarter: 1 − (.75·q_1)² = 1 − .354275² = .874489.
  /// Fresh, with V_1 = 4 and V_2 = 1, so σ = 1 − 2/4 = ½: 1 − q_1²·1.25^(½−2)
  /// = 1 − .223130·.715542 = .840341.
  /// A quarter replaced: q_1 = .25·exp(−.25) = .194700, 1 − q_1² = .962092.
  @Test(
    arguments: [
      (.mixRedrawn(realShare: 0.25), 0.864665), (.mixSame(realShare: 0.25), 0.874489),
      (.mixFresh(realShare: 0.25), 0.840341), (.partial(replacedShare: 0.25), 0.962092),
      // Twice as large: q_1 = exp(−2), 1 − q_1² = 1 − exp(−4).
      (.replaceGrowing(growth: 2), 0.981684), (.replace, 0.864665), (.accumulate, 1),
      // All real: as much of D_0 again, all of it, or an equal sample.
      (.mixRedrawn(realShare: 1), 0.864665), (.mixSame(realShare: 1), 1),
      (.mixFresh(realShare: 1), 0.646447),
    ] as [(LineageSchedule, Double)])
  func oneGeneration(schedule: LineageSchedule, expected: Double) {
    let law = SpectrumLaw(
      spectrum: FrequencySpectrum(counts: [1, 1, 1, 1, 2]), schedule: schedule)
    let share = law.retainedShare(generations: 1, counts: 2...2)
    #expect(share.first == 1)
    #expect(agrees(share.last, expected, within: 1e-6))
  }

  /// In the long run a mixed loop has the types of a share A(a) of the real text.
  @Test func effectiveShareBecomesStationary() throws {
    let share = LineageSchedule.mixFresh(realShare: 0.1).effectiveShare(generations: 300)
    #expect(share[0] == 1)
    let last = try #require(share.last)
    #expect(agrees(last, LineageSchedule.stationaryShare(ofFresh: 0.1)))
    #expect((1...50).allSatisfy { share[$0] < share[$0 - 1] })
  }
}
