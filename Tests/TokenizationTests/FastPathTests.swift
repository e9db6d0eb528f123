import Foundation
import Testing

@testable import Tokenization

/// The fast paths against ICU alone, by two million random inputs in all and by real text.
@Suite struct FastPathTests {
  /// How many of a hundred pieces of an input are not ASCII.
  private static let mixes = [0, 2, 8, 25, 60]
  private static let batches = 100
  private static let inputsOfBatch = 500

  /// Ends and statuses, or ends alone.
  private typealias Found = [Int]
  private typealias Segment = (UnsafeBufferPointer<UInt8>, (Int) -> Void) -> Bool

  private static func found(_ text: [UInt8], _ segment: Segment) -> Found {
    var found: Found = []
    let isDone = text.withUnsafeBufferPointer { text in segment(text) { found.append($0) } }
    #expect(isDone)
    return found
  }

  /// Compares batches of inputs.
  ///
  /// Nothing reaches across a line feed, so a batch is one text with an input on each line. A last
  /// input stands alone without line feeds: there the text ends in the middle of things.
  private static func compare(
    mix: Int, seed: UInt64, common: [[UInt8]] = HostileText.ascii, _ fast: Segment, _ slow: Segment
  ) {
    var source = HostileText(seed: seed &* 1000 &+ UInt64(mix), common: common)
    for batch in 0..<batches {
      let text = source.lines(inputsOfBatch, length: 24, foreign: mix)
      guard found(text, fast) == found(text, slow) else {
        let line = text.split(separator: 0x0A).first {
          found(Array($0), fast) != found(Array($0), slow)
        }
        Issue.record(
          """
          seed \(seed), mix \(mix), batch \(batch): \
          \(String(reflecting: String(decoding: line ?? text[...], as: UTF8.self)))
          """)
        return
      }
      for length in [3, 24] {
        let input = source.text(length: length, foreign: mix)
        #expect(found(input, fast) == found(input, slow), "\(input)")
      }
    }
  }

  private static func words(_ rules: WordRules, isFast: Bool, longestRun: Int) throws -> Segment {
    let segmenter = WordSegmenter(
      rules: isFast ? FastWordRules(rules) : nil,
      dictionary: isFast ? DictionaryWords(DictionaryPath(DictionaryRules())) : nil,
      iterator: try BreakIterator(.word(rules), locale: ""),
      longestRun: longestRun)
    return { text, body in
      segmenter.forEachSegment(of: text) { end, status in body(end << 16 | Int(status)) }
    }
  }

  private static func sentences(isFast: Bool) throws -> Segment {
    let segmenter = SentenceSegmenter(
      rules: isFast ? FastSentenceRules() : nil, iterator: try BreakIterator(.sentence, locale: ""))
    return { segmenter.forEachEnd(of: $0, $1) }
  }

  private static func graphemes(isFast: Bool) throws -> Segment {
    let segmenter = GraphemeSegmenter(
      usesFastPath: isFast, iterator: try BreakIterator(.grapheme, locale: ""))
    return { segmenter.forEachEnd(of: $0, $1) }
  }

  @Test(
    "a million inputs have the words of ICU alone, with their statuses",
    arguments: WordRules.allCases, mixes)
  func words(rules: WordRules, mix: Int) throws {
    let slow = try Self.words(rules, isFast: false, longestRun: 0)
    // Short runs leave most to the fast path; long ones are what tokenizing uses.
    try Self.compare(mix: mix, seed: 1, Self.words(rules, isFast: true, longestRun: 0), slow)
    try Self.compare(mix: mix, seed: 2, Self.words(rules, isFast: true, longestRun: 4096), slow)
  }

  @Test(
    "a quarter of a million inputs of ideographs and kana have the words of ICU alone",
    arguments: WordRules.allCases, [0, 2, 8])
  func dictionaryWords(rules: WordRules, mix: Int) throws {
    let slow = try Self.words(rules, isFast: false, longestRun: 0)
    for (seed, common) in [(UInt64(3), HostileText.dictionary), (4, HostileText.kana)] {
      let fast = try Self.words(rules, isFast: true, longestRun: 0)
      Self.compare(mix: mix, seed: seed, common: common, fast, slow)
    }
  }

  @Test func `long runs of ideographs and kana have the words of ICU alone`() throws {
    for common in [HostileText.dictionary, HostileText.kana] {
      var source = HostileText(seed: 5, common: common)
      let text = (0..<60_000).flatMap { _ in common[source.next(below: common.count)] }
      let fast = try Self.found(text, Self.words(.icu, isFast: true, longestRun: 0))
      #expect(try fast == Self.found(text, Self.words(.icu, isFast: false, longestRun: 0)))
    }
  }

  @Test("half a million inputs have the sentences of ICU alone", arguments: mixes)
  func sentences(mix: Int) throws {
    for seed in UInt64(1)...2 {
      try Self.compare(
        mix: mix, seed: seed, Self.sentences(isFast: true), Self.sentences(isFast: false))
    }
  }

  @Test("a quarter of a million inputs have the graphemes of ICU alone", arguments: mixes)
  func graphemes(mix: Int) throws {
    try Self.compare(
      mix: mix, seed: 1, Self.graphemes(isFast: true), Self.graphemes(isFast: false))
  }

  @Test("the text of a bundled corpus is cut as ICU alone cuts it", arguments: Self.corpora)
  func realText(corpus: String) throws {
    let text = try [UInt8](Data(contentsOf: Self.folder.appending(path: "\(corpus)/text.txt")))
    for rules in WordRules.allCases {
      let slow = try Self.found(text, Self.words(rules, isFast: false, longestRun: 0))
      for longestRun in [0, 4096] {
        let fast = try Self.words(rules, isFast: true, longestRun: longestRun)
        #expect(Self.found(text, fast) == slow)
      }
    }
    #expect(
      try Self.found(text, Self.sentences(isFast: true))
        == Self.found(text, Self.sentences(isFast: false)))
    #expect(
      try Self.found(text, Self.graphemes(isFast: true))
        == Self.found(text, Self.graphemes(isFast: false)))
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Corpora").standardized

  private static let corpora = [
    "arabic", "chinese", "english", "german", "greek", "harbour", "hebrew", "hindi", "japanese",
    "korean", "russian", "spanish", "thai",
  ]
}
