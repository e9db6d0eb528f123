import Corpora
import Foundation
import LanguageModels
import Measures
import Testing
import Tokenization

/// Bits per character, worked by hand.
@Suite struct BitsPerCharacterTests {
  private func tokens(_ text: String, _ unit: TokenUnit = .word) throws -> TokenizedText {
    var configuration = TokenizerConfiguration()
    configuration.unit = unit
    configuration.sentences = .line
    return try Tokenizer(configuration).tokenize(Corpus(texts: [text]), threads: 1)
  }

  private func measured(_ score: TextScore?, _ spelled: SpelledText?) -> Observation {
    Observation(
      generation: 1, text: text("a b"),
      reference: ReferenceText(text: text("a b"), trainingCounts: [0, 0, 1, 1]),
      trainingCounts: [0, 0, 1, 1], writerTrainingText: nil, heldOut: score,
      heldOutSpelling: spelled)
  }

  /// Types ab and b: a once, b twice, an end twice, so C = 5, A = 3 and all is of 8.
  ///
  /// cb is spelled c (a new one: 3/8 over 1 112 064 scalars), b (2/8), end (2/8).
  @Test func example() throws {
    let vocabulary = Vocabulary(types: ["ab", "b"])
    let spelled = SpelledText(try tokens("ab cb b"), vocabulary: vocabulary)
    #expect(spelled.characters == 5)
    // log2(8/3 · 1112064) = 1.4150374992788437 + 20.0848034083 …, and 2 + 2 bits.
    #expect(agrees(spelled.spellingBits, 25.499845887083204))
    // 60 bits of the model and 25.5 of spelling for 5 characters.
    let score = TextScore(tokens: 4, outOfVocabulary: 1, log2Probability: -60)
    #expect(
      agrees(value("heldOutBitsPerCharacter", measured(score, spelled)), 17.099969177416643))
    // Twice the unknown word, twice its spelling.
    let twice = SpelledText(try tokens("cb ab cb b"), vocabulary: vocabulary)
    #expect(twice.characters == 7 && agrees(twice.spellingBits, 2 * spelled.spellingBits))
  }

  @Test func whatIsKnownNeedsNoSpelling() throws {
    let known = SpelledText(try tokens("b ab\nb"), vocabulary: Vocabulary(types: ["ab", "b"]))
    #expect(known == SpelledText(characters: 4, spellingBits: 0))
    // Scalars, not bytes; each of a letter and its mark that no composed form has.
    let marked = try tokens("né q\u{301} 語")
    #expect(SpelledText(marked, vocabulary: marked.vocabulary()).characters == 5)
    // The word <unk> in tokens of white space is unknown to begin with.
    let unknown = try tokens("b <unk>", .whitespace)
    #expect(
      SpelledText(unknown, vocabulary: Vocabulary(types: ["b"]))
        == SpelledText(characters: 6, spellingBits: 0))
  }

  /// The same text has the same characters whatever the unit.
  @Test(arguments: [TokenUnit.word, .grapheme, .whitespace])
  func charactersDoNotDependOnTheUnit(unit: TokenUnit) throws {
    let text = try tokens("The cat's name,\nशब्द  and naïve — 3.5%.", unit)
    #expect(SpelledText(text, vocabulary: text.vocabulary()).characters == 31)
  }

  /// Of probabilities of the spelling, those of all words up to a length add up to less than 1, and a
  /// longer word never costs less.
  @Test func spellingIsACode() throws {
    let vocabulary = Vocabulary(types: ["ab", "ba", "b"])
    func bits(_ word: String) throws -> Double {
      SpelledText(try tokens(word), vocabulary: vocabulary).spellingBits
    }
    var words = ["a", "b"]
    var sum = 0.0
    for _ in 0..<6 {
      for word in words where vocabulary.id(of: word) == nil {
        sum += exp2(-(try bits(word)))
      }
      words = words.flatMap { [$0 + "a", $0 + "b"] }
    }
    #expect(sum > 0 && sum < 1)
    #expect(try bits("aa") < bits("aab") && bits("aab") < bits("aabz"))
  }

  @Test func whatCannotBeMeasuredIsAbsent() {
    let spelled = SpelledText(characters: 5, spellingBits: 0)
    let score = TextScore(tokens: 4, log2Probability: -60)
    #expect(value("heldOutBitsPerCharacter", measured(score, nil)) == nil)
    #expect(value("heldOutBitsPerCharacter", measured(nil, spelled)) == nil)
    let empty = SpelledText(characters: 0, spellingBits: 0)
    #expect(value("heldOutBitsPerCharacter", measured(score, empty)) == nil)
    let infinite = TextScore(tokens: 4, zeroProbability: 1, log2Probability: -30)
    let (values, notes) = MeasureCatalog.values(of: measured(infinite, spelled))
    #expect(values["heldOutBitsPerCharacter"] == nil)
    #expect(notes.contains { $0.hasPrefix("heldOutBitsPerCharacter is infinite") })
  }
}
