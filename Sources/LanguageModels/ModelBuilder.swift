public import Counting
internal import Tokenization

/// Lays out a model, one order after the other, from the shortest n-grams to the longest.
struct ModelBuilder {
  private let counts: NgramTotals
  private let method: any SmoothingMethod
  private let floor: UniformFloor
  private let threads: Int
  private let mostTwice: Int

  /// What is kept, and what is left out of each context; nil where nothing is pruned.
  private let kept: KeptNgrams?
  private let leftOut: FlatBuffer<LeftOut>?

  private let contextStarts: [Int]
  private let contexts: FlatBuffer<Context>
  private let successors: FlatBuffer<Successor>
  /// The weights of contexts; the first is that of those that the method passes over.
  private var weights: [Double] = [1]
  /// The counts in use of the successors, and those that do not fit into a byte.
  private let countBytes: FlatBuffer<UInt8>
  private var largeCounts: [SmallCounts.Large] = []
  private let observed: FlatBuffer<UInt8>

  /// The rules so far, where all orders are interpolated.
  private var rules: [InterpolationRule]? = []
  private var notes: [String] = []
  private var floorSize = 0
  /// Whether `<unk>` has a share of the floor: under `observed` only where nothing else was seen.
  private var floorHoldsUnknown = true
  /// How many weights there are without those of the order at hand.
  private var weightsBelow = 1
  /// Where the successors of the next order begin.
  private var nextSlot = 0
  /// The order below.
  private var below = LowerOrder()
  /// What the contexts of the order below leave for tokens that they have not seen.
  private var left = FlatBuffer<Double>(repeating: 0, count: 1)

  init(
    _ counts: NgramTotals, kept: KeptNgrams?, method: any SmoothingMethod, floor: UniformFloor,
    threads: Int, mostTwice: Int
  ) throws {
    self.counts = counts
    self.mostTwice = mostTwice
    self.kept = kept
    self.threads = threads
    self.method = method
    self.floor = floor
    var boundaryCounts = [Int](repeating: 0, count: counts.order)
    let ngramCounts = kept?.ngramCounts ?? counts.ngramCounts
    if counts.structure == .sentences {
      boundaryCounts = kept?.boundaryCounts ?? counts.boundaryNgramCounts
    }
    var starts = [0, 1]
    for order in 1..<max(1, counts.order) {
      // The boundary as a context is the sentence start; longer n-grams that end in it are not
      // contexts.
      let ngrams = ngramCounts[order - 1] - (order > 1 ? boundaryCounts[order - 1] : 0)
      starts.append(starts[order] + ngrams)
    }
    contextStarts = starts
    let total = counts.vocabularySize + ngramCounts.dropFirst().reduce(0, +)
    guard total < Int(UInt32.max) else { throw LanguageModelError.tooManyNgrams(total) }
    contexts = FlatBuffer(uninitialized: starts[starts.count - 1] + 1)
    leftOut =
      kept == nil ? nil : FlatBuffer(repeating: LeftOut(), count: starts[starts.count - 1])
    successors = FlatBuffer(uninitialized: total)
    countBytes = FlatBuffer(uninitialized: total)
    observed = FlatBuffer(repeating: 0, count: counts.vocabularySize)
  }

  /// Lays out all orders.
  mutating func build(_ levels: consuming NgramLevels) throws -> NgramModel {
    while let level = levels.next() {
      let inUse = method.usesContinuationCounts ? level.adjustedCounts : level.rawCounts
      let countsOfCounts = CountsOfCounts(of: inUse, threads: threads)
      let ngrams = ngrams(of: level, counts: inUse)
      if level.order == 1 { measureFloor(ngrams) }
      let (rule, note) = try method.rule(
        order: level.order, highest: counts.order, counts: countsOfCounts, support: floorSize)
      try rule.validate()
      if let note { notes.append(note) }
      switch rule {
      case .interpolated(let rule):
        rules?.append(rule)
        add(ngrams, rule)
      case .backOff(let rule):
        rules = nil
        add(ngrams, InterpolationRule(discounts: .none))
        backOff(ngrams, rule)
      }
    }
    contexts.base[contexts.count - 1] = Context(
      firstSuccessor: UInt32(successors.count), backOff: 0, weight: 0)
    let drawing = rules.map {
      DrawingCounts(counts: countsInUse, observed: observed, rules: $0, leftOut: leftOut)
    }
    var model = NgramModel(
      order: counts.order, vocabularySize: counts.vocabularySize, structure: counts.structure,
      floor: floor, floorSize: floorSize, ngramCounts: kept?.ngramCounts ?? counts.ngramCounts,
      notes: notes, contextStarts: contextStarts, contexts: contexts, successors: successors,
      weights: FlatBuffer(weights), drawing: drawing, dropped: kept?.dropped)
    if rules == nil { model.lookForLosses() }
    return model
  }

