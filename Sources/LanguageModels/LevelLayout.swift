internal import Counting
internal import Parallelism
internal import Tokenization

/// Lays out the n-grams of one order as the successors of their contexts.
///
/// N-grams come sorted by their last token, then by their context, so that each range of contexts
/// owns a run of n-grams under every last token. Ranges are therefore laid out independently, each in
/// two passes: adding up what a context's successors need, then putting them into place.
struct LevelLayout: @unchecked Sendable {
  // Safe: the owners of the pointers outlive the layout, and ranges write to disjoint contexts,
  // successors and n-grams.
  let level: LevelNgrams
  let rule: InterpolationRule
  /// The first context of this length, and how many there are.
  let firstContext: Int
  let contextCount: Int
  /// How many n-grams of the order below stand in front and are no contexts.
  let skippedContexts: Int
  /// What makes an n-gram's number that of its context; nil at the highest order.
  let nextContext: Int?
  /// The context after a sentence end; nil in a ring.
  let startContext: UInt32?
  /// The order below: where each n-gram was put, and whether it begins a sentence.
  let slots: UnsafePointer<UInt32>
  let startsSentence: UnsafePointer<UInt8>
  /// Where each n-gram of this order is put.
  let newSlots: UnsafeMutablePointer<UInt32>
  let contexts: UnsafeMutablePointer<Context>
  let successors: UnsafeMutablePointer<Successor>
  let sums: UnsafeMutablePointer<UInt32>
  /// What pruning left out of each of the contexts; nil where it left out nothing.
  let leftOut: UnsafeMutablePointer<LeftOut>?

  /// Lays out all contexts; returns the slot after the last successor.
  func run(firstSlot: Int, threads: Int) -> Int {
    let ranges = evenRanges(contextCount, parts: threads == 1 ? 1 : 4 * threads)
    let runs = ranges.count == 1 ? [0..<level.count] : tokenRuns()
    let tallies = FlatBuffer<ContextTally>(repeating: ContextTally(), count: contextCount)
    let widths = parallelMap(ranges.count, threads: threads) { part in
      tally(ranges[part], runs, tallies.base)
    }
    var slot = firstSlot
    var sum = sums[firstSlot]
    let starts = widths.map { width in
      defer {
        slot += width.successors
        sum &+= width.count
      }
      return (slot: slot, sum: sum)
    }
    let places = FlatBuffer<ContextPlace>(uninitialized: contextCount)
    _ = parallelMap(ranges.count, threads: threads) { part in
      open(ranges[part], tallies.base, places.base, firstSlot: starts[part].slot)
      put(ranges[part], runs, places.base)
      var sum = starts[part].sum
      let first = starts[part].slot
      for slot in first..<(first + widths[part].successors) {
        sum &+= sums[slot + 1]
        sums[slot + 1] = sum
      }
    }
    return slot
  }

  /// The n-grams of each last token.
  private func tokenRuns() -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    let tokens = level.lastTokens.base
    for number in 0..<level.count
    where number + 1 == level.count || tokens[number] != tokens[number + 1] {
      runs.append(start..<(number + 1))
      start = number + 1
    }
    return runs
  }

  /// Calls `body` with the number and the context of every n-gram of some contexts.
  @inline(__always)
  private func forEachNgram(
    of range: Range<Int>, _ runs: [Range<Int>], _ body: (_ number: Int, _ context: Int) -> Void
  ) {
    let contextNumbers = level.contexts.base
    for run in runs {
      var number = run.lowerBound
      if range.lowerBound > 0 {
        // The first n-gram of the run whose context lies in the range.
        var end = run.upperBound
        while number < end {
          let middle = (number + end) / 2
          if Int(contextNumbers[middle]) - skippedContexts < range.lowerBound {
            number = middle + 1
          } else {
            end = middle
          }
        }
      }
      while number < run.upperBound {
        let context = Int(contextNumbers[number]) &- skippedContexts
        if context >= range.upperBound { break }
        body(number, context)
        number &+= 1
      }
    }
  }

  private func tally(
    _ range: Range<Int>, _ runs: [Range<Int>], _ tallies: UnsafeMutablePointer<ContextTally>
  ) -> (successors: Int, count: UInt32) {
    let counts = level.inUse.base
    forEachNgram(of: range, runs) { number, context in tallies[context].add(counts[number]) }
    var width = 0
    var sum: UInt32 = 0
    for context in range {
      width += Int(tallies[context].types)
      if isInScope(context) { sum &+= tallies[context].total }
    }
    return (width, sum)
  }

  /// Writes the records of contexts and finds where their successors go.
  private func open(
    _ range: Range<Int>, _ tallies: UnsafePointer<ContextTally>,
    _ places: UnsafeMutablePointer<ContextPlace>, firstSlot: Int
  ) {
    var slot = firstSlot
    for context in range {
      let isInScope = isInScope(context)
      if !isInScope { leftOut?[context] = LeftOut() }
      let share = tallies[context].share(
        rule, isInScope: isInScope, leftOut: leftOut?[context] ?? LeftOut())
      contexts[firstContext + context].firstSuccessor = UInt32(slot)
      contexts[firstContext + context].backOffWeight = share.backOffWeight
      places[context] = ContextPlace(share: share, cursor: UInt32(slot))
      slot += Int(tallies[context].types)
    }
  }

  private func put(
    _ range: Range<Int>, _ runs: [Range<Int>], _ places: UnsafeMutablePointer<ContextPlace>
  ) {
    let counts = level.inUse.base
    let backOffs = level.backOffs.base
    let lastTokens = level.lastTokens.base
    let rule = rule
    forEachNgram(of: range, runs) { number, context in
      let own = Int(places[context].cursor)
      places[context].cursor &+= 1
      let share = places[context].share
      let token = lastTokens[number]
      let lower = successors[Int(slots[Int(backOffs[number])])]
      let count = counts[number]
      var next = lower.next
      if let nextContext {
        newSlots[number] = UInt32(truncatingIfNeeded: own)
        if token == SpecialToken.boundary, let startContext {
          next = startContext
        } else {
          // The context of this n-gram backs off to the context of its back-off.
          next = UInt32(truncatingIfNeeded: nextContext &+ number)
          contexts[Int(next)].backOff = lower.next
        }
      }
      successors[own] = Successor(
        token: token, next: next,
        probability: share.probability(of: count, rule) + share.backOffWeight * lower.probability)
      sums[own &+ 1] = share.isInScope ? count : 0
    }
  }

  private func isInScope(_ context: Int) -> Bool {
    switch rule.scope {
    case .all: true
    case .none: false
    case .sentenceStarts: startsSentence[context &+ skippedContexts] == 1
    }
  }
}

/// A context's shares and where its next successor goes.
private struct ContextPlace: BitwiseCopyable {
  var share: ContextShare
  var cursor: UInt32
}
