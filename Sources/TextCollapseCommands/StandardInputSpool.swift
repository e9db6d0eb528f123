internal import Corpora
internal import Generations
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Keeps text that comes by standard input, which can be read once, so that a stopped run can read it
/// again.
enum StandardInputSpool {
  /// Lets standard input of a run lead to a file that holds what came by it, if it is asked for.
  ///
  /// - Parameters:
  ///   - directory: The directory of the run.
  ///   - isResumed: Whether the file was made before.
  /// - Throws: An error of reading or writing.
  static func prepare(_ directory: RunDirectory, isResumed: Bool) throws {
    let configuration = directory.start.configuration
    guard (configuration.corpus + configuration.heldOut).contains("-") else { return }
    let path = directory.standardInputPath
    if !isResumed { try AtomicFile.write(try FileInput.read("-"), to: path) }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      throw errno == ENOENT
        ? ResumeError.damaged(
          path: path, problem: "standard input had not been read to its end when the run stopped")
        : FileError.opening(path, code: errno)
    }
    defer { close(file) }
    guard dup2(file, STDIN_FILENO) >= 0 else { throw FileError.opening(path, code: errno) }
  }
}
