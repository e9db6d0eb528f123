internal import Synchronization

/// Checks the ASCII rules against the ICU that is loaded, once per process, rules and locale.
///
/// Another version of ICU may have other rules, and so may a locale; then ICU alone is used.
enum FastPathCheck {
  private struct Key: Hashable {
    var kind: BreakKind
    var locale: String
    var rules: FastPaths
  }

  private static let results = Mutex<[Key: Bool]>([:])

  /// Whether the rules agree with ICU on every ASCII string of one and two bytes, and on those of
  /// three and four that mix one byte of each class.
  static func wordsAgree(
    _ rules: ASCIIWordRules, _ configuration: TokenizerConfiguration, _ pool: BreakIteratorPool
  ) throws(TokenizationError) -> Bool {
    let key = Key(
      kind: .word(configuration.wordRules), locale: configuration.locale,
      rules: FastPaths(words: rules, sentences: nil))
    return try once(key, pool) { wordsAgree(rules, $0) }
  }

  /// Whether the sentence rules agree with ICU on the same strings, each in the middle of a line.
  static func sentencesAgree(
    _ rules: ASCIISentenceRules, _ configuration: TokenizerConfiguration,
    _ pool: BreakIteratorPool
  ) throws(TokenizationError) -> Bool {
    let key = Key(
      kind: .sentence, locale: configuration.locale,
      rules: FastPaths(words: nil, sentences: rules))
    return try once(key, pool) { sentencesAgree(rules, $0) }
  }

  /// Whether ICU too takes every ASCII character for a grapheme, and CR LF.
  static func graphemesAgree(
    _ configuration: TokenizerConfiguration, _ pool: BreakIteratorPool
  ) throws(TokenizationError) -> Bool {
    let key = Key(
      kind: .grapheme, locale: configuration.locale, rules: FastPaths(words: nil, sentences: nil))
    return try once(key, pool, graphemesAgree)
  }

  private static func once(
    _ key: Key, _ pool: BreakIteratorPool, _ check: (BreakIterator) -> Bool
  ) throws(TokenizationError) -> Bool {
    if let known = results.withLock({ $0[key] }) { return known }
    let agree = try pool.withIterator(check)
    results.withLock { $0[key] = agree }
    return agree
  }

  static func graphemesAgree(_ iterator: BreakIterator) -> Bool {
    probe.withUnsafeBufferPointer { text in
      var (expected, found): ([Int], [Int]) = ([], [])
      return GraphemeSegmenter(usesFastPath: false, iterator: iterator)
        .forEachEnd(of: text) { expected.append($0) }
        && GraphemeSegmenter(usesFastPath: true, iterator: iterator)
          .forEachEnd(of: text) { found.append($0) }
        && expected == found
    }
  }

  static func sentencesAgree(_ rules: ASCIISentenceRules, _ iterator: BreakIterator) -> Bool {
    [probe, sentenceProbe].allSatisfy { text in
      text.withUnsafeBufferPointer { text in
        var (start, agree) = (0, true)
        let isDone = iterator.forEachSegment(of: text) { end, _ in
          agree = agree && rules.sentence(in: text, from: start) == end
          start = end
        }
        return isDone && agree && start == text.count
      }
    }
  }

  static func wordsAgree(_ rules: ASCIIWordRules, _ iterator: BreakIterator) -> Bool {
    // A line feed after each string makes all of them one text for ICU: nothing reaches across it.
    probe.withUnsafeBufferPointer { text in
      var expected: [Int] = []
      var statuses: [UInt16] = []
      let isDone = iterator.forEachSegment(of: text) { end, status in
        expected.append(end)
        statuses.append(status)
      }
      var start = 0
      for (end, status) in zip(expected, statuses) {
        guard let found = rules.segment(in: text, from: start), found == (end, status) else {
          return false
        }
        start = end
      }
      return isDone && start == text.count
    }
  }

  /// Marks and spaces between letters, where sentences may end.
  private static let sentenceProbe: [UInt8] = {
    var text: [UInt8] = []
    text.reserveCapacity(1 << 16)
    let samples = Array("aZ5.!), \t".utf8)
    for code in 0..<(samples.count * samples.count * samples.count * samples.count) {
      var rest = code
      text.append(0x61)
      for _ in 0..<4 {
        text.append(samples[rest % samples.count])
        rest /= samples.count
      }
      text.append(0x42)
      text.append(0x0A)
    }
    return text
  }()

  /// The strings that are compared.
  private static let probe: [UInt8] = {
    var text: [UInt8] = []
    text.reserveCapacity(1 << 16)
    for first in UInt8(1)..<0x80 {
      text.append(first)
      text.append(0x0A)
      for second in UInt8(1)..<0x80 {
        text.append(first)
        text.append(second)
        text.append(0x0A)
      }
    }
    let samples = Array("aZ@5_.':,; -\"".utf8)
    for first in samples {
      for second in samples {
        for third in samples {
          text += [first, second, third, 0x0A]
        }
      }
    }
    return text
  }()
}
