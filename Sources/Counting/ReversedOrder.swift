internal import Parallelism
internal import Sorting
internal import Tokenization

/// The positions of a stream, sorted by the tokens that end there, read right to left.
///
/// This one sort holds the n-grams of all orders: the positions at which one n-gram ends are
/// neighbours, and inside them those of each longer n-gram that ends in it.
struct ReversedOrder: Sendable {
  /// All positions of the stream in sorted order.
  let positions: FlatBuffer<UInt32>
  /// What each has in common with the one before.
  let lengths: SortedLengths

  /// Sorts the positions of a stream.
  ///
  /// Positions are first counted into one bucket per token, then each bucket is sorted by the tokens
  /// to the left, packed into one integer key together with the position itself. Only where a key
  /// cannot hold all of them (orders 6 to 8 over a large vocabulary) are ties broken by a second key.
  /// - Complexity: O(*n*) for the buckets, O(*n* log *b*) for buckets of size *b*.
  init(
    ids: UnsafeBufferPointer<TokenID>, isRing: Bool, vocabularySize: Int, order: Int, threads: Int
  ) {
    let tokenBits = max(1, Int.bitWidth - max(1, vocabularySize - 1).leadingZeroBitCount)
    let positionBits = max(1, Int.bitWidth - max(1, ids.count - 1).leadingZeroBitCount)
    let keyBits = (order - 1) * tokenBits + positionBits
    let layout = KeyLayout(
      order: order, tokenBits: tokenBits, positionBits: positionBits,
      capacity: keyBits <= 64 ? 64 : 128)
    let text = ReversedText(ids: ids, isRing: isRing)
    self =
      keyBits <= 64
      ? Self(sorting: text, layout, key: UInt64.self, vocabularySize, threads)
      : Self(sorting: text, layout, key: UInt128.self, vocabularySize, threads)
  }

  private init<Key: FixedWidthInteger & UnsignedInteger & Sendable & BitwiseCopyable>(
    sorting text: ReversedText, _ layout: KeyLayout, key: Key.Type, _ vocabularySize: Int,
    _ threads: Int
  ) {
    let count = text.ids.count
    let (keys, bucketEnds) = Self.buckets(
      of: text, layout, key: key, vocabularySize: vocabularySize, threads: threads)
    let positions = FlatBuffer<UInt32>(uninitialized: count)
    let shared = FlatBuffer<UInt8>(uninitialized: count)
    let length = FlatBuffer<UInt8>(uninitialized: count)

    // One piece of work per run of buckets of about equal size.
    let pieces = Self.pieces(bucketEnds, count: count, parts: threads == 1 ? 1 : 16 * threads)
    _ = parallelMap(pieces.count, threads: threads) { piece in
      for bucket in pieces[piece] {
        let start = bucket == 0 ? 0 : Int(bucketEnds.base[bucket - 1])
        let end = Int(bucketEnds.base[bucket])
        guard end > start else { continue }
        let range = UnsafeMutableBufferPointer(start: keys.base + start, count: end - start)
        sortKeys(range, bits: layout.keyTokens * layout.tokenBits + layout.positionBits)
        BucketReader(text: text, layout: layout).read(
          UnsafeBufferPointer(range), positions: positions.base + start,
          shared: shared.base + start, length: length.base + start)
      }
    }
    self.positions = positions
    let tokens = (0..<vocabularySize).filter { token in
      bucketEnds.base[token] > (token == 0 ? 0 : bucketEnds.base[token - 1])
    }
    lengths = SortedLengths(
      order: layout.order, tokens: FlatBuffer(tokens.map { TokenID($0) }), shared: shared,
      length: length)
  }

