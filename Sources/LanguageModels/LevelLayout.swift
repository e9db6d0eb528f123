internal import Counting
internal import Parallelism
internal import Tokenization

/// Lays out the n-grams of one order as the successors of their contexts.
///
/// N-grams come sorted by their last token, then by their context; they are wanted by context, then
/// by token. A jump to the place of every n-gram would miss the cache every time, so they move in two
/// steps, as in a radix sort: all into the stretch of a few thousand neighbouring contexts, in the
/// order in which they come; then each stretch, which fits into the cache, is put in order.
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
  /// - Complexity: O(*m*) for *m* n-grams, 2 bytes each beside the model.
  func run(firstSlot: Int, threads: Int) -> Rest {
    let shift = Self.shift(forContexts: contextCount)
    let stretchCount = (contextCount - 1) >> shift + 1
    // More parts than threads, so that none waits long for another.
    let parts = evenRanges(level.count, parts: threads == 1 ? 1 : 8 * threads)
    let widths = parallelMap(parts.count, threads: threads) { part in
      countNgrams(of: parts[part], shift: shift, count: stretchCount)
    }
    var slot = firstSlot
    var starts: [Int] = []
    for stretch in 0..<stretchCount {
      starts.append(slot)
      for part in widths {
        let width = part.base[stretch]
        part.base[stretch] = UInt32(truncatingIfNeeded: slot)
        slot += Int(width)
      }
    }
    starts.append(slot)
    let places = FlatBuffer<UInt16>(uninitialized: level.count)
    let moved = parallelMap(parts.count, threads: threads) { part in
      move(
        parts[part], shift: shift, cursors: widths[part].base, places: places.base,
        firstSlot: firstSlot)
    }.joined().sorted { $0.index < $1.index }
    let slots = starts
    return moved.withUnsafeBufferPointer { moved in
      let reader = SmallCounts.Reader(bytes: counts, large: moved)
      let rests = parallelMap(stretchCount, threads: threads) { stretch in
        let first = stretch << shift
        return sort(
          first..<min(first + 1 << shift, contextCount),
          slots: slots[stretch]..<slots[stretch + 1],
          places: places.base + (slots[stretch] - firstSlot), reader)
      }
      return Rest(counts: rests.flatMap(\.counts), weights: rests.flatMap(\.weights))
    }
  }

  /// The bits of a context's number that tell it from its neighbours in the same stretch: so many
  /// stretches that none has most of the n-grams, each of 64 to 65,536 contexts.
  private static func shift(forContexts count: Int) -> Int {
    let bits = Int.bitWidth - count.leadingZeroBitCount
    return min(16, max(6, min(12, bits - 8), bits - 9))
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

  /// Moves a range of n-grams to their stretches, with what is known of each in its new place.
  ///
  /// That is the probability of its back-off and, until the stretch is put in order, its count and
  /// number. Returns the counts that do not fit into a byte.
  private func move(
    _ range: Range<Int>, shift: Int, cursors: UnsafeMutablePointer<UInt32>,
    places: UnsafeMutablePointer<UInt16>, firstSlot: Int
  ) -> [SmallCounts.Large] {
    var writer = SmallCounts.Writer(to: counts)
    let inUse = level.inUse.reader
    let backOffs = level.backOffs.base
    var lastTokens = LastTokens.Cursor(level.lastTokens, at: range.lowerBound)
    let contextNumbers = level.contexts.base
    let mask = 1 << shift - 1
    let below = PlainOrder(below, in: contexts)
    let own = own.map { PlainOrder($0, in: contexts) }
    for number in range {
      let context = Int(contextNumbers[number]) &- below.skipped
      let slot = Int(cursors[context &>> shift])
      cursors[context &>> shift] &+= 1
      let backOff = Int(backOffs[number])
      let shorter = below.context(after: backOff)
      if let own, number >= own.skipped {
        // The context of this n-gram backs off to the context of its back-off.
        contexts[own.firstContext &+ number].backOff = shorter
      }
      successors[slot] = Successor(
        token: lastTokens.token(of: number),
        next: own == nil ? shorter : UInt32(truncatingIfNeeded: number),
        probability: below[backOff])
      writer.write(inUse[number], at: slot)
      places[slot &- firstSlot] = UInt16(truncatingIfNeeded: context & mask)
    }
    return writer.large
  }

  /// Puts a stretch in order and works out its probabilities.
  private func sort(
    _ range: Range<Int>, slots: Range<Int>, places: UnsafePointer<UInt16>,
    _ reader: SmallCounts.Reader
  ) -> Rest {
    withUnsafeTemporaryAllocation(of: MovedNgram.self, capacity: slots.count) { moved in
      for (index, slot) in slots.enumerated() {
        moved.initializeElement(
          at: index, to: MovedNgram(successor: successors[slot], count: UInt32(counts[slot])))
      }
      for large in reader.listed(in: slots) {
        moved[Int(large.index) - slots.lowerBound].count = large.count
      }
      return withUnsafeTemporaryAllocation(of: ContextPlace.self, capacity: range.count) {
        contextPlaces in
        let weights = open(
          range, moved, firstSlot: slots.lowerBound, places: places, contextPlaces)
        let counts = put(moved, places: places, contextPlaces)
        return Rest(counts: counts.sorted { $0.index < $1.index }, weights: weights)
      }
    }
  }

  /// Writes the records of contexts and finds where their successors go; returns the weights that contexts
  /// have for themselves.
  private func open(
    _ range: Range<Int>, _ moved: UnsafeMutableBufferPointer<MovedNgram>, firstSlot: Int,
    places: UnsafePointer<UInt16>, _ contextPlaces: UnsafeMutableBufferPointer<ContextPlace>
  ) -> [(context: UInt32, weight: Double)] {
    var weights: [(context: UInt32, weight: Double)] = []
    withUnsafeTemporaryAllocation(of: ContextTally.self, capacity: range.count) { tallies in
      tallies.initialize(repeating: ContextTally())
      for (index, ngram) in moved.enumerated() { tallies[Int(places[index])].add(ngram.count) }
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
        contextPlaces.initializeElement(
          at: place, to: ContextPlace(share: share, cursor: UInt32(truncatingIfNeeded: slot)))
        slot &+= Int(tallies[place].types)
      }
    }
    return weights
  }

  private func put(
    _ moved: UnsafeMutableBufferPointer<MovedNgram>, places: UnsafePointer<UInt16>,
    _ contextPlaces: UnsafeMutableBufferPointer<ContextPlace>
  ) -> [SmallCounts.Large] {
    var writer = SmallCounts.Writer(to: counts)
    let rule = rule
    let own = own.map { PlainOrder($0, in: contexts) }
    for (index, ngram) in moved.enumerated() {
      let place = Int(places[index])
      let slot = Int(contextPlaces[place].cursor)
      contextPlaces[place].cursor &+= 1
      let share = contextPlaces[place].share
      var successor = ngram.successor
      successor.probability =
        share.probability(of: ngram.count, rule) + share.backOffWeight * successor.probability
      if let own {
        let number = Int(successor.next)
        own[number] = successor.probability
        successor.next = own.context(after: number)
      }
      successors[slot] = successor
      writer.write(share.isInScope ? ngram.count : 0, at: slot)
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

/// An n-gram in its stretch, not yet in its place.
private struct MovedNgram: BitwiseCopyable {
  var successor: Successor
  var count: UInt32
}
