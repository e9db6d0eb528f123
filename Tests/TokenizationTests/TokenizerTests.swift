import Corpora
import Testing

@testable import Tokenization

@Suite struct TokenizerTests {
  private static let mixed: Corpus = {
    var source = HostileText(seed: 11)
    return Corpus(
      texts: (0..<60).map { _ in
        String(decoding: source.text(length: 400, foreign: 10), as: UTF8.self)
      })
  }()

  private static let configurations: [TokenizerConfiguration] = TokenUnit.allCases.flatMap { unit in
    SentenceRule.allCases.map {
      TokenizerConfiguration(unit: unit, sentences: $0, caseFolding: .fold)
    }
  }

  @Test("the tokens depend on neither threads nor chunks", arguments: configurations)
  func independence(configuration: TokenizerConfiguration) throws {
    let tokenizer = try Tokenizer(configuration)
    let expected = try tokenizer.tokenize(
      Self.mixed, documents: nil, threads: 1, chunkSize: 1 << 30)
    for (threads, chunkSize) in [(1, 1), (2, 100), (7, 1000), (2, 1 << 18)] {
      let found = try tokenizer.tokenize(
        Self.mixed, documents: nil, threads: threads, chunkSize: chunkSize)
      #expect(found.types == expected.types)
      #expect(found.stream == expected.stream)
      #expect(found.vocabulary() == expected.vocabulary())
      #expect(
        found.encoded(with: found.vocabulary(), threads: threads)
          == expected.encoded(with: expected.vocabulary()))
    }
  }

  @Test("the fast path changes no token", arguments: configurations)
  func fastPath(configuration: TokenizerConfiguration) throws {
    let fast = try Tokenizer(configuration).tokenize(Self.mixed, threads: 2)
    let slow = try Tokenizer(configuration, fastPaths: nil).tokenize(Self.mixed, threads: 2)
    #expect(fast.stream == slow.stream)
    #expect(fast.types == slow.types)
  }

  @Test(
    "normalization is of types",
    arguments: [
      (Normalization.nfc, 2), (.none, 4), (.nfkc, 1),
    ])
  func normalization(form: Normalization, typeCount: Int) throws {
    // Composed, decomposed, and a compatibility form of each.
    let text = "ﬁancé ﬁance\u{301} fiancé fiance\u{301}"
    let tokenizer = try Tokenizer(TokenizerConfiguration(unit: .whitespace, normalization: form))
    let vocabulary = try tokenizer.tokenize(Corpus(texts: [text]), threads: 1).vocabulary()
    #expect(vocabulary.typeCount == typeCount)
    #expect(vocabulary.counts.reduce(0, +) == 4)
  }

  @Test func `compatibility forms put no space into a token`() throws {
    // U+00A8 is a space with a diaeresis under NFKC.
    let configuration = TokenizerConfiguration(unit: .whitespace, normalization: .nfkc)
    #expect(try tokens("a\u{A8}b \u{A8}", configuration) == "a\u{308}b \u{308} |")
  }

  @Test(
    "case is folded in full, and as the locale wants",
    arguments: [
      ("", "Straße STRASSE ΣΊΣΥΦΟΣ IM", "strasse strasse σίσυφοσ im |"),
      ("tr", "IM İM", "ım im |"), ("de", "IM", "im |"),
    ])
  func caseFolding(locale: String, text: String, expected: String) throws {
    let configuration = TokenizerConfiguration(
      unit: .whitespace, caseFolding: .fold, locale: locale)
    #expect(try tokens(text, configuration) == expected)
  }

  @Test(
    "word rules differ where they say they do",
    arguments: [
      (WordRules.icu, "a@b a : b 1 : 2"), (.uax29, "a @ b a:b 1 : 2"),
    ])
  func wordRules(rules: WordRules, expected: String) throws {
    let configuration = TokenizerConfiguration(wordRules: rules, sentences: .none)
    #expect(try tokens("a@b a:b 1:2", configuration) == expected)
  }

  @Test func `uax29 rules keep the dictionaries`() throws {
    let configuration = TokenizerConfiguration(wordRules: .uax29, sentences: .none)
    #expect(try tokens("ภาษาไทย 北京天安门", configuration) == "ภาษา ไทย 北京 天安门")
  }

  @Test func `a mark on a space is a token without the space`() throws {
    #expect(try tokens("a \u{301}b\u{A0}c\u{200B}d") == "a \u{301} b c d |")
  }

  @Test func `an unknown locale is an error`() {
    #expect(throws: TokenizationError.self) {
      try Tokenizer(TokenizerConfiguration(locale: "not a locale!"))
    }
  }

  @Test func `documents are tokenized in the order asked for`() throws {
    let corpus = Corpus(texts: ["a", "b b", "c"])
    let text = try Tokenizer(TokenizerConfiguration()).tokenize(
      corpus, documents: [2, 1], threads: 2)
    let vocabulary = text.vocabulary()
    #expect(
      text.encoded(with: vocabulary).ids.map(vocabulary.string) == ["c", "</s>", "b", "b", "</s>"])
    #expect(text.stream.documentEnds == [2, 5])
  }
}
