#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Parallelism
internal import Synchronization

/// Writing files so that a reader sees the old file or the whole new one, never a part, whatever
/// instruction the program dies at.
///
/// The bytes go to a temporary file in the same folder, are forced to the disk, and the file is
/// renamed; then the folder is forced to the disk. What is no regular file, such as a pipe or
/// `/dev/stdout`, is written to directly, because renaming would replace it.
package enum AtomicFile {
  /// Writes `bytes` to the file at `path`.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let result = Result { try writing(to: path) { try $0.write(bytes) } }
    switch result {
    case .success: return
    case .failure(let error as FileError): throw error
    case .failure(let error): throw .writingFailed(path: path, reason: "\(error)")
    }
  }

  /// Writes the UTF-8 of `string` to the file at `path`.
  package static func write(utf8 string: String, to path: String) throws(FileError) {
    try write(Array(string.utf8), to: path)
  }

  /// Writes a file piece by piece; if `body` throws, no trace of it is left.
  package static func writing<Value>(
    to path: String, _ body: (inout FileWriter) throws -> Value
  ) throws -> Value {
    let path = target(of: path)
    guard isReplaceable(path) else {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(path) }
      defer { close(descriptor) }
      var writer = FileWriter(descriptor: descriptor, path: path)
      let value = try body(&writer)
      try writer.flush()
      return value
    }
    let temporary = temporaryPath(for: path)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    _ = temporaries.withLock { $0.insert(temporary) }
    defer { _ = temporaries.withLock { $0.remove(temporary) } }
    var isOpen = true
    do {
      var writer = FileWriter(descriptor: descriptor, path: path)
      let value = try body(&writer)
      try writer.flush()
      guard fsync(descriptor) == 0 else { throw failure(path) }
      isOpen = false
      guard close(descriptor) == 0 else { throw failure(path) }
      guard rename(temporary, path) == 0 else { throw failure(path) }
      try synchronizeFolder(of: path)
      return value
    } catch {
      if isOpen { close(descriptor) }
      unlink(temporary)
      throw error
    }
  }

  /// The temporary files that are being written.
  private static let temporaries = Locked<Set<String>>([])

  /// Removes what is half written, for a process that is about to end.
  package static func removeTemporaries() {
    temporaries.withLock { for path in $0 { unlink(path) } }
  }

  /// Removes them without waiting, for a thread that may hold the lock itself.
  package static func removeTemporariesIfUnlocked() {
    temporaries.withLockIfAvailable { for path in $0 { unlink(path) } }
  }

  /// Where a link leads, so that the file behind it is replaced and not the link.
  private static func target(of path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, !path.hasPrefix("/dev/"),
      let real = realpath(path, nil)
    else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func isReplaceable(_ path: String) -> Bool {
    // A link such as /dev/stdout may lead to a regular file; renaming would replace the link itself.
    if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return false }
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
      || status.st_mode & S_IFMT == S_IFDIR
  }

  private static let serial = Atomic<Int>(0)

  private static func temporaryPath(for path: String) -> String {
    let (folder, name) = split(path)
    let number = serial.wrappingAdd(1, ordering: .relaxed).oldValue
    return "\(folder)/.\(name).\(getpid())-\(number).tmp"
  }

  private static func split(_ path: String) -> (folder: Substring, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
    return (path[..<slash], path[path.index(after: slash)...])
  }

  private static func synchronizeFolder(of path: String) throws(FileError) {
    let folder = split(path).folder
    let descriptor = open(folder.isEmpty ? "/" : String(folder), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    // Some file systems cannot synchronize a folder and say EINVAL; there is nothing more to do.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(path) }
  }

  private static func failure(_ path: String) -> FileError {
    .writingFailed(path: path, reason: FileError.reason(errno))
  }
}
