import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// Whole texts: their shape, their length and what changes them.
struct SamplerTests {
  private static let strategies: [SamplingStrategy] = [
    SamplingStrategy(), SamplingStrategy(temperature: 0.8), SamplingStrategy(topK: 5),
    SamplingStrategy(temperature: 1.3, topP: 0.9), SamplingStrategy(minP: 0.05),
  ]

  @Test(arguments: strategies, [StreamStructure.sentences, .ring])
  func threadsChangeNothing(strategy: SamplingStrategy, structure: StreamStructure) throws {
    let drawn = try DrawnModel(
      .modifiedKneserNey, order: 3, floor: .vocabulary, structure: structure)
    let sampler = try Sampler(drawn.model, strategy: strategy)
    let address = SampleAddress(seed: 5, replicate: 1, generation: 2)
    let goal = 4000
    let one = try sampler.sample(tokens: goal, at: address, prompt: drawn.stream)
    for threads in [2, 7] {
      #expect(
        try sampler.sample(tokens: goal, at: address, prompt: drawn.stream, threads: threads) == one
      )
    }
    var others = [address, address, address]
    others[0].seed = 6
    others[1].replicate = 0
    others[2].generation = 3
    for other in others {
      #expect(try sampler.sample(tokens: goal, at: other, prompt: drawn.stream) != one)
    }
  }

  @Test(arguments: strategies, [0, 1, 7, 1500])
  func sentencesAreWholeAndReachTheGoal(strategy: SamplingStrategy, goal: Int) throws {
    let drawn = try DrawnModel(.modifiedKneserNey, order: 2, floor: .observed)
    let text = try Sampler(drawn.model, strategy: strategy).sample(
      tokens: goal, at: SampleAddress(seed: 8))
    let stream = text.stream
    #expect(stream.structure == .sentences)
    #expect(stream.tokenCount >= goal)
    // Every sentence is a document, and every boundary ends one.
    let ends = stream.ids.indices.filter { stream.ids[$0] == SpecialToken.boundary }.map { $0 + 1 }
    #expect(stream.documentEnds == ends)
    #expect(stream.ids.isEmpty == (goal == 0))
    #expect(ends.last ?? 0 == stream.ids.count)
    // Without the last sentence the goal is missed.
    if let last = stream.documentEnds.indices.last {
      #expect(stream.tokenCount - (stream.documentRange(last).count - 1) < goal)
    }
    #expect(text.cutSentences == 0)
    #expect(!stream.ids.contains(SpecialToken.unknown))
  }

  /// A longer text begins with the shorter one: sentence i depends on i alone.
  @Test(arguments: strategies)
  func longerTextsGoOn(strategy: SamplingStrategy) throws {
    let drawn = try DrawnModel(.modifiedKneserNey, order: 3, floor: .observed)
    let sampler = try Sampler(drawn.model, strategy: strategy)
    let short = try sampler.sample(tokens: 300, at: SampleAddress(seed: 9)).stream
    let long = try sampler.sample(tokens: 3000, at: SampleAddress(seed: 9)).stream
    #expect(Array(long.ids.prefix(short.ids.count)) == short.ids)
  }

  @Test(arguments: strategies, [0, 1, 50, 2000])
  func aRingHasExactlyTheLength(strategy: SamplingStrategy, length: Int) throws {
    let drawn = try DrawnModel(.modifiedKneserNey, order: 3, floor: .observed, structure: .ring)
    for prompt in [nil, drawn.stream] {
      let text = try Sampler(drawn.model, strategy: strategy).sample(
        tokens: length, at: SampleAddress(seed: 10), prompt: prompt)
      #expect(text.stream.structure == .ring)
      #expect(text.stream.ids.count == length)
      #expect(text.stream.documentEnds == [length])
      #expect(text.stream.ids.allSatisfy { $0 >= SpecialToken.firstType })
      #expect(text.cutSentences == 0)
    }
  }

  /// Of the ring a b c, after a comes b; the first token is drawn at a position of the prompt.
  @Test func aRingGoesOnFromItsPrompt() throws {
    let ring = TokenStream(ids: [2, 3, 4], documentEnds: [3], structure: .ring)
    let laws = try LanguageModelLaws(
      ring, vocabularySize: 5, order: 3, estimator: .maximumLikelihood, floor: .observed)
    let sampler = try Sampler(laws.model)
    var firsts: Set<TokenID> = []
    for seed in 0..<20 as Range<UInt64> {
      let ids = try sampler.sample(tokens: 9, at: SampleAddress(seed: seed), prompt: ring).stream
        .ids
      firsts.insert(ids[0])
      #expect(zip(ids, ids.dropFirst()).allSatisfy { $1 == ($0 == 4 ? 2 : $0 + 1) })
    }
    #expect(firsts == [2, 3, 4])
  }

  @Test(arguments: [1, 2, 3, 1000])
  func longSentencesAreCutAndCounted(limit: Int) throws {
    let drawn = try DrawnModel(.modifiedKneserNey, order: 2, floor: .observed)
    let address = SampleAddress(seed: 11)
    let free = try Sampler(drawn.model).sample(tokens: 900, at: address).stream
    let text = try Sampler(
      drawn.model, strategy: SamplingStrategy(maximalSentenceLength: limit)
    ).sample(tokens: 900, at: address)
    let lengths = text.stream.documentEnds.indices.map {
      text.stream.documentRange($0).count - 1
    }
    #expect(lengths.allSatisfy { $0 <= limit })
    // The same random numbers: the sentence is that of the free text, cut.
    for index in 0..<min(20, free.documentCount) {
      let whole = free.ids[free.documentRange(index)].dropLast()
      let cut = text.stream.ids[text.stream.documentRange(index)].dropLast()
      #expect(Array(cut) == Array(whole.prefix(limit)))
    }
    #expect(text.cutSentences == lengths.count { $0 == limit })
    #expect((text.cutSentences > 0) == (limit < 1000))
  }

  /// Types 22 and up stand in the vocabulary, not in the text.
  @Test(arguments: strategies, [1, 3])
  func lostWordsStayLost(strategy: SamplingStrategy, order: Int) throws {
    let drawn = try DrawnModel(.modifiedKneserNey, order: order, floor: .observed)
    let observed = Set(drawn.stream.ids).subtracting([SpecialToken.unknown])
    let text = try Sampler(drawn.model, strategy: strategy).sample(
      tokens: 5000, at: SampleAddress(seed: 12))
    #expect(Set(text.stream.ids).isSubset(of: observed))
  }

  @Test(arguments: [0.08, 0])
  func unknownIsDrawnOnlyWhereAllowed(unknownShare: Double) throws {
    for floor in UniformFloor.allCases where unknownShare > 0 || floor == .vocabulary {
      for strategy in Self.strategies {
        let drawn = try DrawnModel(
          .additive(1), order: 2, floor: floor, unknownShare: unknownShare)
        for allowsUnknown in [false, true] {
          var strategy = strategy
          strategy.allowsUnknown = allowsUnknown
          let sampler = try Sampler(drawn.model, strategy: strategy, floor: floor)
          let text = try sampler.sample(tokens: 600, at: SampleAddress(seed: 13))
          // Top-k 5 may leave it out wherever it is rare.
          if strategy.topK == nil || !allowsUnknown || unknownShare > 0 {
            #expect(text.stream.ids.contains(SpecialToken.unknown) == allowsUnknown)
          }
        }
      }
    }
  }

  /// In the ring a <unk> b <unk> nothing but `<unk>` follows a word, so that the empty context is
  /// drawn from: a and b with probability 1/2 each.
  @Test(arguments: strategies, [1, 2, 4])
  func wordsAfterWhichOnlyUnknownWasSeen(strategy: SamplingStrategy, order: Int) throws {
    let ring = TokenStream(ids: [2, 1, 3, 1], documentEnds: [4], structure: .ring)
    let laws = try LanguageModelLaws(
      ring, vocabularySize: 5, order: order, estimator: .maximumLikelihood, floor: .observed)
    let text = try Sampler(laws.model, strategy: strategy).sample(
      tokens: 2000, at: SampleAddress(seed: 14), prompt: ring)
    let fit = GoodnessOfFit(text.stream.ids.map { Int($0) }, weights: [0, 0, 1, 1, 0])
    #expect(fit.impossible == 0)
    #expect(fit.z < GoodnessOfFit.bound)
  }

  // MARK: Errors

  @Test(arguments: strategies)
  func emptySentencesAlone(strategy: SamplingStrategy) throws {
    let text = PlainText(lines: ["", ""])
    let laws = try LanguageModelLaws(
      text.stream, vocabularySize: 3, order: 3, estimator: .maximumLikelihood, floor: .observed)
    let error = #expect(throws: SamplingError.self) {
      try Sampler(laws.model, strategy: strategy).sample(tokens: 5, at: SampleAddress(seed: 1))
    }
    guard case .onlyEmptySentences? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.description.contains("empty sentences") == true)
  }

  @Test(arguments: strategies)
  func nothingToDraw(strategy: SamplingStrategy) throws {
    let ring = TokenStream(ids: [1, 1, 1], documentEnds: [3], structure: .ring)
    let laws = try LanguageModelLaws(
      ring, vocabularySize: 3, order: 2, estimator: .maximumLikelihood, floor: .observed)
    #expect(throws: SamplingError.nothingToDraw) {
      try Sampler(laws.model, strategy: strategy).sample(tokens: 5, at: SampleAddress(seed: 1))
    }
    #expect(SamplingError.nothingToDraw.description.contains("<unk>"))
  }

  private static let invalid: [(SamplingStrategy, String)] = [
    (SamplingStrategy(temperature: 0), "temperature"),
    (SamplingStrategy(temperature: -1), "temperature"),
    (SamplingStrategy(temperature: .nan), "temperature"),
    (SamplingStrategy(temperature: .infinity), "temperature"),
    (SamplingStrategy(topK: 0), "top-k"), (SamplingStrategy(topP: 0), "top-p"),
    (SamplingStrategy(topP: 1.01), "top-p"), (SamplingStrategy(topP: .nan), "top-p"),
    (SamplingStrategy(minP: -0.1), "min-p"), (SamplingStrategy(minP: 1.5), "min-p"),
    (SamplingStrategy(minP: .nan), "min-p"),
    (SamplingStrategy(maximalSentenceLength: 0), "max-sentence-length"),
  ]

  @Test(arguments: invalid)
  func settingsOutOfRange(strategy: SamplingStrategy, option: String) throws {
    let drawn = try DrawnModel(.additive(1), order: 1, floor: .observed)
    let error = #expect(throws: SamplingError.self) {
      try Sampler(drawn.model, strategy: strategy)
    }
    #expect(error?.description.hasPrefix("--\(option) ") == true)
  }
}
