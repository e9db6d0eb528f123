/// Merges the ranked list of a context with the few successors of longer ones, level by level.
///
/// The list comes in order and keeps it under a factor; the successors of a level are sorted as they
/// come in. A token of a longer context stands for all its occurrences in shorter ones.
struct RankedMerge: Sendable {
  private let limit: Int
  private var list: [RankedToken] = []
  /// The successors of the levels above the list, each as in the longest level that has it.
  private var added: [RankedToken] = []
  /// The factors from the list up to the level at hand, the first one for the level above the list.
  private var weights = InlineArray<8, Double>(repeating: 1)
  private var levels = 0
  private var result: [RankedToken]
  private var count = 0

  init(limit: Int) {
    self.limit = limit
    result = [RankedToken](repeating: RankedToken(token: 0, probability: 0), count: limit + 1)
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
    let weight = view.weight(of: record)
    weights[levels] = weight
    levels += 1
    let shorter = added.count
    for index in first..<end { added.append(RankedToken(view.successors[index])) }
    let lost = added.withUnsafeMutableBufferPointer { added in
      // What stands there already goes on as it is in the longer context; the gap takes the last one.
      var kept = shorter
      for index in 0..<shorter { added[index].probability *= weight }
      var place = 0
      while place < kept {
        let token = added[place].token
        if view.find(token, from: first, count: end &- first) >= 0 {
          kept &-= 1
          added[place] = added[kept]
        } else {
          place &+= 1
        }
      }
      // Those after the gap close up.
      if kept < shorter {
        for index in shorter..<added.count { added[index &- shorter &+ kept] = added[index] }
      }
      return shorter &- kept
    }
    added.removeLast(lost)
  }

  /// Works out the first tokens of the last context.
  mutating func finish() {
    added.sort { $0.precedes($1) }
    var merged = 0
    let (limit, levels, weights) = (limit, levels, weights)
    result.withUnsafeMutableBufferPointer { result in
      added.withUnsafeBufferPointer { added in
        list.withUnsafeBufferPointer { list in
          var next = 0
          // A token that is not in this set has not been added; one that is may have been.
          var marks = InlineArray<4, UInt64>(repeating: 0)
          for token in added { marks[Int(token.token >> 6 & 3)] |= 1 << UInt64(token.token & 63) }
          for candidate in list {
            guard merged < limit else { break }
            if marks[Int(candidate.token >> 6 & 3)] >> UInt64(candidate.token & 63) & 1 == 1,
              added.contains(where: { $0.token == candidate.token })
            {
              continue
            }
            var scaled = candidate
            // From the shortest context outwards, as everywhere.
            for level in 0..<levels { scaled.probability *= weights[level] }
            while next < added.count, merged < limit, added[next].precedes(scaled) {
              Self.append(added[next], to: result, &merged)
              next &+= 1
            }
            Self.append(scaled, to: result, &merged)
          }
          while next < added.count, merged < limit {
            Self.append(added[next], to: result, &merged)
            next &+= 1
          }
        }
      }
    }
    count = min(merged, limit)
  }

  /// Calls `body` with the first tokens of the last context.
  @inline(__always)
  func withResult<Result>(
    _ body: (UnsafeBufferPointer<RankedToken>) throws -> Result
  ) rethrows -> Result {
    try result.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  /// Appends a token; rounding can make two of a list equal whose numbers are not in order.
  @inline(__always)
  private static func append(
    _ token: RankedToken, to result: UnsafeMutableBufferPointer<RankedToken>, _ count: inout Int
  ) {
    guard token.probability > 0 else { return }
    var place = count
    count &+= 1
    while place > 0, token.precedes(result[place &- 1]) {
      result[place] = result[place &- 1]
      place &-= 1
    }
    result[place] = token
  }
}

extension RankedToken {
  /// A successor in its own context.
  @inlinable
  @inline(__always)
  package init(_ successor: Successor) {
    self.init(token: successor.token, probability: successor.probability)
  }
}
