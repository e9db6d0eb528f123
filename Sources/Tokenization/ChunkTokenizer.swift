internal import Corpora
internal import Parallelism

/// Tokenizes chunks one after the other, on one thread.
struct ChunkTokenizer: ~Copyable {
  private let unit: TokenUnit
  private let rule: SentenceRule
  private let skipsSymbols: Bool
  private let corpus: Corpus
  private let words: WordSegmenter?
  private let graphemes: GraphemeSegmenter?
  private let sentences: SentenceSegmenter?
  private var builder: SentenceBuilder
  private var unwrapped: [UInt8] = []

  private init(
    engine: SegmentationEngine, corpus: Corpus, tokens: BreakIterator?, sentences: BreakIterator?
  ) {
    unit = engine.configuration.unit
    rule = engine.configuration.sentences
    skipsSymbols = engine.configuration.specialSymbols == .skip
    self.corpus = corpus
    words = tokens.map {
      WordSegmenter(
        rules: engine.wordRules, dictionary: engine.dictionary.map(DictionaryWords.init),
        iterator: $0,
        wantsStatuses: false)
    }
    graphemes = tokens.map {
      GraphemeSegmenter(usesFastPath: engine.usesGraphemeRules, iterator: $0)
    }
    self.sentences = sentences.map {
      SentenceSegmenter(rules: engine.sentenceRules, iterator: $0)
    }
    builder = SentenceBuilder(rule: rule)
  }

  /// The tokens of the chunks that a thread takes from a queue.
  ///
  /// - Parameters:
  ///   - queue: Gives out the indices of chunks; it is closed where a chunk cannot be tokenized.
  ///   - chunks: All chunks of the text.
  ///   - engine: The rules.
  ///   - corpus: The text.
  /// - Returns: The tokens of those chunks.
  /// - Throws: ``TokenizationError`` if ICU gives no iterators.
  static func tokens(
    from queue: WorkQueue, of chunks: [[Piece]], engine: SegmentationEngine, corpus: Corpus
  ) throws -> ThreadTokens {
    let tokens = try engine.tokens?.borrow()
    defer { tokens.map { engine.tokens?.giveBack($0) } }
    let sentences = try engine.sentences?.borrow()
    defer { sentences.map { engine.sentences?.giveBack($0) } }
    var tokenizer = ChunkTokenizer(
      engine: engine, corpus: corpus, tokens: tokens, sentences: sentences)
    var failure: ThreadTokens.Failure?
    while let index = queue.next() {
      do {
        for piece in chunks[index] { try tokenizer.add(piece) }
        tokenizer.builder.endChunk(index)
      } catch {
        failure = ThreadTokens.Failure(chunk: index, error: error)
        queue.close()
      }
    }
    return tokenizer.finish(failure)
  }

  private consuming func finish(_ failure: ThreadTokens.Failure?) -> ThreadTokens {
    builder.finish(failure)
  }

  private mutating func add(_ piece: Piece) throws {
    guard piece.range.count <= Int(Int32.max) else {
      throw TokenizationError.tooLong(
        place: corpus.place(of: piece.document), bytes: piece.range.count)
    }
    if piece.joinsLines {
      unwrapped.removeAll(keepingCapacity: true)
      unwrapped.append(contentsOf: corpus.buffer[piece.range].lazy.map { $0 == 0x0A ? 0x20 : $0 })
      try unwrapped.withUnsafeBufferPointer { try add($0, of: piece) }
    } else {
      try corpus.buffer.withUnsafeBufferPointer {
        try add(UnsafeBufferPointer(rebasing: $0[piece.range]), of: piece)
      }
    }
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, of piece: Piece) throws {
    let isDone = findSentences(in: text) && addTokens(of: text)
    guard isDone else {
      throw TokenizationError.segmentationFailed(place: corpus.place(of: piece.document))
    }
    if piece.endsDocument, unit == .grapheme, rule == .none, !builder.endsInSpace {
      // In a ring the next document follows at once; the line end between them is a space.
      [0x20].withUnsafeBufferPointer { builder.addSpace($0, at: text.count) }
    }
    builder.endPiece(
      endsDocument: piece.endsDocument, keepsEmpty: corpus.keepsEmptyDocuments)
  }

  private mutating func findSentences(in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var ends = builder.sentenceEnds
    builder.sentenceEnds = []
    ends.removeAll(keepingCapacity: true)
    defer {
      builder.sentenceEnds = ends
      builder.beginPiece()
    }
    switch rule {
    case .none: return true
    case .line:
      for index in text.indices where text[index] == 0x0A { ends.append(index + 1) }
      return true
    case .icu:
      return sentences?.forEachEnd(of: text) { ends.append($0) } ?? false
    }
  }

  private mutating func addTokens(of text: UnsafeBufferPointer<UInt8>) -> Bool {
    switch unit {
    case .word:
      guard let words else { return false }
      return addWords(of: text, by: words)
    case .grapheme:
      guard let graphemes else { return false }
      return addGraphemes(of: text, by: graphemes)
    case .whitespace:
      addSeparated(text)
      return true
    }
  }

  private mutating func addWords(
    of text: UnsafeBufferPointer<UInt8>, by segmenter: WordSegmenter
  ) -> Bool {
    var segmentStart = 0
    return segmenter.forEachSegment(of: text) { end, _ in
      let start = Self.skipWhiteSpace(in: text, from: segmentStart, to: end)
      if start < end { builder.add(text, start..<end) }
      segmentStart = end
    }
  }

  /// Where a segment begins after white space: a mark on a space is a segment with the space, and a
  /// token without it.
  @inline(__always)
  private static func skipWhiteSpace(
    in text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var index = start
    while index < end {
      let byte = text[index]
      if byte < 0x80 {
        guard byte == 0x20 || (0x09...0x0D).contains(byte) else { return index }
        index += 1
        continue
      }
      guard CharacterProperties.mayBeWhiteSpace[Int(byte)] else { return index }
      let scalar = CharacterProperties.scalar(in: text, at: index)
      guard CharacterProperties.isWhiteSpace(scalar.value) else { return index }
      index += scalar.length
    }
    return end
  }

  private mutating func addGraphemes(
    of text: UnsafeBufferPointer<UInt8>, by segmenter: GraphemeSegmenter
  ) -> Bool {
    var start = 0
    return segmenter.forEachEnd(of: text) { end in
      let bytes = UnsafeBufferPointer(rebasing: text[start..<end])
      let isControl = (0x09...0x0D).contains(bytes[0])
      if isControl {
        [0x20].withUnsafeBufferPointer { builder.addSpace($0, at: start) }
      } else if Self.skipWhiteSpace(in: text, from: start, to: end) == end {
        builder.addSpace(bytes, at: start)
      } else {
        builder.add(text, start..<end)
      }
      start = end
    }
  }

  private mutating func addSeparated(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    while start < text.count {
      guard !Self.separates(text[start]) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < text.count, !Self.separates(text[end]) { end += 1 }
      let bytes = UnsafeBufferPointer(rebasing: text[start..<end])
      if !(skipsSymbols && SpecialSymbol(bytes) != nil) { builder.add(text, start..<end) }
      start = end
    }
  }

  /// KenLM's white space.
  @inline(__always)
  private static func separates(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0
  }
}
