import Foundation
import Generations
import Measures
import Testing
import Tokenization

@testable import Generations

@Suite struct RegimeTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func plan(_ change: (inout RunConfiguration) -> Void) throws -> RunPlan {
    try RunPlan(try bench.configuration(change), threads: 2)
  }

  /// The training sets D_1, D_2 … of replicate 0 with what was written for each.
  private func lineage(_ plan: RunPlan) throws -> [(parts: [TrainingPart], written: TokenStream)] {
    var outcomes: [(parts: [TrainingPart], written: TokenStream)] = []
    try Lineage(plan: plan, replicate: 0, threads: 1).run { outcomes.append(($0.parts, $0.text)) }
    return outcomes
  }

  /// The training sets of a regime whose models write the same short text every time.
  private func sets(_ plan: RunPlan, generations: Int) -> [TrainingSet] {
    var previous = plan.first.training
    return (1...generations).map { generation in
      previous = plan.regime.trainingSet(
        generation: generation, written: plan.real.heldOut, previous: previous, real: plan.real)
      return previous
    }
  }

  @Test func replaceKeepsOnlyWhatWasWritten() throws {
    let plan = try plan { _ in }
    let size = plan.real.training.tokenCount
    let outcomes = try lineage(plan)
    #expect(outcomes.count == 3)
    for (index, outcome) in outcomes.enumerated() {
      #expect(outcome.parts.map(\.source) == [.synthetic(generation: index + 1)])
      let tokens = outcome.written.tokenCount
      // The last sentence stays whole, and every sentence of this text has seven tokens.
      #expect(outcome.parts.map(\.tokens) == [tokens] && (size..<(size + 7)).contains(tokens))
    }
  }

  @Test func growthMultipliesEveryTrainingSet() throws {
    let outcomes = try lineage(try plan { ($0.growth, $0.tokens) = (1.5, 1000) })
    for (outcome, size) in zip(outcomes, [1500, 2250, 3375]) {
      #expect((size..<(size + 7)).contains(outcome.written.tokenCount))
    }
  }

  @Test func accumulateHoldsTheRealTextAndAllThatWasWritten() throws {
    let plan = try plan { $0.regime = .accumulate }
    let outcomes = try lineage(plan)
    for (index, outcome) in outcomes.enumerated() {
      let sources = [.real] + (1...(index + 1)).map { TextSource.synthetic(generation: $0) }
      #expect(outcome.parts.map(\.source) == sources)
      let sizes =
        [plan.real.training.tokenCount] + outcomes.prefix(index + 1).map(\.written.tokenCount)
      #expect(outcome.parts.map(\.tokens) == sizes)
    }
    let last = try #require(sets(plan, generations: 2).last)
    #expect(
      last.stream.ids == plan.real.training.ids + plan.real.heldOut.ids + plan.real.heldOut.ids)
    #expect(last.stream.documentEnds.last == last.stream.ids.count)
    #expect(last.syntheticTokens == 2 * plan.real.heldOut.tokenCount)
  }

  @Test func freshTextIsNeverTakenTwiceAndKeepsItsShare() throws {
    let plan = try plan { ($0.regime, $0.realShare, $0.generations) = (.mix, 0.3, 4) }
    let share = 0.3 * Double(plan.real.training.tokenCount)
    let real = sets(plan, generations: 4).map { set -> TokenStream in
      #expect(set.parts.map(\.source.name) == ["fresh", "synthetic"])
      #expect(abs(Double(set.parts[0].tokens) - share) <= 7)
      return set.stream.prefix(tokens: set.parts[0].tokens)
    }
    // Laid end to end, the parts are the beginning of the reserve.
    let taken = real.flatMap(\.ids)
    #expect(taken == Array(plan.real.reserve.ids.prefix(taken.count)))
  }

  @Test func theSameTextIsTakenEveryTime() throws {
    let plan = try plan { ($0.regime, $0.realShare, $0.realText) = (.mix, 0.4, .same) }
    let parts = sets(plan, generations: 3).map { set in
      #expect(set.parts.map(\.source.name) == ["real", "synthetic"])
      return set.stream.prefix(tokens: set.parts[0].tokens)
    }
    #expect(parts[0] == parts[1] && parts[1] == parts[2])
    #expect(parts[0].ids == Array(plan.real.training.ids.prefix(parts[0].ids.count)))
    let share = Double(parts[0].tokenCount) / Double(plan.real.training.tokenCount)
    #expect(abs(share - 0.4) * Double(plan.real.training.tokenCount) <= 7)
    #expect(plan.real.reserve.tokenCount == 0)
  }

  @Test func aRingIsMixedToTheToken() throws {
    let plan = try plan {
      ($0.regime, $0.realShare, $0.tokenizer.sentences) = (.mix, 0.25, .none)
    }
    let size = plan.tokens
    let real = Int((0.25 * Double(size)).rounded())
    for outcome in try lineage(plan) {
      #expect(outcome.parts.map(\.tokens) == [real, size - real])
    }
  }

  static let refused: [(GenerationError, @Sendable (inout RunConfiguration) -> Void)] = [
    (
      .nothingToWrite(tokens: 4, realShare: 0.9),
      { ($0.regime, $0.realShare, $0.tokens) = (.mix, 0.9, 4) }
    ),
    (
      .trainingSetTooLarge(generation: 9, tokens: 10_000_000_000),
      { ($0.growth, $0.tokens, $0.generations) = (10, 10, 20) }
    ),
    (
      .trainingSetTooLarge(generation: 1, tokens: 1_000_000_000),
      { ($0.regime, $0.tokens) = (.accumulate, 1_000_000_000) }
    ),
  ]

  @Test(arguments: refused)
  func whatCannotBeIsRefused(
    _ expected: GenerationError, _ change: @Sendable (inout RunConfiguration) -> Void
  ) throws {
    let error = #expect(throws: GenerationError.self) { try plan(change) }
    if case .trainingSetTooLarge(let generation, let tokens) = try #require(error),
      case .trainingSetTooLarge(let own, let least) = expected
    {
      #expect(generation == own && tokens >= least)
    } else {
      #expect(error == expected)
    }
  }

  @Test func aReserveThatIsTooSmallIsRefused() throws {
    let error = #expect(throws: GenerationError.self) {
      try plan { ($0.regime, $0.realShare, $0.reserveShare) = (.mix, 0.5, 0.1) }
    }
    guard case .reserveTooSmall(let needed, let held) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(needed > held && held > 0)
    #expect(error?.description.contains("--real same") == true)
    let more = #expect(throws: GenerationError.self) {
      try plan {
        ($0.regime, $0.realShare, $0.realText, $0.tokens) = (.mix, 0.5, .same, 100_000)
      }
    }
    guard case .trainingTextTooSmall(50_000, _) = try #require(more) else {
      Issue.record("\(String(describing: more))")
      return
    }
  }
}
