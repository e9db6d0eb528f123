import Corpora
import Testing

@testable import Tokenization

/// Tokens written with one space between them and `|` for the end of a sentence.
func tokens(
  _ text: String, _ configuration: TokenizerConfiguration = TokenizerConfiguration(),
  threads: Int = 1
) throws -> String {
  let tokenized = try Tokenizer(configuration).tokenize(Corpus(texts: [text]), threads: threads)
  let vocabulary = tokenized.vocabulary()
  return tokenized.encoded(with: vocabulary).ids
    .map { $0 == SpecialToken.boundary ? "|" : vocabulary.string(of: $0) }
    .joined(separator: " ")
}

@Suite struct KnownSequencesTests {
  @Test(
    "the words of known sentences",
    arguments: [
      ("en", "It isn't 3.14, Mr. Smith!", "It isn't 3.14 , Mr . | Smith ! |"),
      ("en", "“Well-known” facts (e.g. this).", "“ Well - known ” facts ( e.g . this ) . |"),
      ("de", "Der 3. Mann: „Grüß Gott!“", "Der 3 . | Mann : „ Grüß Gott ! “ |"),
      ("fr", "L'été, c'est l’amour…", "L'été , c'est l’amour … |"),
      ("el", "Τι κάνεις; Καλά.", "Τι κάνεις ; Καλά . |"),
      ("ru", "Мир, труд. Май!", "Мир , труд . | Май ! |"),
      ("ar", "مرحبا، كيف حالك؟", "مرحبا ، كيف حالك ؟ |"),
      ("he", "שלום, צה\"ל ודו\"ח.", "שלום , צה\"ל ודו\"ח . |"),
      ("hi", "नमस्ते दुनिया। यह अच्छा है।", "नमस्ते दुनिया । | यह अच्छा है । |"),
      ("th", "ภาษาไทยง่ายมาก", "ภาษา ไทย ง่าย มาก |"),
      ("zh", "我爱北京天安门。你好吗？", "我 爱 北京 天安门 。 | 你好 吗 ？ |"),
      ("ja", "東京都に住んでいます。", "東京 都 に 住 んで い ます 。 |"),
      ("ko", "안녕하세요 세계! 좋아요.", "안녕하세요 세계 ! | 좋아요 . |"),
    ])
  func knownSentence(language: String, text: String, expected: String) throws {
    let found = try tokens(text)
    #expect(found == expected)
  }
}
