internal import Corpora
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A file that grows by whole pieces, each forced to the disk.
final class AppendedFile: Sendable {
  private let path: String
  private let descriptor: Int32

  /// Opens the file.
  init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .writingFailed(path: path, reason: FileError.reason(errno))
    }
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  func append(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { bytes in
        bytes.baseAddress.map { write(descriptor, $0 + done, bytes.count - done) } ?? -1
      }
      guard count > 0 || (count < 0 && errno == EINTR) else { throw failure() }
      done += max(0, count)
    }
    guard fsync(descriptor) == 0 else { throw failure() }
  }

  private func failure() -> FileError {
    .writingFailed(path: path, reason: FileError.reason(errno))
  }
}
