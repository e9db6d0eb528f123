internal import Digests
internal import Parallelism

extension Corpus {
  /// Reads files, directories and standard input (`-`) in the order given.
  ///
  /// Files that end in `.jsonl` or `.ndjson` hold one JSON value a line, all others plain text. Of a
  /// directory, at any depth, the files that end in .txt, .text, .md, .jsonl or .ndjson or have no
  /// extension are read in the byte order of their paths; names that begin with a dot are passed
  /// over, and so are they in archives (tar, zip). Files compressed by gzip, bzip2, xz or Zstandard are
  /// unpacked, whatever their name. A directory with `manifest.json` and `text.txt` is a bundled corpus: only its text is
  /// read.
  ///
  /// - Parameters:
  ///   - paths: The paths.
  ///   - options: How to read them.
  ///   - threads: The most threads to use; the corpus is the same for any number.
  /// - Returns: The corpus.
  /// - Throws: ``CorpusError`` with the file and the line or byte.
  public static func read(
    paths: [String], options: ReadingOptions = ReadingOptions(), threads: Int = 1
  ) throws(CorpusError) -> Corpus {
    guard !paths.isEmpty else { throw .noPaths }
    var reader = CorpusReader(options: options, threads: threads)
    for path in paths {
      for input in try InputListing.inputs(at: path) { try reader.read(input) }
    }
    guard !reader.corpus.documents.isEmpty else { throw .noText(paths: paths) }
    return reader.corpus
  }

  /// Reads what would stand in one file.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: Its name, which says whether it has one JSON value a line.
  ///   - options: How to read it.
  /// - Returns: The corpus, which may be empty.
  /// - Throws: ``CorpusError``.
  package static func read(
    _ bytes: [UInt8], name: String, options: ReadingOptions = ReadingOptions()
  ) throws(CorpusError) -> Corpus {
    var reader = CorpusReader(options: options, threads: 1)
    var bytes = bytes
    try reader.take(
      &bytes, from: 0, InputListing.Input(path: name), isLines: CorpusReader.holdsLines(name))
    return reader.corpus
  }
}

/// Reads one file after the other into a corpus.
struct CorpusReader {
  let options: ReadingOptions
  private let threads: Int
  var corpus = Corpus()

  init(options: ReadingOptions, threads: Int) {
    self.options = options
    self.threads = threads
    corpus.keepsEmptyDocuments = options.keepEmpty
  }

  mutating func read(_ input: InputListing.Input) throws(CorpusError) {
    let isLines = Self.holdsLines(input.path)
    // Plain text is read to the place where it stays; JSON has to be taken apart first.
    var bytes: [UInt8] = []
    if !isLines { swap(&bytes, &corpus.buffer) }
    let start = bytes.count
    do { try FileInput.read(input.path, appendingTo: &bytes, threads: threads) } catch {
      throw .file(error)
    }
    try take(&bytes, from: start, input, isLines: isLines)
  }

  /// Takes the bytes of a file, which stand in `bytes` from `start` on, and unpacks them.
  fileprivate mutating func take(
    _ bytes: inout [UInt8], from start: Int, _ input: InputListing.Input, isLines: Bool
  ) throws(CorpusError) {
    guard let format = PackedFormat(bytes[start...]) else {
      return try add(&bytes, from: start, input, isLines: isLines)
    }
    let packed = Array(bytes[start...])
    if format == .zstandard, packed.first == 0x28, packed.count > 4, packed[4] & 4 == 0 {
      corpus.notes.append(
        "\(input.path): the compressed file has no checksum, so damage to it may go unseen.")
    }
    bytes.removeSubrange(start...)
    if !isLines { swap(&bytes, &corpus.buffer) }
    for member in try Unpacking.members(of: packed, format, path: input.path) {
      var part = input
      if let name = member.name { part.path += "/\(name)" }
      let isLines = Self.holdsLines(part.path)
      var bytes = member.bytes
      if !isLines {
        bytes = []
        swap(&bytes, &corpus.buffer)
        bytes.append(contentsOf: member.bytes)
      }
      try add(&bytes, from: bytes.count - member.bytes.count, part, isLines: isLines)
    }
  }

