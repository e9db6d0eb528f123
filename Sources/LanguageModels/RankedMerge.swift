/// Merges the ranked list of a context with the few successors of longer ones, level by level.
///
/// The list comes in order and keeps it under a factor; the successors of a level are sorted as they
/// come in. A token of a longer context stands for all its occurrences in shorter ones.
struct RankedMerge: Sendable {
  private let limit: Int
  private var list: [RankedToken] = []
  /// The successors of the levels above the list, of the longest level that has them.
  private var added: [RankedToken] = []
  /// The factors from the list up to the level at hand, the first one for the level above the list.
  private var weights = InlineArray<8, Double>(repeating: 1)
  private var levels = 0
  private var result: [RankedToken] = []

  init(limit: Int) {
    self.limit = limit
  }

  /// Begins with the list of a context.
  mutating func begin(_ list: [RankedToken]) {
    self.list = list
    levels = 0
    added.removeAll(keepingCapacity: true)
  }

  /// Goes on to a context whose back-off is the one before.
  mutating func go(up context: UInt32, _ view: ModelView) {
    let record = view.contexts[Int(context)]
    let first = Int(record.firstSuccessor)
    let end = Int(view.contexts[Int(context) + 1].firstSuccessor)
    weights[levels] = record.backOffWeight
    levels += 1
    for index in added.indices { added[index].probability *= record.backOffWeight }
    let shorter = added.count
    for index in first..<end {
      let successor = view.successors[index]
      let token = RankedToken(token: successor.token, probability: successor.probability)
      var place = 0
      while place < shorter, added[place].token != token.token { place += 1 }
      if place < shorter { added[place] = token } else { added.append(token) }
    }
  }

  /// The first tokens of the last context.
  mutating func finish() -> [RankedToken] {
    sortAdded()
    result.removeAll(keepingCapacity: true)
    var next = 0
    var bloom: UInt64 = 0
    for token in added { bloom |= 1 << UInt64(token.token & 63) }
    for candidate in list {
      guard result.count < limit else { break }
      if bloom >> UInt64(candidate.token & 63) & 1 == 1,
        added.contains(where: { $0.token == candidate.token })
      {
        continue
      }
      var scaled = candidate
      // From the shortest context outwards, as everywhere.
      for level in 0..<levels { scaled.probability *= weights[level] }
      while next < added.count, result.count < limit, added[next].precedes(scaled) {
        append(added[next])
        next += 1
      }
      append(scaled)
    }
    while next < added.count, result.count < limit {
      append(added[next])
      next += 1
    }
    if result.count > limit { result.removeLast(result.count - limit) }
    return result
  }

  /// Appends a token; rounding can make two of a list equal whose numbers are not in order.
  private mutating func append(_ token: RankedToken) {
    guard token.probability > 0 else { return }
    var place = result.count
    result.append(token)
    while place > 0, token.precedes(result[place - 1]) {
      result[place] = result[place - 1]
      place -= 1
    }
    result[place] = token
  }

  private mutating func sortAdded() {
    guard added.count > 1 else { return }
    guard added.count <= 32 else {
      added.sort { $0.precedes($1) }
      return
    }
    for index in 1..<added.count {
      let token = added[index]
      var place = index
      while place > 0, token.precedes(added[place - 1]) {
        added[place] = added[place - 1]
        place -= 1
      }
      added[place] = token
    }
  }
}
