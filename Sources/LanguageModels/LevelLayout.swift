internal import Counting
internal import Parallelism
internal import Tokenization

/// Lays out the n-grams of one order as the successors of their contexts.
///
/// N-grams come sorted by their last token, then by their context; they are wanted by context, then
/// by token. A jump to the place of every n-gram would miss the cache every time, so they move in two
/// steps, as in a radix sort: all into the stretch of a few thousand neighbouring contexts, in the
/// order in which they come; then from each stretch, which fits into the cache, to their places. What
/// has moved gives its memory back at once.
struct LevelLayout: @unchecked Sendable {
  // Safe: the owners of the pointers outlive the layout; n-grams move to disjoint slots, and
  // stretches are disjoint ranges of contexts and slots.
  let level: LevelNgrams
  let rule: InterpolationRule
  /// The first context of this length, and how many there are.
  let firstContext: Int
  let contextCount: Int
  /// The order below.
  let below: LowerOrder
  /// What these n-grams will be to the order above; nil at the highest order.
  let own: LowerOrder?
  let contexts: UnsafeMutablePointer<Context>
  let successors: UnsafeMutablePointer<Successor>
  /// The counts in use of the successors; what does not fit is listed.
  let counts: UnsafeMutablePointer<UInt8>
  /// What pruning left out of each of the contexts; nil where it left out nothing.
  let leftOut: UnsafeMutablePointer<LeftOut>?
  /// What contexts of few tokens share, and the place of its first weight among those of the model.
  let small: (shares: SmallShares, firstWeight: UInt32)

  /// How many n-grams of the highest order may be there twice.
  let mostTwice: Int

  /// What does not fit into the records of a level.
  struct Rest {
    /// The counts that do not fit into a byte, sorted by slot.
    var counts: [SmallCounts.Large] = []
    /// The weights that contexts have for themselves.
    var weights: [(context: UInt32, weight: Double)] = []
  }

  /// Lays out all contexts.
  ///
  /// - Returns: What does not fit into the records.
  /// - Complexity: O(*m*) for *m* n-grams; 16 bytes each before the model's own are touched.
  func run(firstSlot: Int, threads: Int) -> Rest {
    let shift = Self.shift(forContexts: contextCount)
    let stretchCount = (contextCount - 1) >> shift + 1
    // More parts than threads, so that none waits long for another, and so small that memory is given
    // back on the way.
    let parts = evenRanges(
      level.count, parts: max(threads == 1 ? 1 : 8 * threads, level.count >> 20))
    let widths = parallelMap(parts.count, threads: threads) { part in
      countNgrams(of: parts[part], shift: shift, count: stretchCount)
    }
    var place = 0
    var starts: [Int] = []
    for stretch in 0..<stretchCount {
      starts.append(place)
      for part in widths {
        let width = part.base[stretch]
        part.base[stretch] = UInt32(truncatingIfNeeded: place)
        place += Int(width)
      }
    }
    starts.append(place)
    let moving = MovingNgrams(
      count: level.count, isLast: own == nil, mostTwice: mostTwice, as: successors + firstSlot)
    let passed = PassedParts(parts) { level.giveBack($0) }
    let large = parallelMap(parts.count, threads: threads) { part in
      defer { passed.add(part) }
      return move(parts[part], shift: shift, cursors: widths[part].base, to: moving.base)
    }.joined().sorted { $0.index < $1.index }
    let ranges = zip(starts, starts.dropFirst()).map { $0..<$1 }
    let placed = PassedParts(ranges) { moving.giveBack($0) }
    let rests = parallelMap(stretchCount, threads: threads) { stretch in
      defer { placed.add(stretch) }
      let first = stretch << shift
      let range = ranges[stretch]
      return moving.withStretch(range) { ngrams in
        sort(
          first..<min(first + 1 << shift, contextCount), ngrams, large: large.listed(in: range),
          firstSlot: firstSlot + range.lowerBound)
      }
    }
    return Rest(counts: rests.flatMap(\.counts), weights: rests.flatMap(\.weights))
  }

  /// The bits of a context's number that tell it from its neighbours in the same stretch: so many
  /// stretches that none has most of the n-grams, each of 64 to 65,536 contexts.
  private static func shift(forContexts count: Int) -> Int {
    let bits = Int.bitWidth - count.leadingZeroBitCount
    return min(16, max(6, bits - 7))
  }

  /// How many n-grams of a range go to each stretch.
  private func countNgrams(of range: Range<Int>, shift: Int, count: Int) -> FlatBuffer<UInt32> {
    let widths = FlatBuffer<UInt32>(repeating: 0, count: count)
    let contextNumbers = level.contexts.base
    for number in range {
      widths.base[(Int(contextNumbers[number]) &- below.skipped) &>> shift] &+= 1
    }
    return widths
  }

