internal import CPrefetch
internal import LanguageModels
package import Tokenization

/// Draws among the k most probable tokens of a context, of the whole smoothed distribution.
///
/// These are among the successors of the context, those of its back-offs as far as the nearest one
/// with a list, and the first k of that list, for in a mixture all gain and the others keep their order.
/// A point of the whole weight falls on one of the few successors or into the list, where it is looked
/// up among running sums. What stands in both is drawn as a successor: where the list gives it, there
/// is another draw.
struct TopDrawing {
  private let view: ModelView
  private let strategy: SamplingStrategy
  private let limit: Int
  private let listedContexts: RememberedContexts
  private var lists: TopLists
  /// What stands above the list, by rank; the first of them are kept.
  private var added: [AddedToken] = []

  /// Prepares draws from a mixture.
  init(_ model: NgramModel, _ strategy: SamplingStrategy) {
    view = ModelView(model)
    self.strategy = strategy
    limit = min(strategy.topK ?? 1, model.vocabularySize)
    listedContexts = RememberedContexts(model, fewSuccessors: 16)
    lists = TopLists(model, strategy, firstLong: Int(listedContexts.firstLong))
  }

  /// Draws the token after a context; returns it and the context to go on with, nil where nothing may be
  /// drawn or rounding leaves something open.
  mutating func draw(
    after context: UInt32, _ random: inout SentenceRandom
  ) -> (token: TokenID, next: UInt32)? {
    let path = gather(after: context)
    let (added, limit, strategy) = (added, limit, strategy)
    let list = lists.list(of: path.base)
    guard let kept = Self.cut(added, list, path.weights, to: limit) else { return nil }
    var mass = 0.0
    for token in added[..<kept.added] { mass += token.weight }
    let weight = strategy.weight(path.weights.product)
    let total = kept.listed > 0 ? mass + weight * list.sums[kept.listed &- 1] : mass
    // At low temperatures weights lose their digits: then they are taken beside the first.
    guard total > 1e-290 else { return nil }
    while true {
      var point = Double(random.next()) * 0x1p-64 * total
      if point < mass || kept.listed == 0 {
        for token in added[..<kept.added] {
          point -= token.weight
          if point < 0 { return (token.rank.token, token.next) }
        }
        let last = added[kept.added &- 1]
        return (last.rank.token, last.next)
      }
      let place = list.place(of: (point - mass) / weight, among: kept.listed)
      let token = list.tokens[place]
      if !Self.holds(added, token) { return (token, list.nexts[place]) }
    }
  }

  /// What a point falls on, in order; nil where rounding leaves something open.
  mutating func line(after context: UInt32) -> [TopSegment]? {
    let path = gather(after: context)
    let (added, limit, strategy) = (added, limit, strategy)
    let list = lists.list(of: path.base)
    guard let kept = Self.cut(added, list, path.weights, to: limit) else { return nil }
    var line = added[..<kept.added].map {
      TopSegment(token: $0.rank.token, weight: $0.weight, isDrawn: true)
    }
    var sum = 0.0
    for place in 0..<kept.listed {
      let token = list.tokens[place]
      line.append(
        TopSegment(
          token: token, weight: strategy.weight(path.weights.product) * (list.sums[place] - sum),
          isDrawn: !Self.holds(added, token)))
      sum = list.sums[place]
    }
    return line
  }

  /// Asks for what the next draws after some contexts will read: successors on the way down to the
  /// nearest list, and that.
  ///
  /// All go down one step at a time, so that what one asks for has come when it is back.
  func warm(_ contexts: [UInt32]) {
    for context in contexts { cprefetch(view.contexts + Int(context)) }
    var contexts = contexts
    var alive = contexts.count
    while alive > 0 {
      var place = 0
      while place < alive {
        let context = contexts[place]
        if hasList(context) {
          lists.warm(context)
          alive -= 1
          contexts[place] = contexts[alive]
          continue
        }
        let record = view.contexts[Int(context)]
        let first = Int(record.firstSuccessor)
        let last = Int(view.contexts[Int(context) &+ 1].firstSuccessor) - 1
        // Four of them fill a line.
        for index in stride(from: first, to: last, by: 4) { cprefetch(view.successors + index) }
        cprefetch(view.successors + last)
        cprefetch(view.weights + Int(record.weight))
        contexts[place] = record.backOff
        cprefetch(view.contexts + Int(contexts[place]))
        place += 1
      }
    }
  }

