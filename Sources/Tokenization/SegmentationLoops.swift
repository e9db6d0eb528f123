internal import CICU

/// The loops that a benchmark times beside the whole tokenizer, on one thread.
///
/// Each takes valid UTF-8 and returns the number of segments, so that none can be left out as unused
/// and that their work can be compared.
package struct SegmentationLoops {
  private let engine: SegmentationEngine
  private let iterator: BreakIterator

  /// Opens the rules of a configuration of unit ``TokenUnit/word``.
  ///
  /// - Throws: ``TokenizationError/noRules(locale:reason:)`` if ICU has no such locale.
  package init(_ configuration: TokenizerConfiguration) throws {
    engine = try SegmentationEngine(configuration)
    iterator = try BreakIterator(.word(configuration.wordRules), locale: configuration.locale)
  }

  /// The word boundaries that ICU alone finds: `utext_openUTF8`, `setText`, and `next` to the end.
  package func icuAlone(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    iterator.segmentCount(of: text)
  }

  /// The word boundaries as the tokenizer finds them, without making tokens of them.
  package func words(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    let segmenter = WordSegmenter(
      rules: engine.wordRules, dictionary: engine.dictionary.map(DictionaryWords.init),
      iterator: iterator, wantsStatuses: false)
    return segmenter.forEachSegment(of: text) { _, _ in count += 1 } ? count : -1
  }
}
