import Generations
import LanguageModels
import Measures
import Sampling
import Testing
import Tokenization

@testable import Generations

@Suite struct LineageTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func run(_ change: (inout RunConfiguration) -> Void = { _ in }) throws -> Run {
    Run(try RunPlan(try bench.configuration(change), threads: 2))
  }

  /// What the generations of replicate 0 are made of.
  private func outcomes(_ run: Run) throws -> [GenerationOutcome] {
    var outcomes = [try run.plan.measureFirst(threads: 1)]
    try Lineage(plan: run.plan, replicate: 0, threads: 1).run { outcomes.append($0) }
    return outcomes
  }

  @Test func splitsAreDisjointAndCoverTheCorpus() throws {
    // Every sentence holds a word of its own, so a word of two splits would betray an overlap.
    let plan = try run { ($0.regime, $0.realShare) = (.mix, 0.2) }.plan
    let real = plan.real
    let documents = [real.training, real.heldOut, real.reserve].map(\.documentCount)
    #expect(documents.allSatisfy { $0 > 0 } && documents.reduce(0, +) == 60)
    let marks = real.vocabulary.typeIDs.filter { real.vocabulary.string(of: $0).hasPrefix("mark") }
    #expect(marks.count == 5 * (real.training.documentCount + real.reserve.documentCount))
    let parts = [real.training, real.reserve, real.heldOut].map { Set($0.ids) }
    #expect(marks.allSatisfy { mark in parts.count { $0.contains(mark) } == 1 })
    #expect(marks.allSatisfy { !parts[2].contains($0) })
    // The words that only held-out text holds are unknown, one in each of its sentences.
    let unknown = real.heldOut.ids.count { $0 == SpecialToken.unknown }
    #expect(unknown == real.heldOut.sentenceCount)
  }

  @Test func heldOutFilesAreScoredAndNothingElseIsHeldOut() throws {
    let text = "Then the tide turns by Marta."
    let plan = try run { $0.heldOut = [(try? bench.write("other.txt", text)) ?? ""] }.plan
    #expect(plan.real.training.documentCount == 60)
    #expect(
      sentences(plan.real.heldOut, plan.real.vocabulary) == ["Then the tide turns by Marta ."])
    #expect(plan.real.inputs.count == 2 && plan.real.corpusInputs == 1)
  }

  @Test(arguments: RegimeName.allCases)
  func heldOutTextIsNeverTrainedOn(_ regime: RegimeName) throws {
    let run = try run { ($0.regime, $0.realShare) = (regime, 0.2) }
    // The vocabulary knows all words but those that only held-out text holds: these would be <unk>.
    for outcome in try outcomes(run) {
      #expect(outcome.trainingCounts[Int(SpecialToken.unknown)] == 0)
      #expect(!outcome.text.ids.contains(SpecialToken.unknown))
    }
  }

  static let estimators: [@Sendable (inout RunConfiguration) -> Void] = [
    { $0.smoothing = .maximumLikelihood }, { $0.smoothing = .modifiedKneserNey },
    { ($0.smoothing, $0.lambda) = (.additive, 0.001) },
    { ($0.smoothing, $0.sampling.temperature) = (.modifiedKneserNey, 1.25) },
    { ($0.smoothing, $0.lambda, $0.sampling.topP) = (.additive, 0.001, 0.999) },
    { ($0.order, $0.tokenizer.sentences) = (1, .none) },
    // No mixture, so that judge and generator cannot share a model.
    { $0.smoothing = .katz },
  ]

  @Test(arguments: estimators)
  func aLostWordStaysLost(_ change: @Sendable (inout RunConfiguration) -> Void) throws {
    let outcomes = try outcomes(try run { change(&$0) })
    var lost = 0
    for (before, after) in zip(outcomes, outcomes.dropFirst()) {
      for id in Int(SpecialToken.firstType)..<before.trainingCounts.count
      where before.trainingCounts[id] == 0 {
        #expect(after.trainingCounts[id] == 0)
        lost += 1
      }
    }
    #expect(lost > 20)
  }

  @Test func aVocabularyFloorBringsLostWordsBack() throws {
    let outcomes = try outcomes(
      try run { ($0.smoothing, $0.lambda, $0.samplingFloor) = (.additive, 0.001, .vocabulary) })
    let (before, after) = (outcomes[2].trainingCounts, outcomes[3].trainingCounts)
    #expect(zip(before, after).contains { $0 == 0 && $1 > 0 })
  }

  @Test func unknownWordsAreNoDeadEndForAnUnsmoothedModel() throws {
    // Every mark is a hapax, so all that follows "by" is <unk>.
    let run = try run { $0.minCount = 2 }
    let outcomes = try outcomes(run)
    #expect(outcomes[0].trainingCounts[Int(SpecialToken.unknown)] > 200)
    for outcome in outcomes.dropFirst() {
      #expect(outcome.trainingCounts[Int(SpecialToken.unknown)] == 0)
      #expect(sentences(outcome.text, run.plan.real.vocabulary).allSatisfy { $0.hasSuffix("by .") })
    }
    let allowed = try self.outcomes(
      try self.run { ($0.minCount, $0.sampling.allowsUnknown) = (2, true) })
    #expect(allowed[3].trainingCounts[Int(SpecialToken.unknown)] > 200)
  }

  @Test(arguments: [
    ([2, 1, 0, 3, 0], [2, 0, 3, 0]), ([1, 0, 2, 0], [2, 0]), ([1, 1, 0], []),
    ([2, 0, 0, 1, 0, 3, 0], [2, 0, 0, 3, 0]), ([2, 3], [2, 3]), ([2, 0, 1, 0], [2, 0]),
  ])
  func unknownTokensAreTakenOut(_ ids: [TokenID], _ expected: [TokenID]) {
    let stream = TokenStream(ids: ids, documentEnds: [ids.count], structure: .sentences)
    #expect(stream.withoutUnknown().ids == expected)
    #expect(stream.withoutUnknown().documentEnds == [expected.count])
  }

  static let strategies: [(String, SamplingStrategy)] = [
    ("greedy", SamplingStrategy(greedy: true)), ("cold", SamplingStrategy(temperature: 0.5)),
    ("top-k", SamplingStrategy(topK: 2)), ("top-p", SamplingStrategy(topP: 0.5)),
    ("min-p", SamplingStrategy(minP: 0.3)),
  ]

  @Test(arguments: strategies)
  func truncationLosesMoreThanPlainDraws(_ name: String, _ strategy: SamplingStrategy) throws {
    func types(_ strategy: SamplingStrategy, _ generation: Int) throws -> Double {
      let run = try run { ($0.sampling, $0.order, $0.replicates) = (strategy, 3, 1) }
      return try run.records()[generation].measures["vocabularySize"] ?? -1
    }
    let (plain, truncated) = (try types(SamplingStrategy(), 3), try types(strategy, 3))
    #expect(truncated > 0 && truncated < plain)
    if strategy.greedy {
      // The most probable sentence, again and again: seven tokens.
      #expect(truncated <= 7)
    }
  }

  @Test func aCorpusMayCollapseToOneSentence() throws {
    let text = Array(repeating: "The bell rings twice.", count: 30).joined(separator: "\n\n")
    let path = try bench.write("bell.txt", text)
    let records = try run { $0.corpus = [path] }.records()
    for record in records {
      #expect(record.measures["vocabularySize"] == 5)
      #expect(record.measures["heldOutPerplexity"].map { $0 < 1.5 } == true)
    }
    #expect(records.last?.notes.contains { $0.contains("discounts") } == true)
  }

  @Test(arguments: [SentenceRule.icu, .none])
  func everyModelWritesFromAndIsHeldAgainstTheTextBefore(_ rule: SentenceRule) throws {
    let run = try run { ($0.tokenizer.sentences, $0.order) = (rule, 3) }
    let (plan, outcomes) = (run.plan, try outcomes(run))
    for (before, after) in zip(outcomes, outcomes.dropFirst()) {
      // Under replace, what was written is the training text.
      let models = try GenerationModels(
        before.text, vocabularySize: plan.real.vocabulary.size, configuration: plan.configuration,
        threads: 1)
      let text = try Sampler(models.generator).sample(
        tokens: plan.tokens,
        at: SampleAddress(
          seed: plan.configuration.seed, replicate: 0, generation: after.record.generation),
        prompt: before.text)
      #expect(text.stream == after.text)
      let compared = after.text.prefix(tokens: plan.comparedTokens)
      #expect(
        after.record.measures["copyRate"] == CopyRate.share(of: compared, copiedFrom: before.text))
    }
    #expect(outcomes[0].record.measures["copyRate"] == nil)
  }

  @Test(arguments: [1, 2, 100, 437], [1, 2, 3, 5])
  func aRingHasExactlyItsTokens(_ tokens: Int, _ order: Int) throws {
    let run = try run {
      ($0.tokenizer.sentences, $0.tokens, $0.order) = (.none, tokens, order)
    }
    #expect(run.plan.real.training.structure == .ring)
    for record in try run.records() where record.generation > 0 {
      #expect(record.trainingTokens == tokens && record.comparedTokens == tokens)
    }
  }

  @Test func throughTextGivesTheSameWordsHere() throws {
    let (direct, through) = (try run(), try run { $0.throughText = true })
    // Nothing in this story is set in a way that could be read differently.
    #expect(try direct.records().map(\.measures) == (try through.records().map(\.measures)))
    // Graphemes that were drawn apart may join when they meet.
    let path = try bench.write(
      "marks.txt", "e\u{301}a\n\na e\n\n\u{301}a\n\ne\u{301} e\n\na e\u{301}e a\n")
    let graphemes = try outcomes(
      try run {
        $0.corpus = [path]
        ($0.throughText, $0.tokenizer.unit, $0.smoothing) = (true, .grapheme, .modifiedKneserNey)
      })
    #expect(graphemes.count == 4)
  }
}
