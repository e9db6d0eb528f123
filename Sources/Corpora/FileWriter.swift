#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A buffered writer to an open file, made by ``AtomicFile/writing(to:_:)``.
package struct FileWriter {
  private static let bufferSize = 1 << 20

  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Writes bytes.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try write(bytes[...])
  }

  /// Writes bytes.
  package mutating func write(_ bytes: ArraySlice<UInt8>) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes one byte.
  package mutating func write(_ byte: UInt8) throws(FileError) {
    buffer.append(byte)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes a string as UTF-8.
  package mutating func write(utf8 string: String) throws(FileError) {
    buffer.append(contentsOf: string.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Hands everything written so far to the system.
  package mutating func flush() throws(FileError) {
    var start = 0
    while start < buffer.count {
      let count = buffer.withUnsafeBytes { bytes in
        writeBlock(descriptor, UnsafeRawBufferPointer(rebasing: bytes[start...]))
      }
      if count > 0 {
        start += count
      } else if count < 0, errno != EINTR {
        throw .writingFailed(path: path, reason: FileError.reason(errno))
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// `write(2)`, out of reach of the methods that have its name.
private func writeBlock(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
