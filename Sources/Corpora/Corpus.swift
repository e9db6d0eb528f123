internal import Digests

/// Documents in the order they were read, in one buffer of UTF-8.
public struct Corpus: Sendable, Equatable {
  /// The text of all documents; valid UTF-8, without byte-order marks, lines end in LF.
  public internal(set) var buffer: [UInt8] = []
  /// The documents in reading order.
  public internal(set) var documents: [Document] = []
  /// The files in reading order.
  public internal(set) var files: [InputFileInfo] = []
  /// What was found and mended on the way, in sentences.
  public internal(set) var notes: [String] = []

  /// Whether empty documents were kept, so that an empty line counts as an empty sentence.
  public internal(set) var keepsEmptyDocuments = false

  /// Creates an empty corpus.
  public init() {}

  /// Creates a corpus of the given texts, one document each, for tests and generated text.
  public init(texts: [String], name: String = "-", keepsEmpty: Bool = false) {
    keepsEmptyDocuments = keepsEmpty
    files = [InputFileInfo(path: name, bytes: 0, sha256: "")]
    for (index, text) in texts.enumerated() {
      let start = buffer.count
      buffer.append(contentsOf: text.utf8)
      documents.append(Document(range: start..<buffer.count, file: 0, line: index + 1))
    }
    files[0].bytes = buffer.count
    files[0].sha256 = SHA256Digest(of: buffer).hexadecimal
  }

  /// The number of documents.
  public var documentCount: Int { documents.count }

  /// The text of document `index`.
  public func text(of index: Int) -> String {
    String(decoding: buffer[documents[index].range], as: UTF8.self)
  }

  /// The file and line on which document `index` begins, such as `novel.txt:17`.
  public func place(of index: Int) -> String {
    let document = documents[index]
    let path = files.indices.contains(document.file) ? files[document.file].path : "-"
    return "\(path == "-" ? "<stdin>" : path):\(document.line)"
  }
}
