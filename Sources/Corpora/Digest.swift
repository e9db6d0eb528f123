internal import Crypto

/// The SHA-256 of `bytes` in hexadecimal.
package func digest(of bytes: some Collection<UInt8>) -> String {
  var hash = SHA256()
  bytes.withContiguousStorageIfAvailable { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    ?? hash.update(data: Array(bytes))
  let digits = Array("0123456789abcdef")
  return String(hash.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
