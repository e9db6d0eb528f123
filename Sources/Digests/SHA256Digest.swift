internal import CNettle

/// The SHA-256 (FIPS 180-4) of bytes that come piece by piece.
package struct SHA256Digest {
  private var context = sha256_ctx()

  /// Begins with no bytes.
  package init() { nettle_sha256_init(&context) }

  /// The digest of some bytes.
  package init(of bytes: some Collection<UInt8>) {
    self.init()
    update(bytes)
  }

  /// Goes on by some bytes.
  ///
  /// - Complexity: O(*n*).
  package mutating func update(_ bytes: some Collection<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable {
      nettle_sha256_update(&context, $0.count, $0.baseAddress)
    }
    if isDone == nil { update(Array(bytes)) }
  }

  /// The 32 bytes of the digest of what has come so far.
  package var bytes: [UInt8] {
    // Taking the digest out begins the context anew.
    var context = context
    return [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_SIZE)) { buffer, count in
      nettle_sha256_digest(&context, buffer.count, buffer.baseAddress)
      count = buffer.count
    }
  }

  /// The same in hexadecimal, as `sha256sum` prints it.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
