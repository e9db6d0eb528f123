/// Bytes that are looked at eight at a time where they are ASCII, and character by character where not.
struct UTF8Text {
  let bytes: UnsafePointer<UInt8>
  let count: Int

  /// A text that stays where it is; nil if it is empty.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    guard let base = text.baseAddress, text.count > 0 else { return nil }
    (bytes, count) = (base, text.count)
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  private func eight(at index: Int) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self))
  }

  /// How many letters of ASCII stand at `start`; the last seven bytes of the text do not count.
  @inline(__always)
  func asciiLetters(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let word = eight(at: index)
      // In lower case and without the high bits no sum carries into the next byte.
      let lower = (word | Self.ones &* 0x20) & ~Self.highBits
      let isLetter = (lower &+ Self.ones &* 0x1F) & ~(lower &+ Self.ones &* 0x05) & ~word
      let others = ~isLetter & Self.highBits
      if others != 0 { return index - start + others.trailingZeroBitCount >> 3 }
      index += 8
    }
    return index - start
  }

  /// The first place from `start` on where a byte is none of ASCII or one of `.!?`, LF and CR, or one
  /// of the last seven.
  @inline(__always)
  func withinSentence(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let word = eight(at: index)
      // The lowest byte that is marked is right; those above it may be marked by a borrow.
      let marks =
        word | Self.zeros(word ^ Self.ones &* 0x2E) | Self.zeros(word ^ Self.ones &* 0x21)
        | Self.zeros(word ^ Self.ones &* 0x3F) | Self.zeros(word ^ Self.ones &* 0x0A)
        | Self.zeros(word ^ Self.ones &* 0x0D)
      let found = marks & Self.highBits
      if found != 0 { return index + found.trailingZeroBitCount >> 3 }
      index += 8
    }
    return index
  }

  /// The first place from `start` on of a space or LF, or one of the last seven bytes.
  @inline(__always)
  func spaceOrLineFeed(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let word = eight(at: index)
      let marks = Self.zeros(word ^ Self.ones &* 0x20) | Self.zeros(word ^ Self.ones &* 0x0A)
      let found = marks & Self.highBits
      if found != 0 { return index + found.trailingZeroBitCount >> 3 }
      index += 8
    }
    return index
  }

  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }

  /// The character of two or three bytes at `index`; nil for one of four, and for what is no UTF-8.
  @inline(__always)
  func scalarBeyondASCII(at index: Int) -> (value: Int, length: Int)? {
    let first = Int(bytes[index])
    if first < 0xE0 {
      guard first >= 0xC0, index + 2 <= count else { return nil }
      return ((first & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F), 2)
    }
    guard first < 0xF0, index + 3 <= count else { return nil }
    return (
      (first & 0x0F) << 12 | Int(bytes[index + 1] & 0x3F) << 6 | Int(bytes[index + 2] & 0x3F), 3
    )
  }
}
