#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What happens meanwhile, on standard error.
enum Progress {
  static func say(_ line: String) {
    let bytes = Array("bench: \(line)\n".utf8)
    _ = write(2, bytes, bytes.count)
  }
}
