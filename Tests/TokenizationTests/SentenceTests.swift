import Corpora
import Foundation
import Testing

@testable import Tokenization

@Suite struct SentenceTests {
  private static func configuration(
    _ unit: TokenUnit, _ sentences: SentenceRule, _ special: SpecialSymbolRule = .refuse
  ) -> TokenizerConfiguration {
    TokenizerConfiguration(unit: unit, sentences: sentences, specialSymbols: special)
  }

  @Test(
    "sentences end where the rule says",
    arguments: [
      (SentenceRule.icu, "One . | Two | three |"), (.line, "One . Two | three |"),
      (.none, "One . Two three"),
    ])
  func rules(rule: SentenceRule, expected: String) throws {
    #expect(try tokens("One. Two\n\nthree", Self.configuration(.word, rule)) == expected)
  }

  @Test func `a ring has no boundary`() throws {
    let tokenizer = try Tokenizer(Self.configuration(.word, .none))
    let text = try tokenizer.tokenize(Corpus(texts: ["One. Two.", "Three."]), threads: 1)
    #expect(text.stream.structure == .ring)
    #expect(text.sentenceCount == 0)
    #expect(text.stream.documentEnds == [4, 6])
  }

  @Test("an empty document is a sentence only where it was kept", arguments: [false, true])
  func emptyDocuments(keepsEmpty: Bool) throws {
    let corpus = Corpus(texts: ["a", "", "b"], keepsEmpty: keepsEmpty)
    let tokenizer = try Tokenizer(Self.configuration(.whitespace, .line))
    let text = try tokenizer.tokenize(corpus, threads: 1)
    #expect(text.sentenceCount == (keepsEmpty ? 3 : 2))
    #expect(text.stream.documentEnds == (keepsEmpty ? [2, 3, 5] : [2, 2, 4]))
  }

  @Test func `a line end in wrapped paragraphs ends no sentence`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try AtomicFile.write(utf8: "One\ntwo. Three\n\nfour\n", to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let tokenizer = try Tokenizer(Self.configuration(.word, .icu))
    for (unit, count) in [(DocumentUnit.paragraph, 3), (.file, 4)] {
      let corpus = try Corpus.read(paths: [path], options: ReadingOptions(documentUnit: unit))
      #expect(try tokenizer.tokenize(corpus, threads: 1).sentenceCount == count)
    }
  }

  @Test func `tokens of white space are those of KenLM`() throws {
    // Vertical tab, form feed and no-break space separate nothing.
    let text = "a\tb\rc  d\u{B}e\u{C}f\u{A0}g <unk> Mr."
    #expect(
      try tokens(text, Self.configuration(.whitespace, .line))
        == "a b c d\u{B}e\u{C}f\u{A0}g <unk> Mr. |")
  }

  @Test func `the word unk is the unknown token`() throws {
    let tokenizer = try Tokenizer(Self.configuration(.whitespace, .line))
    let text = try tokenizer.tokenize(Corpus(texts: ["a <unk> b <unk>"]), threads: 1)
    #expect(text.typeCount == 2)
    #expect(text.vocabulary().counts == [0, 2, 1, 1])
  }

  @Test("boundary marks in the text are refused or passed over", arguments: ["<s>", "</s>"])
  func marks(mark: String) throws {
    let corpus = Corpus(texts: ["fine", "a \(mark) b <unk>"], name: "t.txt")
    let error = TokenizationError.specialSymbol(symbol: mark, place: "t.txt:2")
    #expect(throws: error) {
      try Tokenizer(Self.configuration(.whitespace, .line)).tokenize(corpus, threads: 1)
    }
    let text = try Tokenizer(Self.configuration(.whitespace, .line, .skip))
      .tokenize(corpus, threads: 1)
    #expect(text.tokenCount == 3)
    #expect(text.typeCount == 3)
  }

  @Test func `graphemes keep spaces inside sentences`() throws {
    let text = " Hé\u{301}llo  w.\u{20}\nO👩‍👧!\n"
    #expect(
      try tokens(text, Self.configuration(.grapheme, .line))
        == "H é\u{301} l l o     w . | O 👩‍👧 ! |")
  }

  @Test func `a ring of graphemes has spaces for line ends and document ends`() throws {
    let tokenizer = try Tokenizer(Self.configuration(.grapheme, .none))
    let text = try tokenizer.tokenize(Corpus(texts: ["a\nb", "c "]), threads: 1)
    let vocabulary = text.vocabulary()
    #expect(text.encoded(with: vocabulary).ids.map(vocabulary.string).joined() == "a b c ")
  }
}