  /// Writes the key of every position into the bucket of its token.
  private static func buckets<
    Key: FixedWidthInteger & UnsignedInteger & Sendable & BitwiseCopyable
  >(
    of text: ReversedText, _ layout: KeyLayout, key: Key.Type, vocabularySize: Int, threads: Int
  ) -> (keys: FlatBuffer<Key>, ends: FlatBuffer<UInt32>) {
    let count = text.ids.count
    let parts = evenRanges(count, parts: threads)
    let histograms = parallelMap(parts.count, threads: threads) { part in
      let histogram = FlatBuffer<UInt32>(repeating: 0, count: vocabularySize)
      for position in parts[part] { histogram.base[Int(text.ids[position])] &+= 1 }
      return histogram
    }
    let ends = FlatBuffer<UInt32>(uninitialized: vocabularySize)
    var sum: UInt32 = 0
    for token in 0..<vocabularySize {
      for histogram in histograms {
        let size = histogram.base[token]
        histogram.base[token] = sum
        sum &+= size
      }
      ends.base[token] = sum
    }
    let keys = FlatBuffer<Key>(uninitialized: count)
    _ = parallelMap(parts.count, threads: threads) { part in
      let next = histograms[part].base
      var window = LeftWindow<Key>(
        startingAt: parts[part].lowerBound, in: text, tokens: layout.keyTokens,
        tokenBits: layout.tokenBits)
      for position in parts[part] {
        let token = text.ids[position]
        let slot = Int(next[Int(token)])
        next[Int(token)] &+= 1
        keys.base[slot] = window.key << Key(layout.positionBits) | Key(position)
        window.push(token)
      }
    }
    return (keys, ends)
  }

  private static func pieces(_ ends: FlatBuffer<UInt32>, count: Int, parts: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = 0
    var target = count / parts
    for bucket in 0..<ends.count where Int(ends.base[bucket]) >= target {
      pieces.append(first..<(bucket + 1))
      first = bucket + 1
      target = Int(ends.base[bucket]) + count / parts
    }
    if first < ends.count { pieces.append(first..<ends.count) }
    return pieces
  }
}

/// How tokens to the left and the position share the bits of a key.
struct KeyLayout: Sendable {
  let order: Int
  let tokenBits: Int
  let positionBits: Int
  /// How many tokens to the left one key holds.
  let keyTokens: Int

  init(order: Int, tokenBits: Int, positionBits: Int, capacity: Int) {
    self.order = order
    self.tokenBits = tokenBits
    self.positionBits = positionBits
    keyTokens = min(order - 1, (capacity - positionBits) / tokenBits)
  }
}

/// A stream read from right to left.
struct ReversedText: @unchecked Sendable {
  // Safe: the pointer is only read, and the caller keeps it alive while the sort runs.
  let ids: UnsafeBufferPointer<TokenID>
  let isRing: Bool

  /// The token `distance` places to the left of a position: the ring wraps, a text of sentences
  /// begins after a boundary.
  @inline(__always)
  func token(_ distance: Int, leftOf position: Int) -> TokenID {
    let index = position - distance
    if index >= 0 { return ids[index] }
    guard isRing else { return SpecialToken.boundary }
    let wrapped = index % ids.count
    return ids[wrapped < 0 ? wrapped + ids.count : wrapped]
  }
}

/// The tokens to the left of a moving position, packed with the nearest on top, cut after the
/// sentence boundary (whose number is zero, so the cut is a fill with zeros).
private struct LeftWindow<Key: FixedWidthInteger & UnsignedInteger> {
  private(set) var key: Key
  private let tokenBits: Int
  private let topShift: Int
  private let isRing: Bool

  init(startingAt position: Int, in text: ReversedText, tokens: Int, tokenBits: Int) {
    self.tokenBits = tokenBits
    isRing = text.isRing
    topShift = tokens * tokenBits - tokenBits
    key = 0
    guard tokens > 0 else { return }
    for distance in stride(from: tokens, through: 1, by: -1) {
      push(text.token(distance, leftOf: position))
    }
  }

  @inline(__always)
  mutating func push(_ token: TokenID) {
    guard topShift >= 0 else { return }
    // The boundary is zero: pushing it must forget what lies before it.
    if token == SpecialToken.boundary && !isRing {
      key = 0
    } else {
      key = key >> Key(tokenBits) | Key(token) << Key(topShift)
    }
  }
}
