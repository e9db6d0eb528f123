/// What makes bytes unfit as text.
enum UTF8Fault: Equatable {
  /// Bytes that are not UTF-8; `length` of them (at least 1) are to be replaced together.
  case invalid(offset: Int, length: Int)
  /// A NUL byte: the file is binary.
  case null(offset: Int)

  var offset: Int {
    switch self {
    case .invalid(let offset, _), .null(let offset): offset
    }
  }
}

/// Strict UTF-8 as in the Unicode Standard, table 3-7: no overlong forms, no surrogates, nothing
/// above U+10FFFF.
enum UTF8Validation {
  /// The first fault in `bytes` at or after `start`.
  ///
  /// - Complexity: O(*n*); ASCII goes by eight bytes at a time.
  static func firstFault(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> UTF8Fault? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let count = bytes.count
    var index = start
    while index < count {
      if index + 8 <= count {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        // True of eight bytes that are all in 0x01...0x7F: a NUL borrows into its high bit.
        if (word | (word &- ones)) & highs == 0 {
          index += 8
          continue
        }
      }
      let byte = bytes[index]
      if byte == 0 { return .null(offset: index) }
      if byte < 0x80 {
        index += 1
        continue
      }
      let (length, isValid) = sequence(in: bytes, at: index)
      guard isValid else { return .invalid(offset: index, length: length) }
      index += length
    }
    return nil
  }

  /// The length of the sequence that starts at `index` with a byte above 0x7F, and whether it is valid.
  ///
  /// Of a broken one it is the length of the longest prefix that could have begun a valid one, at
  /// least 1. This is how the Unicode Standard (section 3.9, "U+FFFD substitution of maximal
  /// subparts") counts repairs.
  static func sequence(
    in bytes: UnsafeRawBufferPointer, at index: Int
  ) -> (length: Int, isValid: Bool) {
    let following: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch bytes[index] {
    case 0xC2...0xDF: following = 1
    case 0xE0: (following, low) = (2, 0xA0)
    case 0xED: (following, high) = (2, 0x9F)
    case 0xE1...0xEF: following = 2
    case 0xF0: (following, low) = (3, 0x90)
    case 0xF4: (following, high) = (3, 0x8F)
    case 0xF1...0xF3: following = 3
    default: return (1, false)
    }
    for step in 1...following {
      let next = index + step
      guard next < bytes.count, bytes[next] >= low, bytes[next] <= high else {
        return (step, false)
      }
      (low, high) = (0x80, 0xBF)
    }
    return (following + 1, true)
  }
}
