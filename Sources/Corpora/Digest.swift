internal import Crypto

/// The SHA-256 of `bytes` in hexadecimal.
package func digest(of bytes: some Collection<UInt8>) -> String {
  var digest = RunningDigest()
  digest.update(bytes)
  return digest.hexadecimal
}

/// A SHA-256 of bytes that come piece by piece.
package struct RunningDigest {
  private var hash = SHA256()

  /// Begins with no bytes.
  package init() {}

  /// Goes on by some bytes.
  package mutating func update(_ bytes: some Collection<UInt8>) {
    bytes.withContiguousStorageIfAvailable {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    } ?? hash.update(data: Array(bytes))
  }

  /// The SHA-256 of the bytes so far in hexadecimal.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
