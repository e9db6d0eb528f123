/// What a token is.
public enum TokenUnit: String, Sendable, Codable, CaseIterable {
  /// Words by UAX #29, and every other segment that is not white space: punctuation is a token.
  case word
  /// User-perceived characters (extended grapheme clusters), spaces among them.
  case grapheme
  /// What stands between white space, for text that is already tokenized. White space is space, tab,
  /// CR and LF alone (and NUL), which is what KenLM takes for it: a no-break space separates nothing.
  case whitespace
}

/// Which rules find words.
public enum WordRules: String, Sendable, Codable, CaseIterable {
  /// ICU's root rules: `@` is a letter, and `:` does not join two letters.
  case icu
  /// The rules of UAX #29 to the letter.
  case uax29
}

/// Where sentences end.
public enum SentenceRule: String, Sendable, Codable, CaseIterable {
  /// By UAX #29 within each document. A token belongs to the sentence it starts in; a sentence
  /// without tokens is none.
  case icu
  /// At line ends. A line without tokens is no sentence, unless it is an empty document that the
  /// reader was told to keep.
  case line
  /// Nowhere: the corpus is one ring.
  case none
}

/// The Unicode normalization of types.
public enum Normalization: String, Sendable, Codable, CaseIterable {
  /// Canonical composition.
  case nfc
  /// Compatibility composition: ligatures, widths and the like are made equal.
  case nfkc
  /// As it stands in the text.
  case none
}

/// What becomes of upper and lower case.
public enum CaseFolding: String, Sendable, Codable, CaseIterable {
  /// It stays.
  case keep
  /// Full default case folding; in Turkish and Azerbaijani locales with their dotless i.
  case fold
}

/// What becomes of the words `<unk>`, `<s>` and `</s>` in text of unit ``TokenUnit/whitespace``.
public enum SpecialSymbolRule: String, Sendable, Codable, CaseIterable {
  /// `<unk>` becomes ``SpecialToken/unknown``; `<s>` and `</s>` are an error.
  case refuse
  /// All three are passed over like white space, as KenLM's `--skip_symbols` does.
  case skip
}

/// How text becomes tokens.
public struct TokenizerConfiguration: Sendable, Equatable, Codable {
  /// What a token is.
  public var unit: TokenUnit
  /// Which rules find words.
  public var wordRules: WordRules
  /// Where sentences end.
  public var sentences: SentenceRule
  /// The normalization of types.
  public var normalization: Normalization
  /// What becomes of case.
  public var caseFolding: CaseFolding
  /// The locale of the rules as a BCP 47 tag; empty for the root.
  public var locale: String
  /// What becomes of the special symbols of language model files.
  public var specialSymbols: SpecialSymbolRule

  /// Creates a configuration.
  public init(
    unit: TokenUnit = .word, wordRules: WordRules = .icu, sentences: SentenceRule = .icu,
    normalization: Normalization = .nfc, caseFolding: CaseFolding = .keep, locale: String = "",
    specialSymbols: SpecialSymbolRule = .refuse
  ) {
    self.unit = unit
    self.wordRules = wordRules
    self.sentences = sentences
    self.normalization = normalization
    self.caseFolding = caseFolding
    self.locale = locale
    self.specialSymbols = specialSymbols
  }
}