  // MARK: Parts

  /// Goes down to the nearest context with a list and gathers the successors on the way, each as it is
  /// after the longest context that has it.
  @inline(__always)
  private mutating func gather(after context: UInt32) -> (base: UInt32, weights: LevelWeights) {
    added.removeAll(keepingCapacity: true)
    var weights = LevelWeights()
    var here = context
    while !hasList(here) {
      let record = view.contexts[Int(here)]
      let longer = added.count
      for index in Int(record.firstSuccessor)..<Int(view.contexts[Int(here) &+ 1].firstSuccessor) {
        let successor = view.successors[index]
        if successor.token == SpecialToken.unknown && !strategy.allowsUnknown { continue }
        if added[..<longer].contains(where: { $0.rank.token == successor.token }) { continue }
        let rank = weights.scaled(RankedToken(successor))
        guard rank.probability > 0 else { continue }
        added.append(
          AddedToken(
            rank: rank, weight: strategy.weight(rank.probability), next: successor.next))
      }
      weights.push(view.weight(of: record))
      here = record.backOff
    }
    added.sort()
    return (here, weights)
  }

  @inline(__always)
  private func hasList(_ context: UInt32) -> Bool {
    listedContexts.contains(context, view)
  }

  /// How many of the added tokens and of the list are kept; nil where two of the list cannot be told
  /// apart that differ in its context.
  ///
  /// A token of the list that is also among the added ones counts as one of these.
  @inline(__always)
  private static func cut(
    _ added: [AddedToken], _ list: TopList, _ weights: LevelWeights, to limit: Int
  ) -> (added: Int, listed: Int)? {
    var kept = added.count
    // Where nothing is left for shorter contexts, their tokens have no probability.
    var listed = weights.product > 0 ? list.count : 0
    var excess = kept &+ listed &- limit
    if listed > 0 {
      for token in added where list.holds(token.rank.token) { excess &-= 1 }
    }
    while excess > 0 {
      while listed > 0, holds(added, list.tokens[listed &- 1]) { listed &-= 1 }
      if listed == 0
        || kept > 0 && weights.scaled(list.rank(listed &- 1)).precedes(added[kept &- 1].rank)
      {
        kept &-= 1
      } else {
        listed &-= 1
      }
      excess &-= 1
    }
    if listed > 0, listed < list.count {
      let (last, next) = (list.rank(listed &- 1), list.rank(listed))
      if last.probability != next.probability,
        weights.scaled(last).probability == weights.scaled(next).probability
      {
        return nil
      }
    }
    return (kept, listed)
  }

  @inline(__always)
  private static func holds(_ added: [AddedToken], _ token: TokenID) -> Bool {
    for other in added where other.rank.token == token { return true }
    return false
  }
}

/// A stretch of the line that a point falls on.
package struct TopSegment: Sendable {
  /// Whose stretch it is.
  package let token: TokenID
  /// How long it is: p^(1/T).
  package let weight: Double
  /// Whether the token is drawn here; otherwise there is another draw.
  package let isDrawn: Bool
}

/// A successor of a context or of a back-off above the list.
private struct AddedToken: BitwiseCopyable {
  let rank: RankedToken
  let weight: Double
  /// The context to go on with.
  let next: UInt32
}

extension [AddedToken] {
  /// Sorts by rank; mostly they are few.
  @inline(__always)
  fileprivate mutating func sort() {
    guard count <= 32 else {
      sort { $0.rank.precedes($1.rank) }
      return
    }
    withUnsafeMutableBufferPointer { tokens in
      var index = 1
      while index < tokens.count {
        let token = tokens[index]
        var place = index
        while place > 0, token.rank.precedes(tokens[place &- 1].rank) {
          tokens[place] = tokens[place &- 1]
          place &-= 1
        }
        tokens[place] = token
        index &+= 1
      }
    }
  }
}
