public import Counting
internal import Tokenization

/// Lays out a model, one order after the other, from the shortest n-grams to the longest.
struct ModelBuilder {
  private let counts: NgramCounts
  private let method: any SmoothingMethod
  private let floor: UniformFloor
  private let threads: Int

  private let contextStarts: [Int]
  private let contexts: FlatBuffer<Context>
  private let successors: FlatBuffer<Successor>
  private let sums: FlatBuffer<UInt32>
  private let observed: FlatBuffer<UInt8>

  private var rules: [InterpolationRule] = []
  private var notes: [String] = []
  private var floorSize = 0
  /// Whether `<unk>` has a share of the floor: under `observed` only where nothing else was seen.
  private var floorHoldsUnknown = true
  /// Where the successors of the next order begin.
  private var nextSlot = 0
  /// The order below: where each n-gram was put, whether it begins a sentence, and how many n-grams
  /// in front of it are no contexts.
  private var slots = FlatBuffer<UInt32>(uninitialized: 0)
  private var startsSentence = FlatBuffer<UInt8>(uninitialized: 0)
  private var skipped = 0

  init(
    _ counts: NgramCounts, method: any SmoothingMethod, floor: UniformFloor, threads: Int
  ) throws {
    self.counts = counts
    self.threads = threads
    self.method = method
    self.floor = floor
    var boundaryCounts = [Int](repeating: 0, count: counts.order)
    if counts.structure == .sentences { boundaryCounts = counts.boundaryNgramCounts }
    var starts = [0, 1]
    for order in 1..<max(1, counts.order) {
      // The boundary as a context is the sentence start; longer n-grams that end in it are not
      // contexts.
      let ngrams = counts.ngramCounts[order - 1] - (order > 1 ? boundaryCounts[order - 1] : 0)
      starts.append(starts[order] + ngrams)
    }
    contextStarts = starts
    let total = counts.vocabularySize + counts.ngramCounts.dropFirst().reduce(0, +)
    guard total < Int(UInt32.max) else { throw LanguageModelError.tooManyNgrams(total) }
    contexts = FlatBuffer(uninitialized: starts[starts.count - 1] + 1)
    successors = FlatBuffer(uninitialized: total)
    sums = FlatBuffer(uninitialized: total + 1)
    sums.base[0] = 0
    observed = FlatBuffer(repeating: 0, count: counts.vocabularySize)
  }

  mutating func build() throws -> NgramModel {
    try counts.forEachLevel(threads: threads) { level in
      let inUse = method.usesContinuationCounts ? level.adjustedCounts : level.rawCounts
      let countsOfCounts =
        method.usesContinuationCounts ? level.adjustedCountsOfCounts : level.rawCountsOfCounts
      if level.order == 1 { measureFloor(level) }
      let (rule, note) = try method.rule(
        order: level.order, highest: counts.order, counts: countsOfCounts, support: floorSize)
      try rule.validate()
      rules.append(rule)
      if let note { notes.append(note) }
      if level.order == 1 {
        addUnigrams(level, counts: inUse, rule)
      } else {
        addLevel(level, counts: inUse, rule)
      }
    }
    contexts.base[contexts.count - 1] = Context(
      firstSuccessor: UInt32(successors.count), backOff: 0, backOffWeight: 1)
    return NgramModel(
      order: counts.order, vocabularySize: counts.vocabularySize, structure: counts.structure,
      floor: floor, floorSize: floorSize, ngramCounts: counts.ngramCounts, notes: notes,
      contextStarts: contextStarts, contexts: contexts, successors: successors,
      drawing: DrawingCounts(sums: sums, observed: observed, rules: rules))
  }

  private mutating func measureFloor(_ level: NgramLevel) {
    switch floor {
    case .vocabulary:
      floorSize = counts.vocabularySize - (counts.structure == .ring ? 1 : 0)
    case .observed:
      let known = level.lastTokens.elements.count { $0 != SpecialToken.unknown }
      floorHoldsUnknown = known == 0
      floorSize = max(1, known)
    case .unknown:
      floorSize = 1
    }
  }

  // MARK: Order 1

