internal import CICU

/// The word rules: a class per character and one loop.
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
    /// Hangul syllables, which join each other alone.
    case syllable
    /// Ideographs and kana of three bytes that are their own compatibility forms: ICU's dictionary
    /// makes words of runs of them.
    case dictionary
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
  /// Between the two blocks lie ideographs, Yi, Hangul and private use, about which ICU is not asked,
  /// for asking takes time at every start.
  private static let beyondASCII: [Class] = {
    var codes = [UInt8](repeating: 0, count: 1 << 16)
    for block in [0x80..<0x3400, 0xFB00..<0x10000] {
      cicu_word_classes(UInt32(block.lowerBound), UInt32(block.count), &codes[block.lowerBound])
    }
    var classes = codes.map { Class(rawValue: $0) ?? .foreign }
    for (block, type) in beyondAlphabets {
      classes.replaceSubrange(block, with: repeatElement(type, count: block.count))
    }
    return classes
  }()

  /// Ideographs, kana and Hangul, without marks and compatibility forms.
  private static let beyondAlphabets: [(block: Range<Int>, type: Class)] = [
    (0x3005..<0x3006, .dictionary), (0x3007..<0x3008, .dictionary),
    (0x3041..<0x3097, .dictionary), (0x309D..<0x309F, .dictionary),
    (0x30A1..<0x30FB, .dictionary), (0x30FC..<0x30FF, .dictionary),
    (0x31F0..<0x3200, .dictionary), (0x3400..<0x4DB6, .dictionary),
    (0x4E00..<0x9FEB, .dictionary), (0xAC00..<0xD7A4, .syllable),
  ]
}
