import Testing

@testable import Tokenization

@Suite struct FastPathTests {
  private struct Segment: Equatable {
    var end: Int
    var status: UInt16
  }

  private static func segments(_ text: [UInt8], _ segmenter: WordSegmenter) -> [Segment] {
    var segments: [Segment] = []
    let isDone = text.withUnsafeBufferPointer { text in
      segmenter.forEachSegment(of: text) { segments.append(Segment(end: $0, status: $1)) }
    }
    #expect(isDone)
    return segments
  }

  @Test(
    "the boundaries and statuses are those of ICU alone",
    arguments: WordRules.allCases, [(0, 40_000), (3, 30_000), (12, 20_000), (60, 10_000)])
  func agreesWithICU(rules: WordRules, mix: (foreign: Int, count: Int)) throws {
    let iterator = try BreakIterator(.word(rules), locale: "")
    let fast = WordSegmenter(rules: ASCIIWordRules(rules), iterator: iterator)
    let slow = WordSegmenter(rules: nil, iterator: iterator)
    var source = HostileText(seed: UInt64(mix.foreign) + 1)
    var failures = 0
    for _ in 0..<mix.count where failures < 3 {
      let text = source.text(length: 24, foreign: mix.foreign)
      let (found, expected) = (Self.segments(text, fast), Self.segments(text, slow))
      guard found != expected else { continue }
      failures += 1
      Issue.record("\(String(reflecting: String(decoding: text, as: UTF8.self)))")
      #expect(found == expected)
    }
  }

  @Test(
    "sentences end where ICU alone ends them",
    arguments: [(0, 40_000), (3, 30_000), (12, 20_000), (60, 10_000)])
  func sentences(mix: (foreign: Int, count: Int)) throws {
    let iterator = try BreakIterator(.sentence, locale: "")
    let fast = SentenceSegmenter(rules: ASCIISentenceRules(), iterator: iterator)
    let slow = SentenceSegmenter(rules: nil, iterator: iterator)
    var source = HostileText(seed: UInt64(mix.foreign) + 5)
    var failures = 0
    for _ in 0..<mix.count where failures < 3 {
      let text = source.text(length: 30, foreign: mix.foreign)
      var (found, expected): ([Int], [Int]) = ([], [])
      let isDone = text.withUnsafeBufferPointer { text in
        fast.forEachEnd(of: text) { found.append($0) }
          && slow.forEachEnd(of: text) { expected.append($0) }
      }
      #expect(isDone)
      guard found != expected else { continue }
      failures += 1
      Issue.record("\(String(reflecting: String(decoding: text, as: UTF8.self)))")
      #expect(found == expected)
    }
  }

  @Test func `the sentence rules agree with the ICU that is loaded`() throws {
    let pool = try BreakIteratorPool(.sentence, locale: "en")
    #expect(
      try FastPathCheck.sentencesAgree(
        ASCIISentenceRules(), TokenizerConfiguration(locale: "en"), pool))
  }

  @Test("the rules agree with the ICU that is loaded", arguments: WordRules.allCases)
  func check(rules: WordRules) throws {
    let pool = try BreakIteratorPool(.word(rules), locale: "de")
    #expect(
      try FastPathCheck.wordsAgree(
        ASCIIWordRules(rules), TokenizerConfiguration(wordRules: rules, locale: "de"), pool))
    #expect(try Tokenizer(TokenizerConfiguration(wordRules: rules)).notes.isEmpty)
  }

  @Test func `rules that differ from ICU are found out`() throws {
    let iterator = try BreakIterator(.word(.uax29), locale: "")
    #expect(!FastPathCheck.wordsAgree(ASCIIWordRules(.icu), iterator))
  }
}
