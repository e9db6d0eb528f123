internal import Parallelism
public import Tokenization

/// The n-gram counts of a token stream, all orders from one sort.
///
/// The conventions are KenLM's: an n-gram never reaches across a sentence start, which may stand in
/// first place only; the sentence end is counted as a token; the count of an n-gram below the
/// highest order is the number of distinct tokens to its left, unless it begins with the sentence
/// start.
public struct NgramCounts: Sendable {
  /// The orders that can be asked for.
  public static let supportedOrders = 1...8

  /// What is known of them without looking at one.
  package let totals: NgramTotals
  /// The highest order.
  public var order: Int { totals.order }
  /// The size of the vocabulary, specials included.
  public var vocabularySize: Int { totals.vocabularySize }
  /// Whether the stream was cut into sentences or is a ring.
  public var structure: StreamStructure { totals.structure }
  /// The number of distinct n-grams of each order, from order 1.
  public var ngramCounts: [Int] { totals.ngramCounts }
  /// The number of tokens counted, sentence ends included.
  public var tokenCount: Int { ids.count }

  private let ids: [TokenID]
  private let sorted: ReversedOrder
  /// Pieces of work: ranges of sorted positions that begin with a new last token, and how many
  /// n-grams of each order stand before them.
  private let pieces: [(range: Range<Int>, first: [Int])]

  /// Counts a stream.
  ///
  /// - Parameters:
  ///   - stream: The tokens; every sentence ends in a boundary, and there is at least one token.
  ///   - vocabularySize: The size of the vocabulary, specials included; all ids lie below it.
  ///   - order: The highest order.
  ///   - threads: The most threads to use; the counts are the same for any number.
  /// - Throws: ``CountingError`` where the stream cannot be counted.
  /// - Complexity: O(*n* log *n*) at worst, near O(*n*) on text; 16 bytes per token while sorting,
  ///   10 afterwards.
  public init(_ stream: TokenStream, vocabularySize: Int, order: Int, threads: Int = 1) throws {
    guard Self.supportedOrders.contains(order) else { throw CountingError.unsupportedOrder(order) }
    guard !stream.ids.isEmpty else { throw CountingError.emptyStream }
    guard stream.ids.count < Int(UInt32.max) else {
      throw CountingError.tooLong(tokens: stream.ids.count)
    }
    if stream.structure == .sentences, stream.ids.last != SpecialToken.boundary {
      throw CountingError.unfinishedSentence
    }
    if let id = stream.ids.first(where: { Int($0) >= vocabularySize }) {
      throw CountingError.outsideVocabulary(id: id, size: vocabularySize)
    }
    if stream.structure == .ring,
      let position = stream.ids.firstIndex(of: SpecialToken.boundary)
    {
      throw CountingError.boundaryInRing(position: position)
    }
    ids = stream.ids
    let isRing = stream.structure == .ring
    let sorted = stream.ids.withUnsafeBufferPointer {
      ReversedOrder(
        ids: $0, isRing: isRing, vocabularySize: vocabularySize, order: order, threads: threads)
    }
    let ranges = sorted.lengths.pieces(parts: threads == 1 ? 1 : 16 * threads)
    self.sorted = sorted
    let counted = parallelMap(ranges.count, threads: threads) {
      sorted.lengths.ngramCounts(ranges[$0])
    }
    var sums = [Int](repeating: 0, count: order)
    pieces = zip(ranges, counted).map { range, counts in
      defer { for level in 0..<order { sums[level] += counts[level] } }
      return (range, sums)
    }
    totals = NgramTotals(
      order: order, vocabularySize: vocabularySize, structure: stream.structure, ngramCounts: sums,
      // The boundary is the first token, so its positions come first.
      boundaryNgramCounts: sorted.lengths.ngramCounts(0..<(isRing ? 0 : stream.sentenceCount)))
  }

  /// Calls `body` with each order from 1 to the highest, holding one at a time.
  ///
  /// - Parameters:
  ///   - threads: The most threads to use; the levels are the same for any number.
  ///   - body: What to do with an order.
  /// - Throws: What `body` throws.
  /// - Complexity: O(*n* · *order*) in the length of the stream.
  public func forEachLevel(threads: Int = 1, _ body: (NgramLevel) throws -> Void) rethrows {
    var levels = levels(threads: threads)
    while let level = levels.next() { try body(level) }
  }

  /// The orders one after the other; what they need is theirs, so that it can go when it is not needed any more.
  ///
  /// - Parameter threads: The most threads to use.
  /// - Returns: The orders from 1.
  package func levels(threads: Int = 1) -> NgramLevels {
    NgramLevels(ids: ids, sorted: sorted, pieces: pieces, totals: totals, threads: threads)
  }

  /// For every n-gram of an order, one position of the stream at which it ends.
  package func positions(order: Int) -> [Int] {
    (0..<sorted.positions.count).filter {
      sorted.lengths.shared.base[$0] < order && sorted.lengths.length.base[$0] >= order
    }.map { Int(sorted.positions.base[$0]) }
  }

  /// The tokens of the n-gram of a given order that ends at a position, oldest first.
  package func tokens(endingAt position: Int, order: Int) -> [TokenID] {
    let text: (Int) -> TokenID = { distance in
      ids.withUnsafeBufferPointer {
        ReversedText(ids: $0, isRing: structure == .ring).token(distance, leftOf: position)
      }
    }
    return (0..<order).reversed().map(text)
  }
}
