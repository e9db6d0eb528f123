import Counting
import TestSupport
import Testing
import Tokenization

/// Counts of all orders against dictionaries.
struct NgramCountsTests {
  @Test(arguments: CountedText.all, 1...8)
  func everyNgramEqualsTheTwin(text: CountedText, order: Int) throws {
    try expectTwin(text, order: order, threads: [1, 2, 7])
  }

  /// 20 bits a token: from order 7 on not all tokens to the left fit into one key of 128 bits.
  @Test(arguments: CountedText.sparse, 5...8)
  func keysThatDoNotHoldAllTokens(text: CountedText, order: Int) throws {
    try expectTwin(text, order: order, threads: order == 8 ? [1, 2] : [1])
  }

  private func expectTwin(_ text: CountedText, order: Int, threads: [Int]) throws {
    for threads in threads {
      let counts = try NgramCounts(
        text.stream, vocabularySize: text.vocabularySize, order: order, threads: threads)
      let twin = BruteForceCounts(text.stream, order: order)
      #expect(counts.tokenCount == text.stream.ids.count)
      #expect(counts.ngramCounts == twin.raw.map(\.count))
      let boundaries = twin.raw.map { level in level.keys.count { $0[$0.count - 1] == 0 } }
      #expect(counts.totals.boundaryNgramCounts == boundaries)
      var below: [[TokenID]] = []
      var orders: [Int] = []
      counts.forEachLevel { level in
        orders.append(level.order)
        below = check(level, of: counts, twin, below: below)
      }
      #expect(orders == Array(1...order))
    }
  }

  /// Checks one order; returns its n-grams by number.
  private func check(
    _ level: NgramLevel, of counts: NgramCounts, _ twin: BruteForceCounts, below: [[TokenID]]
  ) -> [[TokenID]] {
    let k = level.order
    let ngrams = counts.positions(order: k).map { counts.tokens(endingAt: $0, order: k) }
    let raw = twin.raw[k - 1]
    let adjusted = twin.adjusted[k - 1]
    #expect(level.count == ngrams.count)
    #expect(Set(ngrams) == Set(raw.keys))
    #expect(
      zip(ngrams, ngrams.dropFirst()).allSatisfy {
        $0.reversed().lexicographicallyPrecedes($1.reversed())
      })
    #expect(level.lastTokens.all == ngrams.map { $0[k - 1] })
    #expect(level.rawCounts.all.map { Int($0) } == ngrams.map { raw[$0] })
    #expect(level.adjustedCounts.all.map { Int($0) } == ngrams.map { adjusted[$0] })
    #expect(
      level.startsSentence.elements.map { $0 == 1 }
        == (k == counts.order ? [] : ngrams.map { twin.beginsSentence($0) }))
    #expect(level.boundaryCount == counts.totals.boundaryNgramCounts[k - 1])
    if k > 1 {
      let shorter = (level.backOffs.elements, level.contexts.elements)
      #expect(shorter.0.map { below[Int($0)] } == ngrams.map { Array($0.dropFirst()) })
      #expect(shorter.1.map { below[Int($0)] } == ngrams.map { Array($0.dropLast()) })
    }
    #expect(level.rawCountsOfCounts == Self.countsOfCounts(raw))
    #expect(level.adjustedCountsOfCounts == Self.countsOfCounts(adjusted))
    return ngrams
  }

  private static func countsOfCounts(_ counts: [[TokenID]: Int]) -> CountsOfCounts {
    CountsOfCounts(
      one: BruteForceCounts.tally(counts, 1), two: BruteForceCounts.tally(counts, 2),
      three: BruteForceCounts.tally(counts, 3), four: BruteForceCounts.tally(counts, 4),
      five: BruteForceCounts.tally(counts, 5), six: BruteForceCounts.tally(counts, 6))
  }

  /// "a b a" as a ring and as a sentence, counted by hand.
  ///
  /// Ring: ba 1, aa 1, ab 1. Sentence: `<s> a`, `a b`, `b a`, `a </s>`, each once; left of a stand
  /// `<s>` and b, left of b stands a, left of `</s>` stands a.
  @Test(arguments: [StreamStructure.ring, .sentences])
  func workedByHand(structure: StreamStructure) throws {
    let ids: [TokenID] = structure == .ring ? [2, 3, 2] : [2, 3, 2, 0]
    let stream = TokenStream(ids: ids, documentEnds: [ids.count], structure: structure)
    let counts = try NgramCounts(stream, vocabularySize: 4, order: 2)
    var levels: [NgramLevel] = []
    counts.forEachLevel { levels.append($0) }
    let unigrams = levels[0]
    if structure == .ring {
      // Types 2; continuation counts: left of a stand b and a; left of b stands a.
      #expect(counts.ngramCounts == [2, 3])
      #expect(unigrams.adjustedCounts.all.map { Int($0) } == [2, 1])
      #expect(unigrams.rawCounts.all.map { Int($0) } == [2, 1])
    } else {
      #expect(counts.ngramCounts == [3, 4])
      #expect(unigrams.adjustedCounts.all.map { Int($0) } == [1, 2, 1])
      #expect(unigrams.rawCounts.all.map { Int($0) } == [1, 2, 1])
      #expect(levels[1].rawCountsOfCounts == CountsOfCounts(one: 4))
    }
  }
}

