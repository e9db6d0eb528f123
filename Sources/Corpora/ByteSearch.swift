#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension UnsafeRawBufferPointer {
  /// The first place of a byte from `start` on, found many bytes at a time.
  func firstPlace(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return base.distance(to: UnsafeRawPointer(found))
  }
}

extension [UInt8] {
  /// The first place of a byte from `start` on, found many bytes at a time.
  func firstPlace(of byte: UInt8, from start: Int) -> Int? {
    withUnsafeBytes { $0.firstPlace(of: byte, from: start) }
  }
}
