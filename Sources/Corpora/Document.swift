/// Where a document begins and ends in the text.
public enum DocumentUnit: String, Sendable, Codable, CaseIterable {
  /// Every line is a document.
  case line
  /// Every block between blank lines is a document; the lines in it are one wrapped text. A file
  /// without blank lines is read by line.
  case paragraph
  /// Every file is a document.
  case file
}

/// A document: a range of the corpus's buffer, and where it came from.
public struct Document: Sendable, Equatable {
  /// The bytes of the text in ``Corpus/buffer``.
  public let range: Range<Int>
  private let fileNumber: UInt32
  private let lineNumber: UInt32

  /// Creates a document.
  public init(range: Range<Int>, file: Int, line: Int) {
    self.range = range
    fileNumber = UInt32(truncatingIfNeeded: file)
    lineNumber = UInt32(truncatingIfNeeded: line)
  }

  /// The index of its file in ``Corpus/files``.
  public var file: Int { Int(fileNumber) }
  /// The line on which it begins in its file, from 1.
  public var line: Int { Int(lineNumber) }
}

/// A file as it was read.
public struct InputFileInfo: Sendable, Equatable {
  /// The path as given or found, or `-`.
  public var path: String
  /// Its size in bytes.
  public var bytes: Int
  /// The SHA-256 of its bytes as they are on disk, in hexadecimal.
  public var sha256: String
  /// Whether the lines of its documents are one wrapped text, so that a line's end ends no sentence.
  public var hasWrappedLines: Bool
  /// The manifest found beside a bundled corpus.
  public var manifest: BundledManifest?

  /// Creates an entry.
  public init(
    path: String, bytes: Int, sha256: String, hasWrappedLines: Bool = false,
    manifest: BundledManifest? = nil
  ) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
    self.hasWrappedLines = hasWrappedLines
    self.manifest = manifest
  }
}
