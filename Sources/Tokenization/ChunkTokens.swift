/// The tokens of a chunk under the chunk's own type numbers.
struct ChunkTokens: Sendable {
  /// Stands for a sentence boundary in ``ids``.
  static let boundary = UInt32.max

  /// The types as they stand in the text, numbered from 0.
  var types = Interner()
  /// The type of each token, and ``boundary`` after each sentence.
  var ids: [UInt32] = []
  /// Where documents end in ``ids``.
  var documentEnds: [Int] = []
}

/// Takes tokens with their places and makes sentences of them.
struct SentenceBuilder {
  private(set) var tokens = ChunkTokens()
  /// Where the sentences of the piece end, ascending.
  var sentenceEnds: [Int] = []
  private var next = 0
  private var sentenceLength = 0
  private var trailingSpaces = 0
  private var documentLength = 0
  private let rule: SentenceRule

  init(rule: SentenceRule) {
    self.rule = rule
  }

  /// Begins a piece whose ``sentenceEnds`` are set.
  mutating func beginPiece() {
    next = 0
  }

  /// Adds a token that starts at `start`.
  @inline(__always)
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    passSentenceEnds(before: start)
    tokens.ids.append(tokens.types.intern(bytes))
    sentenceLength += 1
    trailingSpaces = 0
  }

  /// Adds a space that is a token.
  ///
  /// At the edges of a sentence it is none, because there the boundary stands for it.
  mutating func addSpace(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
    passSentenceEnds(before: start)
    guard sentenceLength > 0 || rule == .none else { return }
    tokens.ids.append(tokens.types.intern(bytes))
    sentenceLength += 1
    trailingSpaces += 1
  }

  /// Whether the last token is a space.
  var endsInSpace: Bool { trailingSpaces > 0 }

  @inline(__always)
  private mutating func passSentenceEnds(before start: Int) {
    while next < sentenceEnds.count, sentenceEnds[next] <= start {
      endSentence()
      next += 1
    }
  }

  private mutating func endSentence() {
    guard rule != .none, sentenceLength > 0 else { return }
    tokens.ids.removeLast(trailingSpaces)
    tokens.ids.append(ChunkTokens.boundary)
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
    if keepsEmpty, rule == .line, documentLength == 0 { tokens.ids.append(ChunkTokens.boundary) }
    tokens.documentEnds.append(tokens.ids.count)
    (documentLength, sentenceLength, trailingSpaces) = (0, 0, 0)
  }
}