  private mutating func add(_ level: LevelNgrams, _ rule: InterpolationRule) {
    weightsBelow = weights.count
    if level.order == 1 { addUnigrams(level, rule) } else { addLevel(level, rule) }
  }

  /// Makes what was laid out as relative frequencies a back-off distribution.
  private mutating func backOff(_ level: LevelNgrams, _ rule: BackOffRule) {
    let inUse = countsInUse
    let range = contextStarts[level.order - 1]..<contextStarts[level.order]
    // Those of the relative frequencies are not needed any more.
    weights.removeLast(weights.count - weightsBelow)
    let own = FlatBuffer<Double>(repeating: 1, count: range.count)
    let estimates = BackOffLevel(
      rule: rule, contexts: contexts.base, successors: successors.base,
      weights: (own.base, UInt32(weights.count)), counts: inUse.reader,
      leftOut: leftOut.map { UnsafePointer($0.base) })
    withExtendedLifetime((inUse, own)) {
      if level.order == 1 {
        estimates.estimateUnigrams(counts.vocabularySize) { holdsUnseen($0) }
        contexts.base[0].weight = 0
      } else {
        left = estimates.estimate(
          range, end: nextSlot, below: (first: contextStarts[level.order - 2], left: left),
          threads: threads)
        weights += own.elements
      }
    }
  }

  /// The counts in use of all successors that are laid out.
  private var countsInUse: SmallCounts { SmallCounts(bytes: countBytes, large: largeCounts) }

  /// Whether the floor gives a token that was not seen a probability.
  private func holdsUnseen(_ token: Int) -> Bool {
    switch floor {
    case .vocabulary:
      (token != SpecialToken.boundary || counts.structure == .sentences) && !isDropped(token)
    // Where nothing but `<unk>` was seen, or nothing else is left.
    case .observed: floorHoldsUnknown && token == SpecialToken.unknown
    case .unknown: token == SpecialToken.unknown
    }
  }

  /// What a level holds after pruning.
  private func ngrams(of level: NgramLevel, counts inUse: SmallCounts) -> LevelNgrams {
    guard let kept, let leftOut else { return LevelNgrams(level, counts: inUse) }
    return LevelNgrams(
      level, counts: inUse, keeping: kept, leftOut: leftOut.base + contextStarts[level.order - 1],
      skippedContexts: below.skipped)
  }

  private func isDropped(_ token: Int) -> Bool { kept?.dropped.base[token] == 1 }

  private mutating func measureFloor(_ level: LevelNgrams) {
    switch floor {
    case .vocabulary:
      let gone = kept?.dropped.elements.count { $0 == 1 } ?? 0
      floorSize = counts.vocabularySize - gone - (counts.structure == .ring ? 1 : 0)
    case .observed:
      let known = level.lastTokens.all.count { $0 != SpecialToken.unknown }
      floorHoldsUnknown = known == 0
      floorSize = max(1, known)
    case .unknown:
      floorSize = 1
    }
  }

  // MARK: Order 1

