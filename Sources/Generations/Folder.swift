internal import Corpora
internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Folders of a run directory.
enum Folder {
  /// Whether anything has this path, a dangling link included.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Makes a folder and its parents; the last one must be new.
  ///
  /// - Parameter path: The folder.
  /// - Returns: The parents that were made, the deepest last.
  /// - Throws: ``GenerationError/directoryExists(_:)`` or ``GenerationError/directoryNotMade(path:reason:)``.
  static func make(_ path: String) throws(GenerationError) -> [String] {
    var prefix = ""
    var made: [String] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    for (index, part) in parts.enumerated() {
      prefix += (index == 0 && !path.hasPrefix("/") ? "" : "/") + part
      let isLast = index == parts.count - 1
      if mkdir(prefix, 0o777) == 0 {
        if !isLast { made.append(prefix) }
        continue
      }
      let code = errno
      if code == EEXIST && !isLast { continue }
      for folder in made.reversed() { removeIfEmpty(folder) }
      if code == EEXIST { throw .directoryExists(path) }
      throw .directoryNotMade(path: prefix, reason: FileError.reason(code))
    }
    return made
  }

  /// Makes a folder whose parent is there; one that is there already is left as it is.
  static func makeOne(_ path: String) throws(GenerationError) {
    guard mkdir(path, 0o777) != 0, errno != EEXIST else { return }
    throw .directoryNotMade(path: path, reason: FileError.reason(errno))
  }

  /// The path from the root of a folder that is there.
  static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The names in a folder, in no order.
  static func names(in folder: String) throws(FileError) -> [String] {
    do { return try FileManager.default.contentsOfDirectory(atPath: folder) } catch {
      throw .unreadable(path: folder, reason: FileError.reason(errno))
    }
  }

  /// Removes a folder and all in it, as far as that can be done.
  static func remove(_ path: String) {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Removes a folder that nobody has put anything into.
  static func removeIfEmpty(_ path: String) { rmdir(path) }

  /// Removes the temporary files that a killed process left.
  static func removeTemporaries(in folder: String) {
    guard let names = try? names(in: folder) else { return }
    for name in names {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        removeTemporaries(in: path)
      } else if name.hasPrefix("."), name.hasSuffix(".tmp") {
        unlink(path)
      }
    }
  }
}
