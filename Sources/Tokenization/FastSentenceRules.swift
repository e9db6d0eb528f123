internal import CICU

/// The sentence rules of UAX #29 (SB1 to SB11) for the basic plane: a class per character.
///
/// A scan that meets another character, or near the end of a sentence a mark that joins on to the
/// one before it, gives up, and ICU takes over from the start of the sentence.
struct FastSentenceRules: Sendable {
  /// What a character is to the sentence rules (Sentence_Break).
  enum Class: UInt8 {
    /// Not ours to judge: line ends beyond ASCII, and all beyond the basic plane.
    case foreign
    case other
    case lower
    case upper
    /// A letter without case.
    case letter
    case digit
    case space
    case close
    /// `ATerm`: the full stop.
    case stop
    /// `STerm`: what ends sentences for certain.
    case mark
    /// `SContinue`: what shows that the sentence goes on.
    case proceed
    /// `CR` and `LF`.
    case lineEnd
    /// `Extend` and `Format`: counts as part of the character before it.
    case extend
  }

  /// The classes of the basic plane.
  private(set) var classes: [Class]

  /// Takes the classes from ICU: which marks let a sentence go on differs between versions of Unicode.
  init() {
    classes = Self.loaded
  }

  /// Changes the class of a character: for tests of ``FastPathCheck``.
  mutating func set(_ type: Class, for character: Int) {
    classes[character] = type
  }

  private static let loaded: [Class] = {
    var codes = [UInt8](repeating: 0, count: 1 << 16)
    cicu_sentence_classes(0, UInt32(codes.count), &codes)
    return codes.map { Class(rawValue: $0) ?? .foreign }
  }()
}