/// A stream with its vocabulary size and a name for reports.
struct CountedText: Sendable, CustomTestStringConvertible {
  let name: String
  let stream: TokenStream
  let vocabularySize: Int

  var testDescription: String { name }

  init(_ name: String, _ stream: TokenStream, vocabularySize: Int? = nil) {
    self.name = name
    self.stream = stream
    self.vocabularySize = vocabularySize ?? stream.vocabularySizeWithOneUnseen
  }

  static let all: [CountedText] =
    [CountedText("story", PlainText(lines: SmallCorpora.story).stream)]
    + SmallCorpora.degenerate.enumerated().map {
      CountedText("degenerate \($0.offset)", PlainText(lines: Array($0.element.prefix(20))).stream)
    }
    + [
      CountedText("only empty sentences", PlainText(lines: ["", "", ""]).stream),
      CountedText("few types", RandomStreams.sentences(60, types: 2, seed: 1)),
      CountedText("many types", RandomStreams.sentences(60, types: 150, seed: 2)),
      CountedText(
        "empty sentences", RandomStreams.sentences(90, types: 4, emptyShare: 0.6, seed: 3)),
      CountedText(
        "with <unk>", RandomStreams.sentences(60, types: 9, unknownShare: 0.2, seed: 4)),
      CountedText("ring of few types", RandomStreams.ring(250, types: 3, seed: 5)),
      CountedText("ring of many types", RandomStreams.ring(250, types: 90, seed: 6)),
      CountedText("ring of one", RandomStreams.ring(1, types: 1, seed: 7)),
      CountedText("ring of three", RandomStreams.ring(3, types: 2, seed: 8)),
      CountedText("ring of one type", RandomStreams.ring(11, types: 1, seed: 9)),
    ]

  static let sparse: [CountedText] = [
    CountedText(
      "sparse numbers", sparse(RandomStreams.sentences(80, types: 3, emptyShare: 0.1, seed: 10)),
      vocabularySize: 1 << 20),
    CountedText(
      "sparse ring", sparse(RandomStreams.ring(200, types: 3, seed: 11)),
      vocabularySize: 1 << 20),
  ]

  /// The same text with numbers spread over a large vocabulary.
  private static func sparse(_ stream: TokenStream) -> TokenStream {
    var spread = stream
    spread.ids = stream.ids.map { $0 < 2 ? $0 : ($0 - 1) * 300_007 }
    return spread
  }
}