  /// Moves a range of n-grams to their stretches, with the probability of each one's back-off.
  ///
  /// Returns the counts that do not fit into a record, by place.
  private func move(
    _ range: Range<Int>, shift: Int, cursors: UnsafeMutablePointer<UInt32>,
    to moved: UnsafeMutablePointer<MovedNgram>
  ) -> [SmallCounts.Large] {
    var large: [SmallCounts.Large] = []
    let inUse = level.inUse.reader
    let backOffs = level.backOffs.base
    let contextNumbers = level.contexts.base
    let mask = 1 << shift - 1
    let below = PlainOrder(below, in: contexts)
    let own = own.map { PlainOrder($0, in: contexts) }
    for number in range {
      let context = Int(contextNumbers[number]) &- below.skipped
      let place = cursors[context &>> shift]
      cursors[context &>> shift] = place &+ 1
      let backOff = Int(backOffs[number])
      let shorter = below.context(after: backOff)
      if let own, number >= own.skipped {
        // The context of this n-gram backs off to the context of its back-off.
        contexts[own.firstContext &+ number].backOff = shorter
      }
      let count = inUse[number]
      if count >= MovedNgram.listed {
        large.append(SmallCounts.Large(index: place, count: count))
      }
      moved[Int(place)] = MovedNgram(
        probability: below[backOff],
        next: own == nil ? shorter : UInt32(truncatingIfNeeded: number),
        context: UInt16(truncatingIfNeeded: context & mask),
        count: UInt16(truncatingIfNeeded: min(count, MovedNgram.listed)))
    }
    return large
  }

  /// Puts a stretch in order and works out its probabilities.
  ///
  /// - Parameters:
  ///   - range: The contexts.
  ///   - moved: Their n-grams.
  ///   - large: The counts that do not fit into them, in their order.
  ///   - firstSlot: Where their successors begin.
  /// - Returns: What does not fit into the records.
  private func sort(
    _ range: Range<Int>, _ moved: UnsafeBufferPointer<MovedNgram>,
    large: ArraySlice<SmallCounts.Large>, firstSlot: Int
  ) -> Rest {
    withUnsafeTemporaryAllocation(of: ContextPlace.self, capacity: range.count) { places in
      let weights = open(range, moved, large: large, firstSlot: firstSlot, places)
      let counts = put(moved, large: large, places)
      return Rest(counts: counts.sorted { $0.index < $1.index }, weights: weights)
    }
  }

  /// Writes the records of contexts and finds where their successors go; returns the weights that
  /// contexts have for themselves.
  private func open(
    _ range: Range<Int>, _ moved: UnsafeBufferPointer<MovedNgram>,
    large: ArraySlice<SmallCounts.Large>, firstSlot: Int,
    _ places: UnsafeMutableBufferPointer<ContextPlace>
  ) -> [(context: UInt32, weight: Double)] {
    var weights: [(context: UInt32, weight: Double)] = []
    withUnsafeTemporaryAllocation(of: ContextTally.self, capacity: range.count) { tallies in
      tallies.initialize(repeating: ContextTally())
      var listed = large.makeIterator()
      for ngram in moved { tallies[Int(ngram.context)].add(ngram.count(&listed)) }
      var slot = firstSlot
      let shares = small.shares.reader
      for (place, context) in range.enumerated() {
        let isInScope = isInScope(context)
        var weight: UInt32 = 0
        let share: ContextShare
        if isInScope, let (known, number) = shares.share(of: tallies[place]) {
          share = known
          weight = small.firstWeight &+ number
        } else {
          if !isInScope { leftOut?[context] = LeftOut() }
          share = tallies[place].share(
            rule, isInScope: isInScope, leftOut: leftOut?[context] ?? LeftOut())
          if share.backOffWeight != 1 {
            weights.append((UInt32(truncatingIfNeeded: context), share.backOffWeight))
          }
        }
        contexts[firstContext &+ context].firstSuccessor = UInt32(truncatingIfNeeded: slot)
        contexts[firstContext &+ context].weight = weight
        places.initializeElement(
          at: place, to: ContextPlace(share: share, cursor: UInt32(truncatingIfNeeded: slot)))
        slot &+= Int(tallies[place].types)
      }
    }
    return weights
  }

  /// Writes the successors of contexts that are open.
  private func put(
    _ moved: UnsafeBufferPointer<MovedNgram>, large: ArraySlice<SmallCounts.Large>,
    _ places: UnsafeMutableBufferPointer<ContextPlace>
  ) -> [SmallCounts.Large] {
    guard let first = moved.first else { return [] }
    var writer = SmallCounts.Writer(to: counts)
    let rule = rule
    let below = PlainOrder(below, in: contexts)
    let own = own.map { PlainOrder($0, in: contexts) }
    var listed = large.makeIterator()
    // What follows an n-gram says its last token, so that no record needs to.
    var tokens = LastTokens.Cursor(
      own == nil ? self.below.lastTokens : level.lastTokens,
      at: own == nil ? below.number(of: first.next) : Int(first.next))
    for ngram in moved {
      let place = Int(ngram.context)
      let slot = Int(places[place].cursor)
      places[place].cursor &+= 1
      let share = places[place].share
      let count = ngram.count(&listed)
      let probability =
        share.probability(of: count, rule) + share.backOffWeight * ngram.probability
      var next = ngram.next
      let token: TokenID
      if let own {
        let number = Int(next)
        token = tokens.token(of: number)
        own[number] = probability
        next = own.context(after: number)
      } else {
        token = tokens.token(of: below.number(of: next))
      }
      successors[slot] = Successor(token: token, next: next, probability: probability)
      writer.write(share.isInScope ? count : 0, at: slot)
    }
    return writer.large
  }

  private func isInScope(_ context: Int) -> Bool {
    switch rule.scope {
    case .all: true
    case .none: false
    case .sentenceStarts: below.startsSentence.base[context &+ below.skipped] == 1
    }
  }
}

/// A context's shares and where its next successor goes.
private struct ContextPlace: BitwiseCopyable {
  var share: ContextShare
  var cursor: UInt32
}