  /// Files from this size on are looked through and digested by two threads.
  private static let smallestShared = 1 << 18

  /// Whether a file has one JSON value a line, by its name.
  static func holdsLines(_ path: String) -> Bool {
    let name = PackedFormat.plainName(path)
    return name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
  }

  /// Adds what stands in `bytes` from `start` on; for plain text they become the corpus's buffer.
  private mutating func add(
    _ bytes: inout [UInt8], from start: Int, _ input: InputListing.Input, isLines: Bool
  ) throws(CorpusError) {
    let (options, file) = (options, corpus.files.count)
    let (digest, (findings, plain)) = bytes.withUnsafeBytes { bytes in
      // Safe: both only read, and end before the bytes change.
      nonisolated(unsafe) let bytes = bytes
      return inParallel(
        threads: bytes.count - start < Self.smallestShared ? 1 : threads,
        { SHA256Digest(of: UnsafeRawBufferPointer(rebasing: bytes[start...])).hexadecimal },
        {
          let findings = TextRepair.Findings(bytes, from: start)
          let isReady = findings.areNone && !isLines
          return (
            findings, isReady ? PlainText(bytes, from: start, file: file, options) : nil
          )
        })
    }
    corpus.files.append(
      InputFileInfo(
        path: input.path, bytes: bytes.count - start, sha256: digest,
        hasWrappedLines: !isLines && options.documentUnit == .paragraph, manifest: input.manifest))
    try TextRepair.clean(
      &bytes, from: start, findings, path: input.path, lossy: options.lossy, notes: &corpus.notes)
    if isLines {
      try addRecords(bytes, path: input.path)
    } else {
      swap(&bytes, &corpus.buffer)
      add(
        plain
          ?? corpus.buffer.withUnsafeBytes { PlainText($0, from: start, file: file, options) },
        path: input.path)
    }
    if let manifest = input.manifest, manifest.sha256 != corpus.files.last?.sha256 {
      corpus.notes.append("\(input.path): the text is not the one its manifest describes.")
    }
  }

  private mutating func add(_ plain: PlainText, path: String) {
    corpus.documents += plain.documents
    guard plain.hasNoBlankLine else { return }
    corpus.files[corpus.files.count - 1].hasWrappedLines = false
    corpus.notes.append(
      "\(path) has no blank lines, so each line is a document; --documents file makes it one.")
  }

  private mutating func add(_ range: Range<Int>, line: Int) {
    guard options.keepEmpty || !corpus.buffer[range].allSatisfy(isASCIIWhiteSpace) else { return }
    corpus.documents.append(Document(range: range, file: corpus.files.count - 1, line: line))
  }

  private mutating func addRecords(_ bytes: [UInt8], path: String) throws(CorpusError) {
    let field = options.textField.split(separator: ".", omittingEmptySubsequences: false)
      .map { Array($0.utf8) }
    var (start, line) = (0, 1)
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: lineFeed) ?? bytes.count
      if !bytes[start..<end].allSatisfy(isASCIIWhiteSpace) {
        var scanner = JSONTextScanner(bytes[start..<end], field: field, lossy: options.lossy)
        let text: [UInt8]?
        do { text = try scanner.text() } catch {
          throw .invalidJSON(path: path, line: line, reason: error.reason)
        }
        guard let text else {
          throw .missingField(path: path, line: line, field: options.textField)
        }
        let first = corpus.buffer.count
        corpus.buffer.append(contentsOf: text)
        add(first..<corpus.buffer.count, line: line)
      }
      (start, line) = (end + 1, line + 1)
    }
  }
}

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

/// Whether `byte` is a space or one of the controls from tab to carriage return.
func isASCIIWhiteSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || (0x09...0x0D).contains(byte)
}
