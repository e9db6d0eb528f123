internal import Parallelism

/// The context of every n-gram: its number, one order below, without its last token.
///
/// Two passes over the sorted positions serve all orders at once. The first notes at every position
/// of the stream which n-gram of each order ends there; the second looks up, for every new n-gram,
/// what ends one position earlier. Each pass touches one stretch of memory per position, not one per
/// order: these are the only jumps of the whole count after sorting.
struct ContextNumbers {
  /// For each order from 2, the contexts; nil once they were taken.
  private var byOrder: [FlatBuffer<UInt32>?]

  /// Finds the contexts of all orders.
  ///
  /// - Parameters:
  ///   - sorted: The sorted positions.
  ///   - text: The stream.
  ///   - pieces: Ranges of sorted positions, with the number of the first n-gram of every order.
  ///   - ngramCounts: How many n-grams of each order there are.
  ///   - threads: The most threads to use.
  /// - Complexity: O(*n* · *order*); while it works, 4 bytes per token and order.
  init(
    sorted: ReversedOrder, text: ReversedText, pieces: [(range: Range<Int>, first: [Int])],
    ngramCounts: [Int], threads: Int
  ) {
    let buffers = ngramCounts.dropFirst().map { FlatBuffer<UInt32>(uninitialized: $0) }
    byOrder = buffers
    guard !buffers.isEmpty else { return }
    let ends = EndNumbers(
      text: text, depth: buffers.count,
      numbers: FlatBuffer(uninitialized: text.ids.count * buffers.count))
    _ = parallelMap(pieces.count, threads: threads) { piece in
      ends.note(pieces[piece].range, of: sorted, first: pieces[piece].first)
    }
    _ = parallelMap(pieces.count, threads: threads) { piece in
      ends.look(pieces[piece].range, in: sorted, first: pieces[piece].first, writing: buffers)
    }
  }

  /// Takes the contexts of an order out, so that their memory is free when the order is done with.
  mutating func take(order: Int) -> FlatBuffer<UInt32> {
    guard order > 1 else { return FlatBuffer(uninitialized: 0) }
    defer { byOrder[order - 2] = nil }
    return byOrder[order - 2] ?? FlatBuffer(uninitialized: 0)
  }
}

/// For every position of the stream, the numbers of the n-grams of orders 1 to `depth` that end
/// there.
private struct EndNumbers: Sendable {
  let text: ReversedText
  let depth: Int
  /// `depth` numbers for each position; those of orders that do not reach so far are undefined.
  let numbers: FlatBuffer<UInt32>

  func note(_ range: Range<Int>, of sorted: ReversedOrder, first: [Int]) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: depth) { current in
      // One less than the first number: a new n-gram counts up before it is noted.
      for level in 0..<depth {
        current.initializeElement(at: level, to: UInt32(truncatingIfNeeded: first[level] &- 1))
      }
      for place in range {
        var level = Int(sorted.shared.base[place])
        let end = min(Int(sorted.length.base[place]), depth)
        while level < end {
          current[level] &+= 1
          level &+= 1
        }
        let own = numbers.base + Int(sorted.positions.base[place]) &* depth
        for level in 0..<depth { own[level] = current[level] }
      }
    }
  }

  func look(
    _ range: Range<Int>, in sorted: ReversedOrder, first: [Int],
    writing buffers: [FlatBuffer<UInt32>]
  ) {
    let bases = buffers.map(\.base)
    withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<UInt32>.self, capacity: depth) { next in
      for level in 0..<depth {
        next.initializeElement(at: level, to: bases[level] + first[level + 1])
      }
      for place in range {
        let end = Int(sorted.length.base[place])
        // The number of tokens in the shortest new context.
        var level = max(1, Int(sorted.shared.base[place]))
        guard level < end else { continue }
        let position = Int(sorted.positions.base[place])
        // Before the first position lies the boundary (number 0) or, in a ring, the last token.
        let before = position > 0 ? position &- 1 : text.isRing ? text.ids.count &- 1 : -1
        let known = numbers.base + before &* depth
        while level < end {
          next[level &- 1].pointee = before < 0 ? 0 : known[level &- 1]
          next[level &- 1] += 1
          level &+= 1
        }
      }
    }
  }
}
