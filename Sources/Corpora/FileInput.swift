#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Parallelism

/// Reading whole files.
package enum FileInput {
  /// All bytes of the file at `path`; `-` is standard input.
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path, appendingTo: &bytes)
    return bytes
  }

  /// Appends all bytes of the file at `path` to `bytes`; `-` is standard input.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - bytes: Where its bytes go.
  ///   - threads: The most threads to use; large files are read in parts.
  /// - Throws: ``FileError``.
  static func read(
    _ path: String, appendingTo bytes: inout [UInt8], threads: Int = 1
  ) throws(FileError) {
    if path == "-" { return try append(from: STDIN_FILENO, path: path, to: &bytes) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .opening(path, code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .opening(path, code: errno) }
    if status.st_mode & S_IFMT == S_IFDIR { throw .directory(path: path) }
    // A first file gets what it needs; more files grow the buffer by shares, not one by one.
    let need = bytes.count + max(0, Int(status.st_size))
    if !bytes.isEmpty, need > bytes.capacity {
      bytes.reserveCapacity(max(need, bytes.capacity * 3 / 2))
    }
    // Files that the system makes up, such as those of /proc, say that they are empty.
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      return try append(from: descriptor, path: path, to: &bytes)
    }
    let start = bytes.count
    // A file that grows faster than it is read would have no end.
    if bytes.isEmpty {
      bytes = try wholeFile(descriptor, path: path, size: Int(status.st_size), threads: threads)
    } else {
      try append(from: descriptor, path: path, to: &bytes, most: Int(status.st_size))
    }
    var after = stat()
    guard fstat(descriptor, &after) == 0 else { throw .opening(path, code: errno) }
    guard bytes.count - start == Int(after.st_size), status.isAsWritten(after) else {
      throw .changed(path: path)
    }
  }

  /// The bytes of a file of a known size, read to where they stay.
  private static func wholeFile(
    _ descriptor: Int32, path: String, size: Int, threads: Int
  ) throws(FileError) -> [UInt8] {
    let parts = evenRanges(size, parts: size < smallestShared ? 1 : threads)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      let room = Room(bytes: UnsafeMutableRawBufferPointer(buffer))
      let ends = parallelMap(parts.count, threads: threads) {
        room.fill(parts[$0], from: descriptor)
      }
      failure = ends.first { $0.failure != 0 }?.failure ?? 0
      // What lies behind a part that the file does not fill is not defined.
      count = zip(parts, ends).first { $0.upperBound > $1.end }?.1.end ?? size
    }
    guard failure == 0 else {
      throw .readingFailed(path: path, reason: FileError.reason(failure))
    }
    return bytes
  }

  /// Files from this size on are read by several threads.
  private static let smallestShared = 1 << 20

  /// Where a file goes.
  private struct Room: @unchecked Sendable {
    // Safe: each thread writes to a part of its own.
    let bytes: UnsafeMutableRawBufferPointer

    /// Reads part of a file; returns where it ended, and why it ended early.
    func fill(_ part: Range<Int>, from descriptor: Int32) -> (end: Int, failure: Int32) {
      var end = part.lowerBound
      while end < part.upperBound {
        let read = pread(
          descriptor,
          UnsafeMutableRawBufferPointer(rebasing: bytes[end..<part.upperBound])
            .baseAddress, part.upperBound - end, off_t(end))
        if read == 0 { break }
        if read > 0 { end += read } else if errno != EINTR { return (end, errno) }
      }
      return (end, 0)
    }
  }

  private static func append(
    from descriptor: Int32, path: String, to bytes: inout [UInt8], most: Int = .max
  ) throws(FileError) {
    var left = most
    let blockSize = 1 << 20
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = readBlock(descriptor, block)
      if count > 0 {
        guard count <= left else { throw .changed(path: path) }
        left -= count
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: block[..<count]))
      } else if count == 0 {
        return
      } else if errno != EINTR {
        throw .readingFailed(path: path, reason: FileError.reason(errno))
      }
    }
  }
}

extension stat {
  /// Whether a file was not written to between two looks at it.
  fileprivate func isAsWritten(_ later: stat) -> Bool {
    #if canImport(Darwin)
      let (old, new) = (st_mtimespec, later.st_mtimespec)
    #else
      let (old, new) = (st_mtim, later.st_mtim)
    #endif
    return st_size == later.st_size && old.tv_sec == new.tv_sec && old.tv_nsec == new.tv_nsec
  }
}

/// `read(2)`, out of reach of the methods that have its name.
private func readBlock(_ descriptor: Int32, _ block: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, block.baseAddress, block.count)
}
