internal import CICU

/// Properties of characters, from the loaded ICU: Swift's own tables may be of another Unicode.
enum CharacterProperties {
  /// A script by its ISO 15924 code, packed as four letters.
  struct Script: Equatable {
    let code: UInt32

    init(code: UInt32) {
      self.code = code
    }

    init(_ letters: StaticString) {
      code = (0..<4).reduce(0) { $0 << 8 | UInt32(letters.utf8Start[$1]) }
    }
  }

  /// A general category by its two letters, packed.
  struct Category: Equatable {
    let code: UInt16

    init(code: UInt16) {
      self.code = code
    }

    init(_ letters: StaticString) {
      code = UInt16(letters.utf8Start[0]) << 8 | UInt16(letters.utf8Start[1])
    }

    /// The first letter alone: `L` for letters, `P` for punctuation and so on.
    var group: UInt8 { UInt8(code >> 8) }
  }

  static func script(_ scalar: UInt32) -> Script { Script(code: cicu_script(scalar)) }
  static func category(_ scalar: UInt32) -> Category {
    Category(code: cicu_general_category(scalar))
  }
  static func isTerminal(_ scalar: UInt32) -> Bool { cicu_is_terminal_punctuation(scalar) }
  static func isWide(_ scalar: UInt32) -> Bool { cicu_is_wide(scalar) }
  static func isRightToLeft(_ scalar: UInt32) -> Bool { cicu_is_right_to_left(scalar) }

  /// Whether the character separates tokens: the property White_Space, and U+200B, an invisible
  /// space with which Khmer and Thai texts mark the ends of words.
  static func isWhiteSpace(_ scalar: UInt32) -> Bool {
    scalar == 0x200B || cicu_is_white_space(scalar)
  }

  /// Whether a character that begins with a byte may separate tokens; true for all beyond the basic
  /// plane.
  static let mayBeWhiteSpace: [Bool] = {
    var result = [Bool](repeating: false, count: 256)
    for lead in 0xF0...0xFF { result[lead] = true }
    for character in UInt32(0)...0xFFFF where isWhiteSpace(character) {
      result[Int(character < 0x80 ? character : leadByte(of: character))] = true
    }
    return result
  }()

  private static func leadByte(of character: UInt32) -> UInt32 {
    character < 0x800 ? 0xC0 | character >> 6 : 0xE0 | character >> 12
  }

  /// The character at `index` of valid UTF-8 and its length in bytes.
  static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (value: UInt32, length: Int) {
    let first = UInt32(bytes[index])
    if first < 0x80 { return (first, 1) }
    func tail(_ offset: Int) -> UInt32 { UInt32(bytes[index + offset]) & 0x3F }
    if first < 0xE0 { return ((first & 0x1F) << 6 | tail(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((first & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }
}
