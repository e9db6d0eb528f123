internal import Corpora

/// A stretch of a document that can be tokenized alone.
struct Piece: Sendable {
  /// The index of the document in the corpus.
  var document: Int
  /// The bytes in the corpus's buffer.
  var range: Range<Int>
  /// Whether the document ends here.
  var endsDocument: Bool
  /// Whether a line end within counts as a space.
  var joinsLines: Bool
}

/// How the work is cut into chunks of a fixed size in bytes.
///
/// Cuts are between documents, and in long documents after line ends. Threads have no part in it.
enum WorkPlan {
  /// The size of chunks for a text of `bytes`: large ones repeat fewer types, but there have to be
  /// enough of them for several threads.
  static func chunkSize(forBytes bytes: Int) -> Int { min(max(1 << 18, bytes / 16), 1 << 22) }

  /// The pieces of the documents in order, chunk by chunk.
  ///
  /// After a line end there is always a boundary, of words (WB3a), graphemes (GB4) and sentences
  /// (SB4), so a cut there changes nothing; only wrapped lines under the ICU sentence rule are not
  /// cut, because there a line end counts as a space.
  static func chunks(
    of corpus: Corpus, documents: [Int], cutsWrappedLines: Bool, chunkSize: Int
  ) -> [[Piece]] {
    var chunks: [[Piece]] = []
    var chunk: [Piece] = []
    var size = 0
    func add(_ piece: Piece) {
      chunk.append(piece)
      size += piece.range.count
      guard size >= chunkSize else { return }
      chunks.append(chunk)
      (chunk, size) = ([], 0)
    }
    let areWrapped = corpus.files.map { $0.hasWrappedLines && !cutsWrappedLines }
    for index in documents {
      let document = corpus.documents[index]
      let isWhole = areWrapped[document.file]
      var start = document.range.lowerBound
      let end = document.range.upperBound
      while !isWhole, end - start > chunkSize {
        let goal = start + max(1, chunkSize - size) - 1
        guard let cut = corpus.buffer[goal..<end].firstIndex(of: 0x0A), cut + 1 < end else { break }
        add(
          Piece(document: index, range: start..<(cut + 1), endsDocument: false, joinsLines: isWhole)
        )
        start = cut + 1
      }
      add(Piece(document: index, range: start..<end, endsDocument: true, joinsLines: isWhole))
    }
    if !chunk.isEmpty { chunks.append(chunk) }
    return chunks
  }
}
