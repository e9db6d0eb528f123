import LanguageModels
import TestSupport
import Testing
import Tokenization

/// ARPA files that cannot be read or written.
struct ARPAErrorTests {
  /// A sound file, one line an element, numbered from 1.
  private static let sound = [
    #"\data\"#, "ngram 1=4", "ngram 2=3", "", #"\1-grams:"#, "-0.5\t<unk>", "0\t<s>\t-0.3",
    "-0.6\t</s>", "-0.4\ta\t-0.2", "", #"\2-grams:"#, "-0.2\t<s> a", "-0.3\ta a", "-0.7\ta </s>",
    "", #"\end\"#,
  ]

  /// What is changed: line number, new text (nil removes the line), the line blamed, words of it.
  private static let broken: [(line: Int, text: String?, blamed: Int, words: String)] = [
    (1, "a novel", 1, "is this one"),
    (1, nil, 1, "is this one"),
    (2, "ngram 2=4", 2, "ngram 1="),
    (2, "ngram 1=many", 2, "ngram 1="),
    (2, "ngram 1=-4", 2, "ngram 1="),
    (3, "ngram 9=4", 3, "ngram 2="),
    (2, "ngram 1=5", 11, "4 n-grams of order 1"),
    (3, "ngram 2=2", 16, "3 n-grams of order 2"),
    (5, nil, 5, #"section \1-grams:"#),
    (5, #"\2-grams:"#, 5, #"section \1-grams:"#),
    (11, #"\end\"#, 11, #"section \2-grams:"#),
    (6, "-0.5", 6, "1 words"),
    (6, "half\t<unk>", 6, #""half" is not a number"#),
    (6, "nan\t<unk>", 6, #""nan" is not a number"#),
    (6, "inf\t<unk>", 6, #""inf" is not a number"#),
    (6, "0.01\t<unk>", 6, "positive"),
    (7, "-0.5\t<unk>", 7, "<unk> stands here a second time"),
    (8, "-0.6\tb", 11, "sentences need both"),
    (8, "-0.5\t<s>", 8, "<s> stands here a second time"),
    (7, "-0.5\t</s>", 8, "</s> stands here a second time"),
    (6, "-0.4\ta\t-0.2", 9, "a second time"),
    (9, "-0.4\ta\tmuch", 9, #""much" is not a number"#),
    (9, "-0.4\ta\t-0.2\t-0.1", 9, "1 words"),
    (9, "-0.4\ta\t400", 9, "back-off weight 400.0 is larger than 30"),
    (12, "-0.2\t<s> b", 12, #""b" is not among the unigrams"#),
    (12, "-0.2\t<s> a\t-0.1", 12, "2 words"),
    (12, "0.2\t<s> a", 12, "positive"),
    (12, "-0.2\ta <s>", 12, "<s> can only begin"),
    (13, "-0.2\t</s> a", 13, "</s> can only end"),
    (13, "-0.3\t<s> a", 13, "a second time"),
    (16, nil, 15, "cut off"),
    (16, #"\3-grams:"#, 16, #"expected \end\"#),
  ]

  @Test(arguments: broken)
  func changedLines(line: Int, text: String?, blamed: Int, words: String) throws {
    _ = try Self.read(Self.sound)
    var lines = Self.sound
    if let text { lines[line - 1] = text } else { lines.remove(at: line - 1) }
    let error = #expect(throws: ARPAError.self) { try Self.read(lines) }
    guard case .malformed(let number, let problem)? = error else {
      Issue.record("not malformed: \(String(describing: error))")
      return
    }
    #expect(number == blamed, "\(problem)")
    #expect(problem.contains(words))
    #expect(error?.description.hasPrefix("line \(blamed): ") == true)
  }

  @Test func everyCutFileIsAnError() {
    // From the head alone to all but the last line.
    for count in 0..<Self.sound.count {
      #expect(throws: ARPAError.self, "\(count) lines") {
        try Self.read(Array(Self.sound.prefix(count)))
      }
    }
  }

  @Test(arguments: [[], [""], ["", "# a comment", ""]])
  func aFileWithNothingInItHasNoLineToBlame(lines: [String]) {
    #expect(throws: ARPAError.noLines) { try Self.read(lines) }
  }

  @Test func prefixesMustStandInTheFile() {
    let lines = [
      #"\data\"#, "ngram 1=2", "ngram 2=1", "ngram 3=1", "", #"\1-grams:"#, "-1\ta\t0", "-1\tb\t0",
      "", #"\2-grams:"#, "-1\ta b\t0", "", #"\3-grams:"#, "-1\tb a b", "", #"\end\"#,
    ]
    #expect(
      throws: ARPAError.malformed(
        line: 14, problem: "the first 2 words are no n-gram of the file")
    ) { try Self.read(lines) }
  }

  @Test func ordersAboveEightAreRefused() {
    let head = [#"\data\"#] + (1...9).map { "ngram \($0)=1" }
    #expect(
      throws: ARPAError.malformed(line: 10, problem: "orders above 8 are not supported")
    ) { try Self.read(head) }
  }

  @Test func aFileWithoutAnyProbabilityIsRefused() {
    let lines = [#"\data\"#, "ngram 1=1", "", #"\1-grams:"#, "-99\ta", "", #"\end\"#]
    let error = #expect(throws: ARPAError.self) { try Self.read(lines) }
    #expect(error?.description.contains("positive probability") == true)
  }

  /// Windows line ends, spaces for tabs, `<UNK>`, comments before the head and text after the end.
  @Test func liberalReading() throws {
    var lines = Self.sound.map { $0.replacing("\t", with: "  ") + "\r" }
    lines[5] = "-0.5 <UNK>\r"
    let (model, vocabulary) = try Self.read(["# a comment", ""] + lines + ["anything at all"])
    let (expected, _) = try Self.read(Self.sound)
    #expect(vocabulary == Vocabulary(types: ["a"]))
    for token in TokenID(0)..<3 {
      #expect(model.score(token, after: [0, 2]) == expected.score(token, after: [0, 2]))
    }
  }

  @Test(arguments: ["two words", "tab\there", "line\nend", "<space>", ""])
  func tokensThatCannotBeWritten(name: String) throws {
    let text = PlainText(lines: ["a b"])
    let laws = try LanguageModelLaws(
      text.stream, vocabularySize: 4, order: 2, estimator: .maximumLikelihood, floor: .vocabulary)
    #expect(throws: ARPAError.unwritableToken(name)) {
      try laws.model.writeARPA(Vocabulary(types: ["a", name])) { _ in }
    }
  }

  @Test func theSpaceOfCharacterModelsIsKept() throws {
    let text = PlainText(lines: ["a b"])
    let laws = try LanguageModelLaws(
      text.stream, vocabularySize: 4, order: 2, estimator: .maximumLikelihood, floor: .vocabulary)
    var file = ""
    try laws.model.writeARPA(Vocabulary(types: [" ", "b"])) { file += $0 }
    #expect(try NgramModel.readARPA(Array(file.utf8)).vocabulary == Vocabulary(types: [" ", "b"]))
  }

  /// é in one code point and in two are two words.
  @Test func wordsThatDifferInNormalizationStayApart() throws {
    let text = PlainText(lines: ["a b"])
    let laws = try LanguageModelLaws(
      text.stream, vocabularySize: 4, order: 2, estimator: .maximumLikelihood, floor: .vocabulary)
    let types = ["\u{E9}", "e\u{301}"]
    var file = ""
    try laws.model.writeARPA(Vocabulary(types: types)) { file += $0 }
    let (model, vocabulary) = try NgramModel.readARPA(Array(file.utf8))
    #expect((2..<4).map { Array(vocabulary.string(of: $0).utf8) } == types.map { Array($0.utf8) })
    #expect(model.score(3, after: [2]) == laws.model.score(3, after: [2]))
  }

  private static func read(
    _ lines: [String]
  ) throws -> (model: NgramModel, vocabulary: Vocabulary) {
    try NgramModel.readARPA(Array((lines.joined(separator: "\n") + "\n").utf8))
  }
}
