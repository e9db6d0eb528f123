public import LanguageModels
internal import Parallelism
public import Tokenization

/// Where in a run a text belongs: with the seed, the address of its random numbers.
public struct SampleAddress: Sendable, Equatable {
  /// The seed of the run.
  public var seed: UInt64
  /// The replicate, from 0.
  public var replicate: Int
  /// The generation that the text is for.
  public var generation: Int

  /// Creates an address.
  public init(seed: UInt64, replicate: Int = 0, generation: Int = 0) {
    self.seed = seed
    self.replicate = replicate
    self.generation = generation
  }
}

/// A text that a model wrote.
public struct SampledText: Sendable, Equatable {
  /// The text; every sentence is a document of its own, a ring is one document.
  public var stream: TokenStream
  /// Sentences that reached the maximal length and were cut.
  public var cutSentences: Int
}

/// Draws text from a model, over its whole smoothed distribution.
///
/// Sentence *i* depends on the model, the strategy, the address and *i* alone.
public struct Sampler: Sendable {
  private let prepared: PreparedDrawing
  private let pool: DrawingPool

  /// Prepares a sampler.
  ///
  /// - Parameters:
  ///   - model: The model. At a temperature other than 1, or with truncation, the draws follow the
  ///     model's own floor.
  ///   - strategy: How tokens are chosen.
  ///   - floor: The support of the uniform distribution below the unigrams for plain draws; with
  ///     `observed`, a word that the model's text had lost stays lost.
  /// - Throws: ``SamplingError/outOfRange(option:value:range:)``.
  public init(
    _ model: NgramModel, strategy: SamplingStrategy = SamplingStrategy(),
    floor: UniformFloor = .observed
  ) throws(SamplingError) {
    try strategy.validate()
    prepared = PreparedDrawing(model, strategy, floor: floor)
    pool = DrawingPool(prepared)
  }

  /// Writes a text.
  ///
  /// With sentences, sentence 0, 1, 2 … are written until the length is reached; the last one stays
  /// whole. A ring has exactly the length asked for and begins in a context of `prompt`, drawn
  /// uniformly among its positions.
  ///
  /// - Parameters:
  ///   - tokens: The length to reach, sentence ends not counted.
  ///   - address: The address of the random numbers.
  ///   - prompt: The text whose contexts a ring may begin in: the one the model was estimated from.
  ///   - threads: The most threads to use; the text is the same for any number.
  /// - Returns: The text.
  /// - Throws: ``SamplingError``.
  public func sample(
    tokens: Int, at address: SampleAddress, prompt: TokenStream? = nil, threads: Int = 1
  ) throws -> SampledText {
    switch prepared.model.structure {
    case .ring: try sampleRing(tokens: tokens, at: address, prompt: prompt)
    case .sentences: try sampleSentences(tokens: tokens, at: address, threads: threads)
    }
  }

  private func sampleSentences(
    tokens: Int, at address: SampleAddress, threads: Int
  ) throws -> SampledText {
    var text = SampledText(
      stream: TokenStream(ids: [], documentEnds: [], structure: .sentences), cutSentences: 0)
    text.stream.ids.reserveCapacity(tokens + tokens / 8)
    var written = 0
    var sentence = 0
    // Long batches keep all lanes busy; a short text should not be drawn many times over.
    let batchSize = tokens < 1 << 17 ? 64 : 256
    while written < tokens {
      // As many sentences as the mean so far promises, in batches; a few of them tell the mean.
      let mean = sentence == 0 ? 20 : max(1, Double(written) / Double(sentence))
      let goal = (Double(tokens - written) / mean / Double(batchSize)).rounded(.up)
      let batches = Int(max(1, min(goal, sentence == 0 ? 8 : 4096)))
      let first = sentence
      let drawn = try parallelMap(batches, threads: threads) { batch in
        let start = first + batch * batchSize
        return try self.batch(start..<start + batchSize, at: address)
      }
      for batch in drawn {
        var start = 0
        for (index, end) in batch.ends.enumerated() where written < tokens {
          text.stream.ids.append(contentsOf: batch.ids[start..<end])
          text.stream.documentEnds.append(text.stream.ids.count)
          written += end - start - 1
          if batch.cut[index] { text.cutSentences += 1 }
          start = end
          sentence += 1
        }
      }
      if written == 0, sentence >= 10_000 {
        throw SamplingError.onlyEmptySentences(sampled: sentence)
      }
    }
    return text
  }

  private func batch(
    _ sentences: Range<Int>, at address: SampleAddress
  ) throws(SamplingError) -> SentenceBatch {
    let random = { (sentence: Int) in
      SentenceRandom(
        seed: address.seed, replicate: address.replicate, generation: address.generation,
        sentence: sentence)
    }
    let limit = prepared.strategy.maximalSentenceLength
    var drawing = pool.take()
    defer { pool.giveBack(drawing) }
    if let lanes = prepared.lanes {
      return try lanes.sentences(sentences, drawing: &drawing, random: random)
    }
    return try LimitedLanes(startContext: prepared.model.startContext, limit: limit)
      .sentences(sentences, drawing: &drawing, random: random)
  }

  private func sampleRing(
    tokens: Int, at address: SampleAddress, prompt: TokenStream?
  ) throws(SamplingError) -> SampledText {
    var ids: [TokenID] = []
    ids.reserveCapacity(tokens)
    var random = SentenceRandom(
      seed: address.seed, replicate: address.replicate, generation: address.generation, sentence: 0)
    var drawing = pool.take()
    defer { pool.giveBack(drawing) }
    var context: UInt32 = 0
    if let prompt, !prompt.ids.isEmpty {
      let start = Int(random.next(below: UInt64(prompt.ids.count)))
      context = prepared.model.contextBefore(start, of: prompt)
    }
    for _ in 0..<tokens {
      guard let token = drawing.draw(from: &context, &random) else {
        throw SamplingError.nothingToDraw
      }
      ids.append(token)
    }
    return SampledText(
      stream: TokenStream(ids: ids, documentEnds: [ids.count], structure: .ring), cutSentences: 0)
  }
}
