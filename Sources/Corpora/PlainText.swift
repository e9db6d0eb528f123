/// The documents of a file of plain text.
struct PlainText: Sendable {
  private(set) var documents: [Document] = []
  /// Whether every line is a document though blocks between blank lines were wanted: there is no blank
  /// one among several, so that they are documents rather than one wrapped paragraph.
  private(set) var hasNoBlankLine = false

  /// Cuts bytes from `start` to their end.
  ///
  /// - Parameters:
  ///   - bytes: The buffer of a corpus, clean.
  ///   - start: Where the file begins.
  ///   - file: The number of the file.
  ///   - options: What a document is, and whether empty ones are kept.
  /// - Complexity: O(*n*).
  init(_ bytes: UnsafeRawBufferPointer, from start: Int, file: Int, _ options: ReadingOptions) {
    func add(_ range: Range<Int>, line: Int) {
      guard options.keepEmpty || !bytes[range].allSatisfy(isASCIIWhiteSpace) else { return }
      documents.append(Document(range: range, file: file, line: line))
    }
    func addLines() {
      var lines = LineRanges(start: start)
      while let line = lines.next(in: bytes) { add(line.range, line: line.number) }
    }
    switch options.documentUnit {
    case .file: add(start..<bytes.count, line: 1)
    case .line: addLines()
    case .paragraph:
      Self.cutAtBlankLines(bytes, from: start, add)
      guard documents.count == 1, bytes[documents[0].range].contains(lineFeed) else { return }
      documents = []
      hasNoBlankLine = true
      addLines()
    }
  }

  private static func cutAtBlankLines(
    _ bytes: UnsafeRawBufferPointer, from start: Int, _ add: (Range<Int>, _ line: Int) -> Void
  ) {
    var lines = LineRanges(start: start)
    var paragraph: (range: Range<Int>, number: Int)?
    while let line = lines.next(in: bytes) {
      if bytes[line.range].allSatisfy(isASCIIWhiteSpace) {
        if let paragraph { add(paragraph.range, paragraph.number) }
        paragraph = nil
      } else if let begun = paragraph {
        paragraph = (begun.range.lowerBound..<line.range.upperBound, begun.number)
      } else {
        paragraph = line
      }
    }
    if let paragraph { add(paragraph.range, paragraph.number) }
  }
}

/// The lines of a buffer, without their ends; what follows the last LF is a line if it is not empty.
private struct LineRanges {
  private var start: Int
  private var number = 0

  init(start: Int) {
    self.start = start
  }

  mutating func next(in buffer: UnsafeRawBufferPointer) -> (range: Range<Int>, number: Int)? {
    guard start < buffer.count else { return nil }
    let end = buffer.firstPlace(of: lineFeed, from: start) ?? buffer.count
    defer { start = end + 1 }
    number += 1
    return (start..<end, number)
  }
}
