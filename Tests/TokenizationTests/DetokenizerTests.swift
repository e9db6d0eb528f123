import Corpora
import Testing

@testable import Tokenization

@Suite struct DetokenizerTests {
  private static func detokenize(
    _ words: String, unit: TokenUnit = .word, layout: TextLayout = .prose
  ) -> String {
    let tokens = words.split(separator: " ").map(String.init)
    let vocabulary = Vocabulary(types: tokens.filter { $0 != "|" })
    let ids = tokens.map { $0 == "|" ? SpecialToken.boundary : vocabulary.id(of: $0) ?? 1 }
    return Detokenizer(vocabulary: vocabulary, unit: unit).text(of: ids, layout: layout)
  }

  @Test(
    "words are set as people write them",
    arguments: [
      ("Hello , world ! | Yes ( no ) .", "Hello, world! Yes (no)."),
      ("He said , \" Go on , \" and \" left \" .", "He said, \"Go on,\" and \"left\"."),
      ("the dogs ' .", "the dogs'."),
      ("a ' quoted ' word", "a 'quoted' word"),
      ("well - known and / or", "well-known and/or"),
      ("It came — late .", "It came—late."),
      ("— Нет , — сказал он .", "— Нет, — сказал он."),
      ("הוא אמר ״ כן ״ .", "הוא אמר ״כן״."),
      ("pages 3 – 5 , then – later", "pages 3–5, then – later"),
      ("at 10 : 30 : now", "at 10:30: now"),
      ("$ 5 and 10 % and 5 €", "$5 and 10% and 5 €"),
      ("¿ Qué ? ¡ Sí !", "¿Qué? ¡Sí!"),
      ("„ Gut “ , sagte ‚ er ‘ .", "„Gut“, sagte ‚er‘."),
      ("“ Well ” she said", "“Well” she said"),
      ("« Oui »", "«Oui»"),
      ("مرحبا ، كيف حالك ؟", "مرحبا، كيف حالك؟"),
      ("בית ־ ספר .", "בית־ספר."),
      ("यह अच्छा है । | हाँ", "यह अच्छा है। हाँ"),
      ("ภาษา ไทย ง่าย มาก Swift ดี", "ภาษาไทยง่ายมาก Swift ดี"),
      ("我 爱 北京 。 | 你好 吗 ？", "我爱北京。你好吗？"),
      ("「 東京 」 に コーヒー 、", "「東京」にコーヒー、"),
      ("使用 Swift 6 语言", "使用Swift 6语言"),
      ("안녕하세요 , 세계 !", "안녕하세요, 세계!"),
      ("ខ្ញុំ ស្រឡាញ់", "ខ្ញុំស្រឡាញ់"),
    ])
  func prose(words: String, expected: String) {
    let found = Self.detokenize(words)
    #expect(found == expected)
  }

  @Test func `lines keep one sentence each, empty ones too`() {
    #expect(Self.detokenize("a . | | b", layout: .lines) == "a.\n\nb")
  }

  @Test func `straight quotes start anew in each sentence`() {
    #expect(Self.detokenize("\" a | \" b") == "\"a \"b")
  }

  @Test func `tokens of white space and graphemes are set plainly`() {
    #expect(Self.detokenize("a , b", unit: .whitespace) == "a , b")
    #expect(Self.detokenize("a , b", unit: .grapheme) == "a,b")
  }

  @Test func `a mark on its own does not melt into the word before`() {
    #expect(Self.detokenize("a \u{301}").unicodeScalars.count == 3)
  }

  @Test(
    "text comes back with the same tokens",
    arguments: [
      "Mr. Smith isn't 3.14 years old (he says). “Really?” she said—twice.",
      "Мир, труд. Май!", "مرحبا، كيف حالك؟ بخير.", "नमस्ते दुनिया। यह अच्छा है।",
      "안녕하세요, 세계! 좋아요.", "שלום, צה\"ל ודו\"ח.", "Τι κάνεις; Καλά.",
    ], [TokenUnit.word, .whitespace, .grapheme])
  func roundTrip(text: String, unit: TokenUnit) throws {
    let tokenizer = try Tokenizer(TokenizerConfiguration(unit: unit))
    let tokenized = try tokenizer.tokenize(Corpus(texts: [text]), threads: 1)
    let vocabulary = tokenized.vocabulary()
    let fidelity = try RoundTripFidelity(
      of: tokenized.encoded(with: vocabulary), vocabulary: vocabulary, tokenizer: tokenizer)
    #expect(fidelity.tokenEndF1 == 1)
    #expect(fidelity.identicalSentences == 1)
  }

  @Test func `fidelity counts the ends that are lost`() throws {
    // "ab" and "c" melt to "abc" in graphemes: ends 2, 3 against 1, 2, 3.
    let vocabulary = Vocabulary(types: ["ab", "c"])
    let stream = TokenStream(ids: [2, 3, 0, 3, 0], documentEnds: [5], structure: .sentences)
    let tokenizer = try Tokenizer(TokenizerConfiguration(unit: .grapheme))
    let fidelity = try RoundTripFidelity(of: stream, vocabulary: vocabulary, tokenizer: tokenizer)
    #expect(fidelity.tokenEndF1 == 2.0 * 3 / (3 + 4))
    #expect(fidelity.identicalSentences == 0.5)
  }

  @Test(
    "the direction of writing",
    arguments: [
      ("hello عالم world", false), ("שלום world עולם", true), ("مرحبا", true), ("1 2", false),
    ]
  )
  func direction(text: String, isRightToLeft: Bool) throws {
    let tokenizer = try Tokenizer(TokenizerConfiguration())
    let tokenized = try tokenizer.tokenize(Corpus(texts: [text]), threads: 1)
    #expect(tokenized.vocabulary().isRightToLeft == isRightToLeft)
  }
}
