/// Takes tokens with their places and makes sentences of them.
struct SentenceBuilder: ~Copyable {
  private var types = Interner()
  private var counts: [Int] = []
  private var numbers = NumberBuffer()
  private var chunks: [ThreadTokens.Chunk] = []
  /// Where the chunk begins in `numbers`.
  private var chunkStart = 0
  private var documentEnds: [Int] = []
  /// Where the sentences of the piece end, ascending.
  var sentenceEnds: [Int] = []
  private var next = 0
  private var nextEnd = Int.max
  private var sentenceLength = 0
  private var trailingSpaces = 0
  private var documentLength = 0
  private let rule: SentenceRule
  /// Tokens of the piece that have no number yet.
  private var waiting = InlineArray<16, Interner.Prepared>(repeating: Interner.Prepared())
  private var waitingCount = 0

  private static let mostWaiting = 16

  init(rule: SentenceRule) {
    self.rule = rule
  }

  /// Begins a piece whose ``sentenceEnds`` are set.
  mutating func beginPiece() {
    next = 0
    nextEnd = sentenceEnds.first ?? Int.max
  }

  /// Adds the token that lies at `range` of `text`.
  ///
  /// Not inlined: the loops over segments have several copies of their body, and with this in each
  /// of them the compiler no longer inlines what this calls.
  @inline(never)
  mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    if nextEnd <= range.lowerBound { passSentenceEnds(before: range.lowerBound) }
    let bytes = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[range]))
    if waitingCount == Self.mostWaiting { internWaiting() }
    waiting[waitingCount] = types.prepared(bytes, readable: text.count - range.lowerBound)
    waitingCount &+= 1
    sentenceLength += 1
    trailingSpaces = 0
  }

  /// Numbers the tokens that wait: by now the table's places have come from memory.
  @inline(__always)
  private mutating func internWaiting() {
    for place in 0..<waitingCount { numbers.append(types.intern(waiting[place])) }
    waitingCount = 0
  }

  /// Adds a space that is a token.
  ///
  /// At the edges of a sentence it is none, because there the boundary stands for it.
  mutating func addSpace(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    if nextEnd <= start { passSentenceEnds(before: start) }
    guard sentenceLength > 0 || rule == .none else { return }
    internWaiting()
    numbers.append(types.intern(bytes))
    sentenceLength += 1
    trailingSpaces += 1
  }

  /// Whether the last token is a space.
  var endsInSpace: Bool { trailingSpaces > 0 }

  private mutating func passSentenceEnds(before start: Int) {
    while nextEnd <= start {
      endSentence()
      next += 1
      nextEnd = next < sentenceEnds.count ? sentenceEnds[next] : Int.max
    }
  }

  private mutating func endSentence() {
    internWaiting()
    guard rule != .none, sentenceLength > 0 else { return }
    numbers.removeLast(trailingSpaces)
    numbers.append(ThreadTokens.boundary)
    documentLength += 1
    (sentenceLength, trailingSpaces) = (0, 0)
  }

  /// Ends a piece, and with it a sentence.
  ///
  /// - Parameters:
  ///   - endsDocument: Whether the document ends with it.
  ///   - keepsEmpty: Whether a document without tokens is a sentence.
  mutating func endPiece(endsDocument: Bool, keepsEmpty: Bool) {
    endSentence()
    guard endsDocument else { return }
    if keepsEmpty, rule == .line, documentLength == 0 { numbers.append(ThreadTokens.boundary) }
    documentEnds.append(numbers.count - chunkStart)
    (documentLength, sentenceLength, trailingSpaces) = (0, 0, 0)
  }

  /// Ends a chunk, at the end of a piece.
  mutating func endChunk(_ index: Int) {
    let known = counts.count
    counts.append(contentsOf: repeatElement(0, count: types.count - known))
    var boundaryCount = 0
    for number in numbers.values(from: chunkStart) {
      if number == ThreadTokens.boundary {
        boundaryCount += 1
      } else {
        counts[Int(number)] += 1
      }
    }
    chunks.append(
      ThreadTokens.Chunk(
        index: index, tokens: chunkStart..<numbers.count, newTypes: known..<types.count,
        documentEnds: documentEnds, boundaryCount: boundaryCount))
    chunkStart = numbers.count
    documentEnds = []
  }

  /// The chunks that were added.
  consuming func finish(_ failure: ThreadTokens.Failure?) -> ThreadTokens {
    let (types, counts, chunks) = (types, counts, chunks)
    return ThreadTokens(
      types: types, counts: counts, numbers: numbers.filled(), chunks: chunks, failure: failure)
  }
}
