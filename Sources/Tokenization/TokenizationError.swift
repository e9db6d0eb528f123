public import Corpora

/// Why text could not be tokenized.
public enum TokenizationError: Error, Sendable, Equatable {
  /// ICU offers no rules for the locale.
  case noRules(locale: String, reason: String)
  /// ICU failed on a text.
  case segmentationFailed(place: String)
  /// A stretch without line ends is longer than ICU can address.
  case tooLong(place: String, bytes: Int)
  /// A word is one of the marks that language models keep for sentence boundaries.
  case specialSymbol(symbol: String, place: String)
  /// There are more types or tokens than numbers for them.
  case tooManyTypes
  /// The text holds no token.
  case noTokens
}

extension TokenizationError: ClassifiedError {
  package var kind: FailureKind { .badData }

  /// The error in sentences.
  public var description: String {
    switch self {
    case .noRules(let locale, let reason):
      "There are no rules for the locale '\(locale)': \(reason). Give a language tag such as en, de "
        + "or zh-Hans to --locale, or leave it out."
    case .segmentationFailed(let place):
      "\(place): ICU could not segment this text. Try --tokenizer whitespace."
    case .tooLong(let place, let bytes):
      "\(place): \(bytes) bytes stand here without a line end, more than ICU can address. Break the "
        + "text into lines."
    case .specialSymbol(let symbol, let place):
      "\(place): this document has the word '\(symbol)', which language models keep for sentence "
        + "boundaries. Remove it, or have such marks passed over with --special-symbols skip."
    case .tooManyTypes:
      "The corpus has more different tokens than can be numbered (2^32). Use less text."
    case .noTokens:
      "The text holds no tokens. Check the corpus and --tokenizer."
    }
  }
}
