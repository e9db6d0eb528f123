/// Why a corpus could not be read or split.
public enum CorpusError: Error, Sendable, Equatable {
  /// No path was given.
  case noPaths
  /// A file could not be opened or read.
  case file(FileError)
  /// A directory holds no file of text.
  case emptyDirectory(path: String)
  /// The inputs hold no text at all.
  case noText(paths: [String])
  /// Bytes that are not UTF-8, at a byte offset counted from 0 and a line counted from 1.
  case invalidUTF8(path: String, offset: Int, line: Int, byte: UInt8)
  /// A file in UTF-16 or UTF-32, by its byte-order mark.
  case utf16(path: String)
  /// A NUL byte, which text does not hold.
  case binary(path: String, offset: Int)
  /// A compressed file or an archive that is cut off or damaged.
  case damaged(path: String, format: String, reason: String)
  /// A compressed file or an archive of a kind that is not read, and what to do.
  case packed(path: String, format: String, way: String)
  /// A file that unpacks to more bytes than are allowed.
  case unpacksTooLarge(path: String, limit: Int)
  /// A line that is not JSON.
  case invalidJSON(path: String, line: Int, reason: String)
  /// A record without text at the field.
  case missingField(path: String, line: Int, field: String)
  /// A `manifest.json` that cannot be understood.
  case invalidManifest(path: String, reason: String)
  /// Fewer documents than the split needs.
  case tooFewDocuments(have: Int, need: Int)
  /// Shares that leave nothing to train on.
  case impossibleSplit(heldOut: String, reserve: String, documents: Int)
}

extension CorpusError: ClassifiedError {
  package var kind: FailureKind {
    switch self {
    case .noPaths, .emptyDirectory: .noInput
    case .file(let error): error.kind
    default: .badData
    }
  }

  /// The error in sentences.
  public var description: String {
    switch self {
    case .noPaths: "No text was given. Name files or directories, or - for standard input."
    case .file(let error): error.description
    case .emptyDirectory(let path):
      "'\(path)' holds no text. Of a directory or an archive, files that end in .txt, .text, .md, "
        + ".jsonl or .ndjson, or have no extension, are read; name others one by one."
    case .noText(let paths):
      "There is no text in \(paths.map { "'\($0)'" }.joined(separator: ", ")): nothing but white "
        + "space or empty documents. Check the files, and --text-field for JSON lines."
    case .invalidUTF8(let path, let offset, let line, let byte):
      "'\(path)' is not UTF-8: byte 0x\(hexadecimal(byte)) at offset \(offset) (line \(line)) has no "
        + "meaning there. Convert the file, for instance with iconv -t UTF-8, or repair it with "
        + "--lossy."
    case .utf16(let path):
      "'\(path)' begins with a byte-order mark of UTF-16 or UTF-32. Convert it: "
        + "iconv -f UTF-16 -t UTF-8 '\(path)'."
    case .binary(let path, let offset):
      "'\(path)' has a NUL byte at offset \(offset), so it is no text file. Check that it is the "
        + "right file; tr -d '\\0' removes such bytes."
    case .damaged(let path, let format, let reason):
      "'\(path)' (\(format)) cannot be unpacked: \(reason). Nothing of it was used. Get it anew, or "
        + "unpack it by hand and look at what comes out."
    case .packed(let path, let format, let way):
      "'\(path)' is packed (\(format)) in a way that is not read here: \(way)."
    case .unpacksTooLarge(let path, let limit):
      "'\(path)' unpacks to more than \(limit) bytes, a quarter of this machine's memory. Nothing of it "
        + "was used. Unpack it, and take a part of it."
    case .invalidJSON(let path, let line, let reason):
      "\(path):\(line): this is no JSON: \(reason). Each line must be one JSON value."
    case .missingField(let path, let line, let field):
      "\(path):\(line): there is no text in the field '\(field)'. Name the right field with "
        + "--text-field, with dots for fields inside fields (--text-field a.b)."
    case .invalidManifest(let path, let reason):
      "The manifest '\(path)' cannot be understood: \(reason). Mend it, or name the text file itself."
    case .tooFewDocuments(let have, let need):
      "The corpus has \(have) document\(have == 1 ? "" : "s"), and the split needs \(need). Cut it "
        + "finer with --documents paragraph or line, or give held-out text with --held-out."
    case .impossibleSplit(let heldOut, let reserve, let documents):
      "Held-out text (\(heldOut)) and reserve (\(reserve)) leave nothing of \(documents) documents "
        + "to train on. Ask for less, or cut the corpus finer with --documents paragraph or line."
    }
  }
}

private func hexadecimal(_ byte: UInt8) -> String {
  (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
