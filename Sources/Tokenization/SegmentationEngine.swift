/// The rules of one configuration, ready for any number of threads.
final class SegmentationEngine: Sendable {
  let configuration: TokenizerConfiguration
  /// Words or graphemes; nil for tokens between white space.
  let tokens: BreakIteratorPool?
  /// The words of ASCII; nil where ICU has to find all of them.
  let wordRules: ASCIIWordRules?
  /// The sentences of ASCII; nil where ICU has to find all of them.
  let sentenceRules: ASCIISentenceRules?
  /// Sentences; nil where they need no rules.
  let sentences: BreakIteratorPool?

  /// What the user should know, in sentences.
  let notes: [String]

  /// Opens the rules.
  ///
  /// - Parameters:
  ///   - configuration: The configuration.
  ///   - usesFastPaths: Whether ASCII may go past ICU; the tokens are the same either way.
  /// - Throws: ``TokenizationError`` if ICU has no rules for the locale.
  init(
    _ configuration: TokenizerConfiguration, usesFastPaths: Bool
  ) throws(TokenizationError) {
    self.configuration = configuration
    let locale = configuration.locale
    tokens =
      switch configuration.unit {
      case .word: try BreakIteratorPool(.word(configuration.wordRules), locale: locale)
      case .grapheme: try BreakIteratorPool(.grapheme, locale: locale)
      case .whitespace: nil
      }
    sentences =
      configuration.sentences == .icu ? try BreakIteratorPool(.sentence, locale: locale) : nil
    var notes: [String] = []
    var wordRules: ASCIIWordRules?
    var sentenceRules: ASCIISentenceRules?
    if usesFastPaths, configuration.unit == .word, let tokens {
      let agree = try FastPathCheck.wordsAgree(
        configuration.wordRules, locale: locale, pool: tokens)
      if agree { wordRules = ASCIIWordRules(configuration.wordRules) }
      if !agree { notes.append(Self.disagreement(about: "words")) }
    }
    if usesFastPaths, let sentences {
      let agree = try FastPathCheck.sentencesAgree(locale: locale, pool: sentences)
      if agree { sentenceRules = ASCIISentenceRules() }
      if !agree { notes.append(Self.disagreement(about: "sentences")) }
    }
    (self.wordRules, self.sentenceRules, self.notes) = (wordRules, sentenceRules, notes)
  }
  private static func disagreement(about units: String) -> String {
    "ICU \(UnicodeLibrary.icuVersion) has other rules for \(units) in ASCII here than those built in, "
      + "so it finds all \(units) itself: slower, and as this version of ICU has it."
  }
}
