internal import Parallelism

/// Checks the fast paths against the ICU that is loaded, once per process, rules and locale.
///
/// Another version of ICU may have other rules, and so may a locale; then ICU alone is used. What is
/// compared is what the segmenters find with the fast path and without it in ``FastPathProbes``.
struct FastPathCheck: Sendable {
  private struct Key: Hashable {
    var kind: BreakKind
    var locale: String
    var ofDictionary = false
  }

  private static let results = Locked<[Key: Bool]>([:])

  /// The locale of the rules.
  let locale: String
  /// Whether the result counts for the whole process.
  let isRemembered: Bool

  /// Whether the rules find ICU's words, with their statuses.
  func agrees(
    _ rules: FastWordRules, as name: WordRules, with pool: BreakIteratorPool
  ) throws(TokenizationError) -> Bool {
    try once(Key(kind: .word(name), locale: locale), pool) { Self.agrees(rules, with: $0) }
  }

  /// Whether the rules find the words that ICU's dictionary makes of ideographs and kana; false if
  /// ICU gives no iterator.
  func agrees(
    _ rules: DictionaryRules, _ words: FastWordRules, as name: WordRules,
    with pool: BreakIteratorPool
  ) -> Bool {
    let key = Key(kind: .word(name), locale: locale, ofDictionary: true)
    return (try? once(key, pool) { Self.agrees(rules, words, with: $0) }) ?? false
  }

  /// Whether the rules find ICU's sentences.
  func agrees(
    _ rules: FastSentenceRules, with pool: BreakIteratorPool
  ) throws(TokenizationError) -> Bool {
    try once(Key(kind: .sentence, locale: locale), pool) { Self.agrees(rules, with: $0) }
  }

  /// Whether ICU too takes every ASCII character for a grapheme, and CR LF.
  func agreesInGraphemes(with pool: BreakIteratorPool) throws(TokenizationError) -> Bool {
    try once(Key(kind: .grapheme, locale: locale), pool) { iterator in
      Self.areEqual(FastPathProbes.words) { text, isFast, body in
        GraphemeSegmenter(usesFastPath: isFast, iterator: iterator).forEachEnd(of: text, body)
      }
    }
  }

  private func once(
    _ key: Key, _ pool: BreakIteratorPool, _ check: (BreakIterator) -> Bool
  ) throws(TokenizationError) -> Bool {
    guard isRemembered else { return try pool.withIterator(check) }
    if let known = Self.results.withLock({ $0[key] }) { return known }
    let agree = try pool.withIterator(check)
    Self.results.withLock { $0[key] = agree }
    return agree
  }

  static func agrees(_ rules: FastWordRules, with iterator: BreakIterator) -> Bool {
    areEqual(FastPathProbes.words) { text, isFast, body in
      // Runs as short as can be, or ICU would judge what stands after foreign characters too.
      WordSegmenter(rules: isFast ? rules : nil, iterator: iterator, longestRun: 0)
        .forEachSegment(of: text) { end, status in body(end << 16 | Int(status)) }
    }
  }

  static func agrees(
    _ rules: DictionaryRules, _ words: FastWordRules, with iterator: BreakIterator
  ) -> Bool {
    let path = DictionaryPath(rules)
    return areEqual(FastPathProbes.dictionary) { text, isFast, body in
      WordSegmenter(
        rules: isFast ? words : nil, dictionary: isFast ? DictionaryWords(path) : nil,
        iterator: iterator, longestRun: 0
      ).forEachSegment(of: text) { end, status in body(end << 16 | Int(status)) }
    }
  }

  static func agrees(_ rules: FastSentenceRules, with iterator: BreakIterator) -> Bool {
    [FastPathProbes.words, FastPathProbes.sentences].allSatisfy { probe in
      areEqual(probe) { text, isFast, body in
        SentenceSegmenter(rules: isFast ? rules : nil, iterator: iterator)
          .forEachEnd(of: text, body)
      }
    }
  }

  /// Whether the fast path and ICU alone find the same in a text.
  @inline(__always)
  private static func areEqual(
    _ text: [UInt8],
    _ segment: (UnsafeBufferPointer<UInt8>, _ isFast: Bool, _ body: (Int) -> Void) -> Bool
  ) -> Bool {
    text.withUnsafeBufferPointer { text in
      var (fast, slow): ([Int], [Int]) = ([], [])
      return segment(text, true) { fast.append($0) } && segment(text, false) { slow.append($0) }
        && fast == slow
    }
  }
}