  private mutating func addUnigrams(_ level: LevelNgrams, _ rule: InterpolationRule) {
    let size = counts.vocabularySize
    let inUse = level.inUse.reader
    var writer = SmallCounts.Writer(to: countBytes.base)
    var tally = ContextTally()
    if rule.scope == .all {
      for number in 0..<level.count { tally.add(inUse[number]) }
    } else {
      leftOut?.base[0] = LeftOut()
    }
    let share = tally.share(
      rule, isInScope: rule.scope == .all, leftOut: leftOut?.base[0] ?? LeftOut())
    let uniform = 1 / Double(floorSize)
    let unseen = share.backOffWeight * uniform
    for token in 0..<size {
      successors.base[token] = Successor(
        token: TokenID(token), next: 0, probability: holdsUnseen(token) ? unseen : 0)
      writer.write(0, at: token)
    }
    for (number, token) in level.lastTokens.all.enumerated() {
      let token = Int(token)
      let count = inUse[number]
      let hasFloor: Bool =
        switch floor {
        case .vocabulary: true
        case .observed: floorHoldsUnknown || token != SpecialToken.unknown
        case .unknown: token == SpecialToken.unknown
        }
      let kept = rule.scope == .all ? share.probability(of: count, rule) : 0
      successors.base[token].probability = kept + (hasFloor ? unseen : 0)
      successors.base[token].next = counts.order > 1 ? UInt32(1 + number) : 0
      if rule.scope == .all { writer.write(count, at: token) }
      observed.base[token] = 1
      if counts.order > 1 {
        contexts.base[1 + number].backOff = 0
        contexts.base[1 + number].pending = successors.base[token].probability
      }
    }
    largeCounts = writer.large
    contexts.base[0] = Context(firstSuccessor: 0, backOff: 0, weight: UInt32(weights.count))
    weights.append(share.backOffWeight)
    let startsSentence = FlatBuffer<UInt8>(repeating: 0, count: level.count)
    if counts.structure == .sentences { startsSentence.base[0] = 1 }
    below = LowerOrder(
      lastTokens: level.lastTokens, startsSentence: startsSentence, skipped: 0, firstContext: 1,
      startContext: 1)
    nextSlot = size
  }

  // MARK: Higher orders

  private mutating func addLevel(_ level: LevelNgrams, _ rule: InterpolationRule) {
    let order = level.order
    let isSentences = counts.structure == .sentences
    let isHighest = order == counts.order
    let skipped = isSentences ? level.boundaryCount : 0
    let own = LowerOrder(
      boundaryProbabilities: FlatBuffer(uninitialized: isHighest ? 0 : skipped),
      lastTokens: level.lastTokens,
      startsSentence: level.startsSentence, skipped: skipped,
      firstContext: isHighest ? 0 : contextStarts[order] - skipped, startContext: 1)
    if rule.scope != .sentenceStarts { below.startsSentence = FlatBuffer(uninitialized: 0) }
    let small = SmallShares(rule, isPruned: leftOut != nil)
    let layout = LevelLayout(
      level: level, rule: rule, firstContext: contextStarts[order - 1],
      contextCount: contextStarts[order] - contextStarts[order - 1], below: below,
      own: isHighest ? nil : own, contexts: contexts.base, successors: successors.base,
      counts: countBytes.base, leftOut: leftOut.map { $0.base + contextStarts[order - 1] },
      small: (small, UInt32(weights.count)), mostTwice: mostTwice)
    let rest = layout.run(firstSlot: nextSlot, threads: threads)
    weights += small.weights
    for (context, weight) in rest.weights {
      contexts.base[contextStarts[order - 1] + Int(context)].weight = UInt32(weights.count)
      weights.append(weight)
    }
    largeCounts += rest.counts
    nextSlot += level.count
    below = own
  }
}

extension NgramModel {
  /// Estimates a model.
  ///
  /// - Parameters:
  ///   - counts: The n-gram counts; their memory is given up on the way if nobody else has use for them.
  ///   - method: The smoothing method.
  ///   - floor: Where the uniform distribution below the unigrams is spread.
  ///   - pruning: Which n-grams to leave out.
  ///   - threads: The most threads to use; the model is the same for any number.
  /// - Throws: ``LanguageModelError``.
  /// - Complexity: O(*n* · *order*) in the number of tokens; 17 bytes per n-gram and 12 per context
  ///   for the model.
  public init(
    estimating counts: consuming NgramCounts, method: any SmoothingMethod,
    floor: UniformFloor = .vocabulary, pruning: Pruning = .none, threads: Int = 1
  ) throws {
    try self.init(
      estimating: consume counts, method: method, floor: floor, pruning: pruning,
      threads: threads, mostTwice: MovingNgrams.mostTwice)
  }

  /// The same, with how many n-grams of the highest order may lie in memory twice on their way.
  init(
    estimating counts: consuming NgramCounts, method: any SmoothingMethod, floor: UniformFloor,
    pruning: Pruning, threads: Int, mostTwice: Int
  ) throws {
    try pruning.validate(order: counts.order)
    let kept = pruning.isNone ? nil : KeptNgrams(copy counts, pruning, threads: threads)
    var builder = try ModelBuilder(
      counts.totals, kept: kept, method: method, floor: floor, threads: threads,
      mostTwice: mostTwice)
    let levels = counts.levels(threads: threads)
    // From here on the levels alone hold the sorted text, if nobody else does.
    _ = consume counts
    self = try builder.build(levels)
  }
}
