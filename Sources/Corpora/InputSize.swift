#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How large inputs are before they are read.
package enum InputSize {
  /// The bytes of the regular files that the paths stand for; what is not there or no file counts 0.
  package static func bytes(paths: [String]) -> Int {
    var total = 0
    for path in paths {
      for input in (try? InputListing.inputs(at: path)) ?? [] {
        var status = stat()
        if stat(input.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
          total += Int(status.st_size)
        }
      }
    }
    return total
  }
}
