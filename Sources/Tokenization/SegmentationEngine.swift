/// The rules of one configuration, ready for any number of threads.
final class SegmentationEngine: Sendable {
  let configuration: TokenizerConfiguration
  /// Words or graphemes; nil for tokens between white space.
  let tokens: BreakIteratorPool?
  /// Sentences; nil where they need no rules.
  let sentences: BreakIteratorPool?

  init(_ configuration: TokenizerConfiguration) throws(TokenizationError) {
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
  }
}
