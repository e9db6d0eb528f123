package import Tokenization

/// The characters of a text, and what it takes to spell the tokens of it that a vocabulary lacks.
///
/// A model says of a token outside the vocabulary only that it is one. To name it, its characters have to be
/// spelled, else a text of unknown words would cost next to nothing per character. They are spelled by a
/// distribution that is the same in all generations: the characters of the types of V_0, each type once,
/// and the end of each type. Of C of these, A are different; a character that occurs n times has the
/// probability n/(C + A), and one that does not the share of A/(C + A) that falls to each Unicode scalar:
/// method C of Witten and Bell 1991, IEEE Transactions on Information Theory 37(4).
public struct SpelledText: Sendable, Equatable {
  /// The Unicode scalars of the tokens as the model knows them, normalized, without white space: it is in no
  /// word, and the same text has as many characters whatever the unit.
  public let characters: Int
  /// The bits of spelling all tokens outside the vocabulary, an end after each.
  public let spellingBits: Double

  /// Takes what was counted elsewhere.
  public init(characters: Int, spellingBits: Double) {
    self.characters = characters
    self.spellingBits = spellingBits
  }

  /// Counts a text.
  ///
  /// The word `<unk>` in text that came tokenized is five characters and needs no spelling.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - vocabulary: V_0.
  /// - Complexity: O(*n*) in the characters of the types of both.
  package init(_ text: TokenizedText, vocabulary: Vocabulary) {
    let spelling = Spelling(vocabulary)
    var characters = 0
    var bits = 0.0
    for (number, count) in text.counts.enumerated() where count > 0 {
      let id = TokenID(number)
      guard id != SpecialToken.boundary else { continue }
      let bytes = text.bytes(of: id)
      let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
      characters += count * scalars.count { !Self.isWhiteSpace($0) }
      guard id >= SpecialToken.firstType, vocabulary.id(of: bytes) == nil else { continue }
      bits += Double(count) * spelling.bits(of: scalars)
    }
    self.init(characters: characters, spellingBits: bits)
  }

  /// As for tokenizers, the invisible space is one too.
  private static func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{200B}"
  }
}

/// How words are spelled that the vocabulary lacks.
private struct Spelling {
  private var counts: [Unicode.Scalar: Int] = [:]
  private var ends = 0
  private var total = 0

  /// How many scalars there are: all code points but the surrogates.
  private static let scalars = Double(0x11_0000 - 0x800)

  init(_ vocabulary: Vocabulary) {
    for id in vocabulary.typeIDs {
      for scalar in String(decoding: vocabulary.bytes(of: id), as: UTF8.self).unicodeScalars {
        counts[scalar, default: 0] += 1
        total += 1
      }
    }
    // Without types there is still an end to each word.
    ends = max(1, vocabulary.typeCount)
    total += ends
  }

  func bits(of word: String.UnicodeScalarView) -> Double {
    let different = counts.count + 1
    let whole = Double(total + different)
    return word.reduce(-Elementary.logBase2(Double(ends) / whole)) { sum, scalar in
      let mass = counts[scalar].map(Double.init) ?? Double(different) / Self.scalars
      return sum - Elementary.logBase2(mass / whole)
    }
  }
}
