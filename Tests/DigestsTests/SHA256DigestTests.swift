import Foundation
import Testing

@testable import Digests

@Suite struct SHA256DigestTests {
  /// The examples of FIPS 180-2, appendix B, and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]) func examplesOfTheStandard(text: String, digest: String) {
    #expect(SHA256Digest(of: text.utf8).hexadecimal == digest)
    // Bytes that do not lie in one piece.
    #expect(SHA256Digest(of: text.utf8.lazy.map { $0 }).hexadecimal == digest)
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 3) }
    let whole = SHA256Digest(of: bytes).bytes
    #expect(whole.count == 32)
    for size in [1, 63, 64, 65, 999] {
      var digest = SHA256Digest()
      for start in stride(from: 0, to: bytes.count, by: size) {
        digest.update(bytes[start..<min(start + size, bytes.count)])
        // Looking at a digest does not end it.
        _ = digest.hexadecimal
      }
      #expect(digest.bytes == whole)
    }
  }
}
