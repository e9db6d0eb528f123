/// The rules of one configuration, ready for any number of threads.
final class SegmentationEngine: Sendable {
  let configuration: TokenizerConfiguration
  /// Words or graphemes; nil for tokens between white space.
  let tokens: BreakIteratorPool?
  /// Words without ICU; nil where it has to find all of them.
  let wordRules: FastWordRules?
  /// Words of Chinese and Japanese past ICU; nil where it has to find all of them.
  let dictionary: DictionaryPath?
  /// Sentences without ICU; nil where it has to find all of them.
  let sentenceRules: FastSentenceRules?
  /// Whether the graphemes of ASCII go past ICU.
  let usesGraphemeRules: Bool
  /// Sentences; nil where they need no rules.
  let sentences: BreakIteratorPool?

  private let ruleNotes: [String]

  /// What the user should know, in sentences.
  ///
  /// Whether ICU's dictionary may be read without ICU is known only after a text that needs it.
  var notes: [String] {
    ruleNotes
      + (dictionary?.isClosed ?? false
        ? [Self.disagreement(about: "words of Chinese and Japanese")] : [])
  }

  /// Opens the rules, with the fast paths built in.
  convenience init(_ configuration: TokenizerConfiguration) throws(TokenizationError) {
    try self.init(configuration, fastPaths: FastPaths(configuration.wordRules))
  }

  /// Opens the rules.
  ///
  /// - Parameters:
  ///   - configuration: The configuration.
  ///   - fastPaths: The rules that may go past ICU if they agree with it; the tokens are the same
  ///     either way.
  /// - Throws: ``TokenizationError`` if ICU has no rules for the locale.
  init(
    _ configuration: TokenizerConfiguration, fastPaths: FastPaths?
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
    let check = FastPathCheck(locale: locale, isRemembered: fastPaths?.areBuiltIn ?? false)
    var (wordRules, sentenceRules) = (fastPaths?.words, fastPaths?.sentences)
    var usesGraphemeRules = fastPaths != nil
    if let rules = wordRules, configuration.unit == .word, let tokens {
      let agree = try check.agrees(rules, as: configuration.wordRules, with: tokens)
      if !agree { (wordRules, notes) = (nil, notes + [Self.disagreement(about: "words")]) }
    }
    if let rules = sentenceRules, let sentences {
      let agree = try check.agrees(rules, with: sentences)
      if !agree { (sentenceRules, notes) = (nil, notes + [Self.disagreement(about: "sentences")]) }
    }
    if usesGraphemeRules, configuration.unit == .grapheme, let tokens {
      usesGraphemeRules = try check.agreesInGraphemes(with: tokens)
      if !usesGraphemeRules { notes.append(Self.disagreement(about: "graphemes")) }
    }
    self.usesGraphemeRules = usesGraphemeRules
    (self.wordRules, self.sentenceRules, ruleNotes) = (wordRules, sentenceRules, notes)
    dictionary =
      if let wordRules, let tokens, let rules = fastPaths?.dictionary, configuration.unit == .word {
        DictionaryPath(rules) {
          check.agrees(rules, wordRules, as: configuration.wordRules, with: tokens)
        }
      } else {
        nil
      }
  }

  private static func disagreement(about units: String) -> String {
    "ICU \(UnicodeLibrary.icuVersion) has other rules for \(units) here than those built in, "
      + "so it finds all \(units) itself: slower, and as this version of ICU has it."
  }
}
