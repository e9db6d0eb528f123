import Corpora
import TestSupport
import Testing

@testable import Tokenization

@Suite struct VocabularyTests {
  private static func text(_ string: String) throws -> TokenizedText {
    let tokenizer = try Tokenizer(TokenizerConfiguration(unit: .whitespace, sentences: .line))
    return try tokenizer.tokenize(Corpus(texts: [string]), threads: 1)
  }

  @Test func `types are ranked by count and then by bytes`() throws {
    let vocabulary = try Self.text("b é a b\nc é Z b").vocabulary()
    #expect(vocabulary.typeIDs.map(vocabulary.string) == ["b", "é", "Z", "a", "c"])
    #expect(vocabulary.counts == [0, 0, 3, 2, 1, 1, 1])
    #expect(vocabulary.size == 7)
    #expect(vocabulary.typeCount == 5)
    #expect(vocabulary.id(of: "é") == 3)
    #expect(vocabulary.id(of: "e\u{301}") == nil)
  }

  /// Types are sorted by numbers that hold seven bytes of each; beyond them, and at ends, bytes decide.
  @Test func `types that begin alike are ranked by all their bytes`() throws {
    var random = SeededGenerator(seed: 8)
    var words: [String] = []
    for start in ["abcdef", "abcdefg", "abcdefgh", "é", "zzzzzzzzzzzz", ""] {
      for end in ["", "a", "b", "é", "aa", "ab", "z", "\u{1}", "abcdefghi"]
      where !(start + end).isEmpty {
        words += Array(repeating: start + end, count: Int.random(in: 1...3, using: &random))
      }
    }
    words.shuffle(using: &random)
    let vocabulary = try Self.text(words.joined(separator: " ")).vocabulary()
    let counts = Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +)
    let expected = counts.sorted {
      $0.value != $1.value
        ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
    }
    #expect(vocabulary.typeIDs.map(vocabulary.string) == expected.map(\.key))
    #expect(vocabulary.counts == [0, 0] + expected.map(\.value))
  }

  @Test func `cut-offs make unknown tokens and count them`() throws {
    let text = try Self.text("a a a b b c d")
    let frequent = text.vocabulary(minCount: 2)
    #expect(frequent.counts == [0, 2, 3, 2])
    #expect(text.encoded(with: frequent).ids == [2, 2, 2, 3, 3, 1, 1, 0])
    #expect(text.vocabulary(maxSize: 1).counts == [0, 4, 3])
    #expect(text.vocabulary(maxSize: 0).counts == [0, 7])
  }

  @Test func `special tokens have names and types never have them`() {
    let vocabulary = Vocabulary(types: ["a", "<unk>", "b", "a", "<s>", "</s>"])
    #expect(vocabulary.typeIDs.map(vocabulary.string) == ["a", "b"])
    #expect(vocabulary.string(of: SpecialToken.boundary) == "</s>")
    #expect(vocabulary.string(of: SpecialToken.unknown) == "<unk>")
    #expect(["<s>", "</s>", "<unk>", "x"].map(vocabulary.id) == [0, 0, 1, nil])
  }

  @Test func `another vocabulary encodes what it knows`() throws {
    let stream = try Self.text("a b\nb c").encoded(with: Vocabulary(types: ["c", "b"]))
    #expect(stream.ids == [1, 3, 0, 3, 2, 0])
    #expect(stream.documentEnds == [6])
    #expect(stream.tokenCount == 4)
    #expect(stream.sentenceCount == 2)
  }
}
