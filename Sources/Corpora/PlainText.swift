extension CorpusReader {
  /// Cuts the buffer from `start` to its end into documents.
  mutating func addDocuments(from start: Int) {
    switch options.documentUnit {
    case .file: add(start..<corpus.buffer.count, line: 1)
    case .line: addLines(from: start)
    case .paragraph: addParagraphs(from: start)
    }
  }

  private mutating func addLines(from start: Int) {
    var lines = LineRanges(start: start)
    while let line = lines.next(in: corpus.buffer) { add(line.range, line: line.number) }
  }

  /// Adds the blocks between blank lines.
  ///
  /// A file of several lines without a blank one is read by line: its
  /// lines are documents rather than one wrapped paragraph.
  private mutating func addParagraphs(from start: Int) {
    let known = corpus.documents.count
    cutAtBlankLines(from: start)
    guard corpus.documents.count == known + 1, let only = corpus.documents.last,
      corpus.buffer[only.range].contains(lineFeed)
    else { return }
    corpus.documents.removeLast()
    addLines(from: start)
    let file = corpus.files.count - 1
    corpus.files[file].hasWrappedLines = false
    corpus.notes.append(
      "\(corpus.files[file].path) has no blank lines, so each line is a document; "
        + "--documents file makes it one.")
  }

  private mutating func cutAtBlankLines(from start: Int) {
    var lines = LineRanges(start: start)
    var paragraph: (range: Range<Int>, number: Int)?
    while let line = lines.next(in: corpus.buffer) {
      if corpus.buffer[line.range].allSatisfy(isASCIIWhiteSpace) {
        if let paragraph { add(paragraph.range, line: paragraph.number) }
        paragraph = nil
      } else if let begun = paragraph {
        paragraph = (begun.range.lowerBound..<line.range.upperBound, begun.number)
      } else {
        paragraph = line
      }
    }
    if let paragraph { add(paragraph.range, line: paragraph.number) }
  }
}

/// The lines of a buffer, without their ends; what follows the last LF is a line if it is not empty.
private struct LineRanges {
  private var start: Int
  private var number = 0

  init(start: Int) {
    self.start = start
  }

  mutating func next(in buffer: [UInt8]) -> (range: Range<Int>, number: Int)? {
    guard start < buffer.count else { return nil }
    let end = buffer.firstPlace(of: lineFeed, from: start) ?? buffer.count
    defer { start = end + 1 }
    number += 1
    return (start..<end, number)
  }
}
