internal import CICU

/// The word rules for what needs no dictionary: a class per character and one loop.
///
/// UAX #29 looks at most one character past the next one, so a token is certain as soon as the
/// character after it, and after a mark in the middle of a word the one after that, are known not to
/// join on to what stands before them. A scan that meets another one gives up, and ICU takes over
/// from the start of the token.
struct FastWordRules: Sendable {
  /// What a character is to the word rules.
  enum Class: UInt8 {
    /// Not ours to judge: marks, formats, dictionaries, Hebrew, and all beyond the basic plane.
    case foreign
    /// A segment of its own.
    case other
    case letter
    case digit
    /// `_` and the like, which join letters, digits and themselves.
    case connector
    /// May stand between two letters.
    case midLetter
    /// May stand between two digits.
    case midNumber
    /// May stand between two letters or two digits.
    case midBoth
    case space
    case carriageReturn
    case lineFeed
  }

  /// The classes of the basic plane.
  private(set) var classes: [Class]

  init(_ rules: WordRules) {
    classes = Self.beyondASCII
    for byte in UInt8(0)..<0x80 { classes[Int(byte)] = Self.classOf(byte, rules) }
    // What ICU's root takes out of MidLetter: the colon, and its compatibility forms.
    if rules == .icu { for mark in [0xFE55, 0xFF1A] { classes[mark] = .other } }
  }

  /// Changes the class of a character: for tests of ``FastPathCheck``.
  mutating func set(_ type: Class, for character: Int) {
    classes[character] = type
  }

  private static func classOf(_ byte: UInt8, _ rules: WordRules) -> Class {
    switch Unicode.Scalar(byte) {
    case "a"..."z", "A"..."Z": .letter
    case "@": rules == .icu ? .letter : .other
    case ":": rules == .icu ? .other : .midLetter
    case "0"..."9": .digit
    case "_": .connector
    case ".", "'": .midBoth
    case ",", ";": .midNumber
    case " ": .space
    case "\r": .carriageReturn
    case "\n": .lineFeed
    default: .other
    }
  }

  /// From ICU: which characters are letters differs between versions of Unicode.
  ///
  /// Between the two blocks lie ideographs, Yi, Hangul and private use, which are left to ICU unasked,
  /// for asking takes time at every start.
  private static let beyondASCII: [Class] = {
    var codes = [UInt8](repeating: 0, count: 1 << 16)
    for block in [0x80..<0x3400, 0xFB00..<0x10000] {
      cicu_word_classes(UInt32(block.lowerBound), UInt32(block.count), &codes[block.lowerBound])
    }
    return codes.map { Class(rawValue: $0) ?? .foreign }
  }()
}
