import Corpora
import Testing

@testable import Tokenization

@Suite struct FastPathCheckTests {
  private static let text = """
    No. 5 costs $3.14; ask a_b@example.org: it's “fine”... Été à Москва, 東京。ไทย!
    Next? (Yes.) and so on; Mr. Smith, e.g. here.
    """

  @Test(
    "the rules agree with the ICU that is loaded", arguments: WordRules.allCases, ["", "de", "en"])
  func agreement(rules: WordRules, locale: String) throws {
    for unit in TokenUnit.allCases {
      let configuration = TokenizerConfiguration(unit: unit, wordRules: rules, locale: locale)
      #expect(try Tokenizer(configuration).notes.isEmpty)
    }
  }

  @Test func `a locale with sentence rules of its own goes without the fast path`() throws {
    // In Greek the semicolon is a question mark.
    let configuration = TokenizerConfiguration(locale: "el")
    #expect(try Tokenizer(configuration).notes.count == 1)
    #expect(try tokens("Τι; Ναι", configuration) == "Τι ; | Ναι |")
  }

  /// Wrong classes for characters of the word rules, one of each kind of mistake.
  @Test(
    "a wrong class of a word is found out", arguments: WordRules.allCases,
    [
      (":", FastWordRules.Class.midBoth), ("@", .digit), (";", .midLetter), ("_", .letter),
      ("7", .letter), ("-", .connector), ("'", .midNumber), ("\t", .space), ("!", .lineFeed),
      ("\0", .letter), ("é", .other), ("·", .other), ("Я", .digit), ("’", .midLetter),
      ("\u{301}", .other), ("\u{200D}", .letter), ("٣", .other), ("：", .midBoth), ("가", .letter),
      ("。", .letter),
    ] as [(Unicode.Scalar, FastWordRules.Class)])
  func wrongWord(rules: WordRules, change: (Unicode.Scalar, FastWordRules.Class)) throws {
    var fastPaths = FastPaths(rules)
    fastPaths.areBuiltIn = false
    fastPaths.words?.set(change.1, for: Int(change.0.value))
    try Self.checkThatICUTakesOver(
      TokenizerConfiguration(wordRules: rules), fastPaths, complaint: "words")
  }

  @Test(
    "a wrong class of a sentence is found out",
    arguments: [
      (".", FastSentenceRules.Class.mark), ("!", .stop), (",", .other), (")", .other),
      ("a", .upper), ("Z", .lower), ("5", .other), (" ", .other), ("\n", .other), ("à", .upper),
      ("«", .other), ("؟", .other), ("。", .other), ("\u{301}", .mark),
    ] as [(Unicode.Scalar, FastSentenceRules.Class)])
  func wrongSentence(change: (Unicode.Scalar, FastSentenceRules.Class)) throws {
    var fastPaths = FastPaths(.icu)
    fastPaths.areBuiltIn = false
    fastPaths.sentences?.set(change.1, for: Int(change.0.value))
    try Self.checkThatICUTakesOver(TokenizerConfiguration(), fastPaths, complaint: "sentences")
  }

  /// Wrong numbers, one of each kind.
  @Test(
    "a wrong rule of a dictionary is found out once a text has such words",
    arguments: WordRules.allCases,
    [
      { $0.unknownCost = 400 }, { $0.unknownCost = 100 }, { $0.katakanaCosts[2] = 8000 },
      { $0.katakanaCosts[0] = 100 }, { $0.katakanaCosts[8] = 9000 },
      { $0.katakanaCosts.removeLast() },
    ] as [@Sendable (inout DictionaryRules) -> Void])
  func wrongDictionary(
    rules: WordRules, change: @Sendable (inout DictionaryRules) -> Void
  ) throws {
    var fastPaths = FastPaths(rules)
    fastPaths.areBuiltIn = false
    var dictionary = DictionaryRules()
    change(&dictionary)
    fastPaths.dictionary = dictionary
    let configuration = TokenizerConfiguration(wordRules: rules)
    let unasked = try Tokenizer(configuration, fastPaths: fastPaths)
    _ = try unasked.tokenize(Corpus(texts: ["No such words; 한국."]), threads: 1)
    #expect(unasked.notes.isEmpty)
    try Self.checkThatICUTakesOver(
      configuration, fastPaths, complaint: "words of Chinese and Japanese")
  }

  @Test(
    "the rules for dictionaries agree with the ICU that is loaded", arguments: WordRules.allCases,
    ["", "ja", "zh", "zh-Hant", "ko", "en"])
  func dictionaryAgreement(rules: WordRules, locale: String) throws {
    let tokenizer = try Tokenizer(TokenizerConfiguration(wordRules: rules, locale: locale))
    _ = try tokenizer.tokenize(Corpus(texts: [Self.text]), threads: 1)
    #expect(tokenizer.notes.isEmpty)
  }

  /// With wrong rules the tokenizer has to say so, once, and to make the tokens of ICU alone.
  private static func checkThatICUTakesOver(
    _ configuration: TokenizerConfiguration, _ fastPaths: FastPaths, complaint: String
  ) throws {
    let wrong = try Tokenizer(configuration, fastPaths: fastPaths)
    let slow = try Tokenizer(configuration, fastPaths: nil)
    let corpus = Corpus(texts: [text])
    let (found, expected) = try (
      wrong.tokenize(corpus, threads: 1), slow.tokenize(corpus, threads: 1)
    )
    #expect(slow.notes.isEmpty)
    #expect(wrong.notes.count == 1)
    #expect(wrong.notes.allSatisfy { $0.contains("other rules for \(complaint)") })
    #expect(found.stream == expected.stream)
    #expect(found.types == expected.types)
  }

  @Test func `wrong rules spoil nothing for those that come after`() throws {
    var fastPaths = FastPaths(.icu)
    fastPaths.areBuiltIn = false
    fastPaths.words?.set(.letter, for: 0x2D)
    #expect(try !Tokenizer(TokenizerConfiguration(), fastPaths: fastPaths).notes.isEmpty)
    #expect(try Tokenizer(TokenizerConfiguration()).notes.isEmpty)
  }
}
