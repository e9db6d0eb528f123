public import Counting
internal import Tokenization

/// Lays out a model, one order after the other, from the shortest n-grams to the longest.
struct ModelBuilder {
  private let counts: NgramCounts
  private let method: any SmoothingMethod
  private let floor: UniformFloor

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

  init(_ counts: NgramCounts, method: any SmoothingMethod, floor: UniformFloor) throws {
    self.counts = counts
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
    try counts.forEachLevel { level in
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
        }
      successors.base[token] = Successor(
        token: TokenID(token), next: 0, probability: isFloor ? unseen : 0)
      sums.base[token + 1] = 0
    }
    let newSlots = FlatBuffer<UInt32>(uninitialized: level.count)
    for number in 0..<level.count {
      let token = Int(level.lastTokens.base[number])
      let count = inUse.base[number]
      let hasFloor = floorHoldsUnknown || token != SpecialToken.unknown
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
    let isHighest = order == counts.order
    let firstContext = contextStarts[order - 1]
    let contextCount = contextStarts[order] - firstContext
    let tallies = FlatBuffer<ContextTally>(repeating: ContextTally(), count: contextCount)
    for number in 0..<level.count {
      tallies.base[Int(level.contexts.base[number]) - skipped].add(inUse.base[number])
    }

    let shares = FlatBuffer<ContextShare>(uninitialized: contextCount)
    var slot = nextSlot
    for index in 0..<contextCount {
      let isInScope: Bool =
        switch rule.scope {
        case .all: true
        case .none: false
        case .sentenceStarts: startsSentence.base[index + skipped] == 1
        }
      let share = tallies.base[index].share(rule, isInScope: isInScope)
      shares.base[index] = share
      contexts.base[firstContext + index].firstSuccessor = UInt32(slot)
      contexts.base[firstContext + index].backOffWeight = share.backOffWeight
      let width = Int(tallies.base[index].types)
      tallies.base[index].cursor = UInt32(slot)
      slot += width
    }

    let newSlots = FlatBuffer<UInt32>(uninitialized: isHighest ? 0 : level.count)
    let startContext: UInt32 = counts.structure == .sentences ? 1 : 0
    let ownSkipped = counts.structure == .sentences ? level.boundaryCount : 0
    for number in 0..<level.count {
      let index = Int(level.contexts.base[number]) - skipped
      let own = Int(tallies.base[index].cursor)
      tallies.base[index].cursor &+= 1
      let token = level.lastTokens.base[number]
      let backOff = Int(level.backOffs.base[number])
      let lower = successors.base[Int(slots.base[backOff])]
      let share = shares.base[index]
      let count = inUse.base[number]
      let endsSentence = token == SpecialToken.boundary && counts.structure == .sentences
      let next: UInt32 =
        isHighest
        ? lower.next
        : endsSentence ? startContext : UInt32(contextStarts[order] + number - ownSkipped)
      successors.base[own] = Successor(
        token: token, next: next,
        probability: share.probability(of: count, rule) + share.backOffWeight * lower.probability)
      sums.base[own + 1] = share.isInScope ? count : 0
      if !isHighest {
        newSlots.base[number] = UInt32(own)
        if !endsSentence {
          // The context of this n-gram backs off to the context of its back-off.
          contexts.base[Int(next)].backOff = lower.next
        }
      }
    }
    accumulate(nextSlot..<slot)
    slots = newSlots
    startsSentence = level.startsSentence
    skipped = ownSkipped
    nextSlot = slot
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

/// What a context's successors add up to.
struct ContextTally: BitwiseCopyable {
  private var total: UInt32 = 0
  private var one: UInt32 = 0
  private var two: UInt32 = 0
  private var threePlus: UInt32 = 0
  /// Where the next successor goes.
  var cursor: UInt32 = 0

  @inline(__always)
  mutating func add(_ count: UInt32) {
    total &+= count
    switch count {
    case 1: one &+= 1
    case 2: two &+= 1
    default: threePlus &+= 1
    }
  }

  /// The number of successors.
  var types: UInt32 { one + two + threePlus }

  /// The denominator T(h) and the weight γ(h) under a rule.
  func share(_ rule: InterpolationRule, isInScope: Bool) -> ContextShare {
    let extra: Double =
      switch rule.extra {
      case .none: 0
      case .constant(let mass): mass
      }
    let denominator = Double(total) + extra
    guard isInScope, denominator > 0 else {
      return ContextShare(scale: 0, backOffWeight: 1, isInScope: false)
    }
    let removed =
      Double(one) * min(rule.discounts.one, 1) + Double(two) * min(rule.discounts.two, 2)
      + Double(threePlus) * min(rule.discounts.threePlus, 3)
    return ContextShare(
      scale: 1 / denominator, backOffWeight: (removed + extra) / denominator, isInScope: true)
  }
}

/// A context's denominator and back-off weight.
struct ContextShare: BitwiseCopyable {
  /// 1 / T(h); zero where the method passes the context over.
  var scale: Double
  /// γ(h).
  var backOffWeight: Double
  var isInScope: Bool

  /// The part of the probability that is the context's own: max(a − D(a), 0) / T(h).
  @inline(__always)
  func probability(of count: UInt32, _ rule: InterpolationRule) -> Double {
    max(Double(count) - rule.discounts.discount(of: count), 0) * scale
  }
}

extension NgramModel {
  /// Estimates a model.
  ///
  /// - Parameters:
  ///   - counts: The n-gram counts.
  ///   - method: The smoothing method.
  ///   - floor: Where the uniform distribution below the unigrams is spread.
  /// - Throws: ``LanguageModelError``.
  /// - Complexity: O(*n* · *order*) in the number of tokens; 20 bytes per n-gram and 16 per context
  ///   for the model.
  public init(
    estimating counts: NgramCounts, method: any SmoothingMethod, floor: UniformFloor = .vocabulary
  ) throws {
    var builder = try ModelBuilder(counts, method: method, floor: floor)
    self = try builder.build()
  }
}
