internal import Counting
package import Tokenization

/// A token with its probability in some context.
package struct RankedToken: BitwiseCopyable, Sendable, Equatable {
  package var token: TokenID
  package var probability: Double

  package init(token: TokenID, probability: Double) {
    self.token = token
    self.probability = probability
  }

  /// Whether this token ranks before another: by probability, then by number.
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
/// the empty context, once. Where successors may lose, as many more of the back-off are asked for as
/// there are successors.
package struct RankedTokens {
  private let model: NgramModel
  private let limit: Int
  /// The lists of the empty context and of contexts of one token, which all others pass through.
  private var known: [UInt32: [RankedToken]] = [:]
  /// The whole vocabulary in order, where successors may lose.
  private var vocabulary: [RankedToken]?

  /// Prepares rankings.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - limit: How many tokens are ranked.
  package init(_ model: NgramModel, limit: Int) {
    self.model = model
    self.limit = limit
  }

  /// The first `limit` tokens after a context, most probable first; fewer where fewer have a
  /// positive probability.
  ///
  /// - Complexity: O(*s* log *limit*) for *s* successors, summed over the back-offs of the context.
  package mutating func first(after context: UInt32) -> [RankedToken] {
    if let list = known[context] { return list }
    let list = first(limit, after: context)
    if Int(context) < (model.contextStarts.count > 2 ? model.contextStarts[2] : 1) {
      known[context] = list
    }
    return list
  }

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
        token: candidate.token, probability: record.backOffWeight * candidate.probability)
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

/// Keeps the first few of many tokens in a heap with the last of them on top.
private struct BestTokens {
  let limit: Int
  private var heap: [RankedToken] = []

  init(limit: Int) {
    self.limit = limit
  }

  var sorted: [RankedToken] { heap.sorted { $0.precedes($1) } }

  func accepts(_ token: RankedToken) -> Bool {
    limit > 0 && token.probability > 0 && (heap.count < limit || token.precedes(heap[0]))
  }

  mutating func offer(_ token: RankedToken) {
    guard accepts(token) else { return }
    if heap.count < limit {
      heap.append(token)
      var index = heap.count - 1
      while index > 0, heap[(index - 1) / 2].precedes(heap[index]) {
        heap.swapAt(index, (index - 1) / 2)
        index = (index - 1) / 2
      }
      return
    }
    heap[0] = token
    var index = 0
    while true {
      var last = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[last].precedes(heap[child]) { last = child }
      }
      if last == index { return }
      heap.swapAt(index, last)
      index = last
    }
  }
}
