/// The tokens of the chunks that one thread took, under type numbers of its own.
struct ThreadTokens: Sendable {
  /// Stands for a sentence boundary in ``numbers``.
  static let boundary = UInt32.max

  /// The types as they stand in the text, numbered from 0 in the order in which the thread met them.
  let types: Interner
  /// How often each type occurs.
  let counts: [Int]
  /// The type of each token, and ``boundary`` after each sentence.
  let numbers: FilledNumbers
  /// The chunks in the order of the text.
  let chunks: [Chunk]
  /// Why the thread ended early.
  let failure: Failure?

  /// A chunk among those of its thread.
  struct Chunk: Sendable {
    /// Its index among all chunks of the text.
    let index: Int
    /// Where its tokens are.
    let tokens: Range<Int>
    /// The types that the thread met here first.
    let newTypes: Range<Int>
    /// Where documents end, counted from its first token.
    let documentEnds: [Int]
    /// The number of sentence boundaries.
    let boundaryCount: Int
  }

  /// What went wrong in a chunk.
  struct Failure: Sendable {
    let chunk: Int
    let error: any Error
  }
}
