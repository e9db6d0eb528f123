import Testing

@testable import Tokenization

/// The break tests of Unicode through the segmenters that tokenize, fast paths on.
@Suite(
  // Setting up (`make setup`) installs the files; where they cannot be had, no other test lacks them.
  .enabled(
    if: BreakTestFile.areInstalled,
    "The break tests of Unicode are not installed: install the package unicode-data."),
  // Another ICU may implement another Unicode, whose tests are others.
  .enabled(
    if: BreakTestFile.version.hasPrefix(UnicodeLibrary.unicodeVersion),
    "The break tests are of another version of Unicode than the ICU that is loaded."))
struct UnicodeBreakTests {
  /// Compares every line; what deviates has to be what is known to deviate, line by line.
  private static func check(
    _ file: BreakTestFile, count: Int, known: [KnownDeviation],
    _ segment: (UnsafeBufferPointer<UInt8>, (Int) -> Void) -> Bool
  ) throws {
    let (version, tests) = try file.read()
    #expect(version == BreakTestFile.version)
    #expect(tests.count == count)
    var deviations: [KnownDeviation.Lines] = []
    for test in tests {
      var ends: [Int] = []
      let isDone = test.text.withUnsafeBufferPointer { text in segment(text) { ends.append($0) } }
      #expect(isDone)
      if ends != test.ends {
        deviations.append(.init(expected: test.line, found: test.line(withEnds: ends)))
      }
    }
    let expected = known.flatMap(\.lines)
    for line in deviations where !expected.contains(line) { Issue.record("new: \(line)") }
    for line in expected where !deviations.contains(line) { Issue.record("gone: \(line)") }
  }

  @Test(
    "words by Unicode's 1823 tests: all by uax29, all but 15 by icu", arguments: WordRules.allCases)
  func words(rules: WordRules) throws {
    let known = rules == .icu ? KnownDeviation.wordsOfICU : []
    let segmenter = WordSegmenter(
      rules: FastWordRules(rules), iterator: try BreakIterator(.word(rules), locale: ""))
    try Self.check(.word, count: 1823, known: known) { text, end in
      segmenter.forEachSegment(of: text) { place, _ in end(place) }
    }
  }

  @Test func `graphemes by all of Unicode's 602 tests`() throws {
    let segmenter = GraphemeSegmenter(
      usesFastPath: true, iterator: try BreakIterator(.grapheme, locale: ""))
    try Self.check(.grapheme, count: 602, known: []) { segmenter.forEachEnd(of: $0, $1) }
  }

  @Test func `sentences by all of Unicode's 502 tests`() throws {
    let segmenter = SentenceSegmenter(
      rules: FastSentenceRules(), iterator: try BreakIterator(.sentence, locale: ""))
    try Self.check(.sentence, count: 502, known: []) { segmenter.forEachEnd(of: $0, $1) }
  }
}