  private mutating func addUnigrams(
    _ level: NgramLevel, counts inUse: FlatBuffer<UInt32>, _ rule: InterpolationRule
  ) {
    let size = counts.vocabularySize
    var tally = ContextTally()
    if rule.scope == .all { for count in inUse.elements { tally.add(count) } }
    let share = tally.share(rule, isInScope: rule.scope == .all)
    let uniform = 1 / Double(floorSize)
    let unseen = share.backOffWeight * uniform
    for token in 0..<size {
      let isFloor: Bool =
        switch floor {
        case .vocabulary: token != SpecialToken.boundary || counts.structure == .sentences
        case .observed: false
        case .unknown: token == SpecialToken.unknown
        }
      successors.base[token] = Successor(
        token: TokenID(token), next: 0, probability: isFloor ? unseen : 0)
      sums.base[token + 1] = 0
    }
    let newSlots = FlatBuffer<UInt32>(uninitialized: level.count)
    for number in 0..<level.count {
      let token = Int(level.lastTokens.base[number])
      let count = inUse.base[number]
      let hasFloor: Bool =
        switch floor {
        case .vocabulary: true
        case .observed: floorHoldsUnknown || token != SpecialToken.unknown
        case .unknown: token == SpecialToken.unknown
        }
      let kept = rule.scope == .all ? share.probability(of: count, rule) : 0
      successors.base[token].probability = kept + (hasFloor ? unseen : 0)
      successors.base[token].next = counts.order > 1 ? UInt32(1 + number) : 0
      sums.base[token + 1] = rule.scope == .all ? count : 0
      newSlots.base[number] = UInt32(token)
      observed.base[token] = 1
      if counts.order > 1 { contexts.base[1 + number].backOff = 0 }
    }
    accumulate(0..<size)
    contexts.base[0] = Context(firstSuccessor: 0, backOff: 0, backOffWeight: share.backOffWeight)
    slots = newSlots
    startsSentence = FlatBuffer(repeating: 0, count: level.count)
    if counts.structure == .sentences { startsSentence.base[0] = 1 }
    skipped = 0
    nextSlot = size
  }

  // MARK: Higher orders

  private mutating func addLevel(
    _ level: NgramLevel, counts inUse: FlatBuffer<UInt32>, _ rule: InterpolationRule
  ) {
    let order = level.order
    let isSentences = counts.structure == .sentences
    let isHighest = order == counts.order
    let newSlots = FlatBuffer<UInt32>(uninitialized: isHighest ? 0 : level.count)
    let ownSkipped = isSentences ? level.boundaryCount : 0
    let layout = LevelLayout(
      level: level, inUse: inUse, rule: rule, firstContext: contextStarts[order - 1],
      contextCount: contextStarts[order] - contextStarts[order - 1], skippedContexts: skipped,
      nextContext: isHighest ? nil : contextStarts[order] - ownSkipped,
      startContext: isSentences ? 1 : nil, slots: slots.base, startsSentence: startsSentence.base,
      newSlots: newSlots.base, contexts: contexts.base, successors: successors.base,
      sums: sums.base)
    nextSlot = layout.run(firstSlot: nextSlot, threads: threads)
    slots = newSlots
    startsSentence = level.startsSentence
    skipped = ownSkipped
  }

  /// Turns the counts of a range of successors into running sums.
  private func accumulate(_ range: Range<Int>) {
    var sum = sums.base[range.lowerBound]
    for index in range {
      sum &+= sums.base[index + 1]
      sums.base[index + 1] = sum
    }
  }
}

extension NgramModel {
  /// Estimates a model.
  ///
  /// - Parameters:
  ///   - counts: The n-gram counts.
  ///   - method: The smoothing method.
  ///   - floor: Where the uniform distribution below the unigrams is spread.
  ///   - threads: The most threads to use; the model is the same for any number.
  /// - Throws: ``LanguageModelError``.
  /// - Complexity: O(*n* · *order*) in the number of tokens; 20 bytes per n-gram and 16 per context
  ///   for the model.
  public init(
    estimating counts: NgramCounts, method: any SmoothingMethod,
    floor: UniformFloor = .vocabulary, threads: Int = 1
  ) throws {
    var builder = try ModelBuilder(counts, method: method, floor: floor, threads: threads)
    self = try builder.build()
  }
}
