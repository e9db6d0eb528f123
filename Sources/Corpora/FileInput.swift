#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Reading whole files.
package enum FileInput {
  /// All bytes of the file at `path`; `-` is standard input.
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(path, appendingTo: &bytes)
    return bytes
  }

  /// Appends all bytes of the file at `path` to `bytes`; `-` is standard input.
  static func read(_ path: String, appendingTo bytes: inout [UInt8]) throws(FileError) {
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
      bytes = try wholeFile(descriptor, path: path, size: Int(status.st_size))
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
    _ descriptor: Int32, path: String, size: Int
  ) throws(FileError) -> [UInt8] {
    var failure: Int32 = 0
    // One byte more than the size, so that the end of the file is seen.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      let room = UnsafeMutableRawBufferPointer(buffer)
      while failure == 0, count < room.count {
        let read = readBlock(descriptor, UnsafeMutableRawBufferPointer(rebasing: room[count...]))
        if read == 0 { return }
        if read > 0 { count += read } else if errno != EINTR { failure = errno }
      }
    }
    guard failure == 0 else {
      throw .readingFailed(path: path, reason: FileError.reason(failure))
    }
    guard bytes.count <= size else { throw .changed(path: path) }
    return bytes
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
