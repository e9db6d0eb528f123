internal import Corpora
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A mark that this process works on a run; it goes with the process, however that ends.
final class DirectoryLock: Sendable {
  private let descriptor: Int32

  /// Takes the mark.
  ///
  /// - Parameters:
  ///   - checkpoint: The folder that is locked.
  ///   - path: The run, for the error.
  /// - Throws: ``ResumeError/inUse(_:)``, or that the folder cannot be opened.
  init(_ checkpoint: String, of path: String) throws {
    descriptor = open(checkpoint, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.opening(checkpoint, code: errno) }
    // Some network file systems know no locks: then there is none, and the run goes on.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
      close(descriptor)
      throw ResumeError.inUse(path)
    }
  }

  deinit { close(descriptor) }
}
