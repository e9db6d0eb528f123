import Counting
import Testing
import Tokenization

/// Streams that cannot be counted.
struct CountingErrorTests {
  @Test(arguments: [
    (0, CountingError.unsupportedOrder(0), "order 0"),
    (9, .unsupportedOrder(9), "from 1 to 8"),
  ])
  func ordersOutsideTheRange(order: Int, error: CountingError, words: String) {
    #expect(throws: error) {
      try NgramCounts(Self.stream([2, 0]), vocabularySize: 3, order: order)
    }
    #expect(error.description.contains(words))
  }

  @Test(arguments: [
    ([], StreamStructure.sentences, CountingError.emptyStream, "at least one word"),
    ([], .ring, .emptyStream, "at least one word"),
    ([2, 0, 2], .sentences, .unfinishedSentence, "no sentence end"),
    ([2, 3, 0], .sentences, .outsideVocabulary(id: 3, size: 3), "token number 3"),
    ([7], .ring, .outsideVocabulary(id: 7, size: 3), "vocabulary of 3"),
    ([2, 0, 2], .ring, .boundaryInRing(position: 1), "position 1"),
  ])
  func brokenStreams(
    ids: [TokenID], structure: StreamStructure, error: CountingError, words: String
  ) {
    #expect(throws: error) {
      try NgramCounts(Self.stream(ids, structure), vocabularySize: 3, order: 2)
    }
    #expect(error.description.contains(words))
  }

  @Test func tooLongStreamsSayTheirLength() {
    #expect(CountingError.tooLong(tokens: 5_000_000_000).description.contains("5000000000 tokens"))
  }

  private static func stream(
    _ ids: [TokenID], _ structure: StreamStructure = .sentences
  ) -> TokenStream {
    TokenStream(ids: ids, documentEnds: [ids.count], structure: structure)
  }
}
