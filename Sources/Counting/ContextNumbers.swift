internal import CPrefetch
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
    switch buffers.count {
    case 0: return
    case 1...2: EndNumbers<SIMD2<UInt32>>(text).find(sorted, pieces, buffers, threads: threads)
    case 3...4: EndNumbers<SIMD4<UInt32>>(text).find(sorted, pieces, buffers, threads: threads)
    default: EndNumbers<SIMD8<UInt32>>(text).find(sorted, pieces, buffers, threads: threads)
    }
  }

  /// Takes the contexts of an order out, so that their memory is free when the order is done with.
  mutating func take(order: Int) -> FlatBuffer<UInt32> {
    guard order > 1 else { return FlatBuffer(uninitialized: 0) }
    defer { byOrder[order - 2] = nil }
    return byOrder[order - 2] ?? FlatBuffer(uninitialized: 0)
  }
}

/// For every position of the stream, the numbers of the n-grams of orders 1 and up that end there, in
/// one vector: each position is written at once.
private struct EndNumbers<Numbers: SIMD & BitwiseCopyable & Sendable>: Sendable
where Numbers.Scalar == UInt32 {
  private let text: ReversedText
  /// Those of orders that do not reach so far are undefined.
  private let numbers: FlatBuffer<Numbers>

  /// How many positions ahead memory is asked for.
  private static var distance: Int { 24 }

  init(_ text: ReversedText) {
    self.text = text
    numbers = FlatBuffer(uninitialized: text.ids.count)
  }

  func find(
    _ sorted: ReversedOrder, _ pieces: [(range: Range<Int>, first: [Int])],
    _ buffers: [FlatBuffer<UInt32>], threads: Int
  ) {
    _ = parallelMap(pieces.count, threads: threads) { piece in
      note(pieces[piece].range, of: sorted, first: pieces[piece].first, depth: buffers.count)
    }
    _ = parallelMap(pieces.count, threads: threads) { piece in
      look(pieces[piece].range, in: sorted, first: pieces[piece].first, writing: buffers)
    }
  }

  private func note(_ range: Range<Int>, of sorted: ReversedOrder, first: [Int], depth: Int) {
    // One less than the first number: a new n-gram counts up before it is noted.
    var current = Numbers.zero
    for level in 0..<depth { current[level] = UInt32(truncatingIfNeeded: first[level] &- 1) }
    // What to add for n-grams that are new from a level on, and for those that reach up to one.
    let steps = (0...depth).map { level in
      var step = Numbers.zero
      for new in level..<depth { step[new] = 1 }
      return step
    }
    steps.withUnsafeBufferPointer { steps in
      for place in range {
        let level = Int(sorted.lengths.shared.base[place])
        let end = min(Int(sorted.lengths.length.base[place]), depth)
        if level < end { current &+= steps[level] &- steps[end] }
        let ahead = sorted.positions.base[min(place &+ Self.distance, range.upperBound &- 1)]
        cprefetch(numbers.base + Int(ahead))
        numbers.base[Int(sorted.positions.base[place])] = current
      }
    }
  }

  private func look(
    _ range: Range<Int>, in sorted: ReversedOrder, first: [Int],
    writing buffers: [FlatBuffer<UInt32>]
  ) {
    let bases = buffers.map(\.base)
    withUnsafeTemporaryAllocation(
      of: UnsafeMutablePointer<UInt32>.self, capacity: buffers.count
    ) { next in
      for level in buffers.indices {
        next.initializeElement(at: level, to: bases[level] + first[level + 1])
      }
      for place in range {
        let ahead = sorted.positions.base[min(place &+ Self.distance, range.upperBound &- 1)]
        cprefetch(numbers.base + max(0, Int(ahead) &- 1))
        let end = Int(sorted.lengths.length.base[place])
        // The number of tokens in the shortest new context.
        var level = max(1, Int(sorted.lengths.shared.base[place]))
        guard level < end else { continue }
        let position = Int(sorted.positions.base[place])
        // Before the first position lies the boundary (number 0) or, in a ring, the last token.
        let before = position > 0 ? position &- 1 : text.isRing ? text.ids.count &- 1 : -1
        let known = before < 0 ? Numbers.zero : numbers.base[before]
        while level < end {
          next[level &- 1].pointee = known[level &- 1]
          next[level &- 1] += 1
          level &+= 1
        }
      }
    }
  }
}
