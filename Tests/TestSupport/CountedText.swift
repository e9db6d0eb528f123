package import Counting
package import Tokenization

/// A text with its counts and their slow twin, for models of many kinds.
package struct CountedText: Sendable {
  /// The text; of one that repeats itself, one copy.
  package let stream: TokenStream
  /// The counts.
  package let counts: NgramCounts
  /// The same from the definitions.
  package let plain: BruteForceCounts

  /// Counts a text.
  ///
  /// - Parameters:
  ///   - stream: The text.
  ///   - vocabularySize: The size of the vocabulary, specials included.
  ///   - order: The highest order.
  ///   - times: How often the text stands there; more than once only with sentences.
  ///   - threads: The most threads to use.
  /// - Throws: An error of counting.
  package init(
    _ stream: TokenStream, vocabularySize: Int, order: Int, times: Int = 1, threads: Int = 1
  ) throws {
    precondition(times == 1 || stream.structure == .sentences, "a ring is counted once")
    self.stream = stream
    var whole = stream
    if times > 1 {
      whole.ids = Array(repeatElement(stream.ids, count: times).joined())
      whole.documentEnds = [whole.ids.count]
    }
    counts = try NgramCounts(
      whole, vocabularySize: vocabularySize, order: order, threads: threads)
    plain = BruteForceCounts(stream, order: order, times: times)
  }
}
