internal import Counting
public import Tokenization

/// A token with its probability in some context.
@usableFromInline
package struct RankedToken: BitwiseCopyable, Sendable, Equatable {
  @usableFromInline package var token: TokenID
  @usableFromInline package var probability: Double

  @inlinable
  @inline(__always)
  package init(token: TokenID, probability: Double) {
    self.token = token
    self.probability = probability
  }

  /// Whether this token ranks before another: by probability, then by number.
  @inlinable
  @inline(__always)
  package func precedes(_ other: RankedToken) -> Bool {
    probability != other.probability ? probability > other.probability : token < other.token
  }
}

/// The most probable tokens of a context, over the whole smoothed distribution.
///
/// A token that is no successor of a context keeps the rank order it has in the shorter context, and
/// a successor of a mixture only gains. The first *k* of a context are therefore among its own first
/// *k* successors and the first *k* of its back-off: no pass over the vocabulary is needed, but for
/// the empty context, once. Contexts with few successors are merged on the way from the nearest one
/// whose list is remembered. Where successors may lose, as many more of the back-off are asked for as
/// there are successors.
package struct RankedTokens {
  private let model: NgramModel
  private let limit: Int
  /// Lists of contexts with many successors, and of those of one token, which all others pass
  /// through.
  private var known: RankedLists
  private let remembered: RememberedContexts
  private var merge: RankedMerge
  /// The whole vocabulary in order, where successors may lose.
  private var vocabulary: [RankedToken]?

  /// Prepares rankings.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - limit: How many tokens are ranked; never more than there are.
  package init(_ model: NgramModel, limit: Int) {
    let limit = min(limit, model.vocabularySize)
    self.model = model
    self.limit = limit
    remembered = RememberedContexts(model, fewSuccessors: 48)
    known = RankedLists(length: limit)
    merge = RankedMerge(limit: limit)
  }

  /// The first `limit` tokens after a context, most probable first; fewer where fewer have a
  /// positive probability.
  ///
  /// - Complexity: O(*s* log *limit*) for *s* successors, summed over the back-offs of the context.
  package mutating func first(after context: UInt32) -> [RankedToken] {
    withFirst(after: context) { Array($0) }
  }

  /// Calls `body` with the first `limit` tokens after a context.
  @inline(__always)
  package mutating func withFirst<Result>(
    after context: UInt32, _ body: (UnsafeBufferPointer<RankedToken>) throws -> Result
  ) rethrows -> Result {
    if model.hasLosses {
      return try first(limit, after: context).withUnsafeBufferPointer(body)
    }
    if isRemembered(context) { return try list(of: context).withUnsafeBufferPointer(body) }
    mergeLists(of: context)
    return try merge.withResult(body)
  }

  // MARK: Mixtures

  /// Merges what stands between a context and the nearest one with a list.
  private mutating func mergeLists(of context: UInt32) {
    let view = ModelView(model)
    var chain = InlineArray<8, UInt32>(repeating: 0)
    var depth = 0
    var here = context
    repeat {
      chain[depth] = here
      depth += 1
      here = view.contexts[Int(here)].backOff
    } while !isRemembered(here)
    merge.begin(list(of: here))
    while depth > 0 {
      depth -= 1
      merge.go(up: chain[depth], view)
    }
    merge.finish()
  }

  private func isRemembered(_ context: UInt32) -> Bool {
    remembered.contains(context, ModelView(model))
  }

  private mutating func list(of context: UInt32) -> [RankedToken] {
    if let list = known[context] { return list }
    let list = context == 0 ? rankVocabulary(limit) : first(limit, after: context)
    known[context] = list
    return list
  }

  /// Looks at every successor and at the list of the shorter context.
  private mutating func first(_ limit: Int, after context: UInt32) -> [RankedToken] {
    guard context != 0 else { return rankVocabulary(limit) }
    let view = ModelView(model)
    let record = view.contexts[Int(context)]
    let first = Int(record.firstSuccessor)
    let end = Int(view.contexts[Int(context) + 1].firstSuccessor)
    let lower =
      model.hasLosses
      ? self.first(limit + end - first, after: record.backOff) : self.first(after: record.backOff)
    var best = BestTokens(limit: limit)
    for index in first..<end {
      let successor = view.successors[index]
      best.offer(RankedToken(token: successor.token, probability: successor.probability))
    }
    for candidate in lower {
      let scaled = RankedToken(
        token: candidate.token, probability: view.weight(of: record) * candidate.probability)
      // The candidates come in order: once one fails, so do the rest.
      guard best.accepts(scaled) else { break }
      if view.find(candidate.token, in: context) < 0 { best.offer(scaled) }
    }
    return best.sorted
  }

  private mutating func rankVocabulary(_ limit: Int) -> [RankedToken] {
    if let vocabulary { return Array(vocabulary.prefix(limit)) }
    var best = BestTokens(limit: model.hasLosses ? model.vocabularySize : limit)
    for index in 0..<model.vocabularySize {
      best.offer(
        RankedToken(
          token: TokenID(index), probability: model.successors.base[index].probability))
    }
    let list = best.sorted
    guard model.hasLosses else { return list }
    vocabulary = list
    return Array(list.prefix(limit))
  }
}
