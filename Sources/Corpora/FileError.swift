#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that could not be read or written.
public enum FileError: Error, Sendable, Equatable {
  /// No file has this path.
  case missing(path: String)
  /// The file is there, but may not be opened or is of no kind that can be read.
  case unreadable(path: String, reason: String)
  /// The path is that of a directory, where one file is wanted.
  case directory(path: String)
  /// Reading began and failed.
  case readingFailed(path: String, reason: String)
  /// A file was written to while it was read.
  case changed(path: String)
  /// The file could not be written; nothing of it was left behind.
  case writingFailed(path: String, reason: String)
}

extension FileError: ClassifiedError {
  package var kind: FailureKind {
    switch self {
    case .missing, .unreadable, .directory: .noInput
    case .readingFailed, .changed, .writingFailed: .io
    }
  }

  /// The error in sentences.
  public var description: String {
    switch self {
    case .missing(let path):
      "There is no file '\(path)'. Check the path, or give - for standard input."
    case .unreadable(let path, let reason):
      "'\(path)' cannot be opened: \(reason). Check its permissions."
    case .directory(let path):
      "'\(path)' is a directory, and one file is wanted here. Give a file in it."
    case .readingFailed(let path, let reason):
      "Reading '\(path)' failed: \(reason). Nothing of it was used."
    case .changed(let path):
      "'\(path)' changed while it was read. Nothing of it was used. Wait until it is whole, or copy it "
        + "first."
    case .writingFailed(let path, let reason):
      "'\(path)' could not be written: \(reason). Check the folder, its permissions and free space."
    }
  }

  /// The error of an attempt to open `path` for reading, from `errno`.
  package static func opening(_ path: String, code: Int32) -> FileError {
    code == ENOENT || code == ENOTDIR
      ? .missing(path: path) : .unreadable(path: path, reason: reason(code))
  }

  /// The system's words for an `errno`.
  package static func reason(_ code: Int32) -> String {
    guard let words = strerror(code) else { return "error \(code)" }
    return String(cString: words)
  }
}
