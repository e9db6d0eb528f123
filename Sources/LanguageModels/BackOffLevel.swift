internal import Counting
internal import Parallelism
internal import Tokenization

/// Gives the n-grams of one order, laid out with their counts, the probabilities of a ``BackOffRule``
/// and their contexts the weights.
struct BackOffLevel: @unchecked Sendable {
  // Safe: the owners of the pointers outlive the pass, and contexts have their own successors.
  let rule: BackOffRule
  let contexts: UnsafeMutablePointer<Context>
  let successors: UnsafeMutablePointer<Successor>
  /// The weights of these contexts, and the place of the first among those of the model.
  let weights: (base: UnsafeMutablePointer<Double>, first: UInt32)
  let counts: SmallCounts.Reader
  /// What pruning left out of each context; nil where it left out nothing.
  let leftOut: UnsafePointer<LeftOut>?

  // MARK: Order 1

  /// Estimates the unigrams.
  ///
  /// - Parameters:
  ///   - count: The size of the vocabulary.
  ///   - isFloor: Whether the floor gives a token that was not seen a probability.
  func estimateUnigrams(_ count: Int, isFloor: (Int) -> Bool) {
    var share = BackOffShare(leftOut: leftOut?[0] ?? LeftOut())
    var unseen = 0
    for token in 0..<count {
      share.add(counts[token], rule)
      if counts[token] == 0, isFloor(token) { unseen += 1 }
    }
    for token in 0..<count {
      successors[token].probability =
        if counts[token] > 0 {
          kept(token) / share.denominator
        } else {
          isFloor(token) ? share.left / Double(unseen) : 0
        }
    }
    if unseen == 0 { scale(0..<count) }
  }

  // MARK: Higher orders

  /// Estimates the contexts of one length.
  ///
  /// - Parameters:
  ///   - range: The contexts.
  ///   - end: The slot after their last successor.
  ///   - below: The first context that is one token shorter, and what is left in each of them; nothing
  ///     in the empty one, where every token has its place.
  ///   - threads: The most threads to use.
  /// - Returns: What is left in each context.
  /// - Complexity: O(*m* log *s*) for *m* n-grams and *s* successors in a shorter context.
  func estimate(
    _ range: Range<Int>, end: Int, below: (first: Int, left: FlatBuffer<Double>), threads: Int
  ) -> FlatBuffer<Double> {
    let left = FlatBuffer<Double>(uninitialized: range.count)
    let parts = evenRanges(range.count, parts: threads == 1 ? 1 : 8 * threads)
    _ = parallelMap(parts.count, threads: threads) { part in
      for index in parts[part] {
        let context = range.lowerBound + index
        let isLast = context + 1 == range.upperBound
        let first = Int(contexts[context].firstSuccessor)
        let slots = first..<(isLast ? end : Int(contexts[context + 1].firstSuccessor))
        let shorter = Int(contexts[context].backOff)
        contexts[context].weight = weights.first + UInt32(index)
        (left.base[index], weights.base[index]) = estimate(
          context, slots, leftBelow: below.left.base[shorter - below.first])
      }
    }
    return left
  }

  /// What is left in a context, and its weight.
  private func estimate(
    _ context: Int, _ slots: Range<Int>, leftBelow: Double
  ) -> (left: Double, weight: Double) {
    var share = BackOffShare(leftOut: leftOut?[context] ?? LeftOut())
    for slot in slots { share.add(counts[slot], rule) }
    let view = ModelView(contexts: contexts, successors: successors, weights: weights.base)
    let shorter = contexts[context].backOff
    var covered = 0.0
    for slot in slots {
      successors[slot].probability = kept(slot) / share.denominator
      covered += successors[view.find(successors[slot].token, in: shorter)].probability
    }
    let uncovered =
      covered < 1 - 0x1p-10
      ? 1 - covered : uncovered(by: slots, in: Int(shorter), leftBelow: leftBelow)
    guard uncovered > 0 else {
      scale(slots)
      return (0, 0)
    }
    return (share.left, share.left / uncovered)
  }

  /// The probability that a shorter context gives to tokens other than some of its successors, added
  /// up: 1 minus the rest would lose too many digits where next to nothing is uncovered.
  private func uncovered(by slots: Range<Int>, in shorter: Int, leftBelow: Double) -> Double {
    let first = Int(contexts[shorter].firstSuccessor)
    let end = Int(contexts[shorter + 1].firstSuccessor)
    var sum = leftBelow
    var slot = slots.lowerBound
    for lower in first..<end {
      if slot < slots.upperBound, successors[slot].token == successors[lower].token {
        slot += 1
      } else {
        sum += successors[lower].probability
      }
    }
    return sum
  }

  // MARK: Parts

  private func kept(_ slot: Int) -> Double {
    Double(counts[slot]) - rule.discount(of: counts[slot])
  }

  /// Scales successors to sum to 1.
  private func scale(_ slots: Range<Int>) {
    let sum = slots.reduce(0) { $0 + successors[$1].probability }
    guard sum > 0 else { return }
    for slot in slots { successors[slot].probability /= sum }
  }
}
