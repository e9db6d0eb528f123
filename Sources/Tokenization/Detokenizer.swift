/// How the sentences of a text are set.
package enum TextLayout: Sendable {
  /// One sentence a line: what is read back has the same sentences.
  case lines
  /// Running text.
  case prose
}

/// Writes tokens as text for people.
///
/// Words are set with the spacing of their scripts: none between words of Chinese, Japanese, Thai,
/// Lao, Khmer and Burmese, none before closing and after opening marks, hyphens and slashes joined
/// on both sides, straight quotation marks opening and closing by turns within a sentence. Graphemes
/// are set one after the other; tokens of unit ``TokenUnit/whitespace`` with one space between them.
/// The spacing of the original is not known any more: ``RoundTripFidelity`` says how much of the
/// tokens is found again.
package struct Detokenizer: Sendable {
  private let vocabulary: Vocabulary
  private let unit: TokenUnit
  private let classes: [SpacingClass]

  /// Creates a detokenizer.
  ///
  /// - Complexity: O(*n*) in the number of types.
  package init(vocabulary: Vocabulary, unit: TokenUnit) {
    self.vocabulary = vocabulary
    self.unit = unit
    classes = (0..<TokenID(vocabulary.size)).map { id in
      id < SpecialToken.firstType ? SpacingClass([]) : SpacingClass(vocabulary.bytes(of: id))
    }
  }

  /// Whether a space stands before each token in running text; never before a boundary.
  package func spaceBefore(_ ids: some Collection<TokenID>) -> [Bool] {
    spaceBefore(Array(ids)[...])
  }

  /// Whether a space stands before each token in running text; never before a boundary.
  package func spaceBefore(_ ids: ArraySlice<TokenID>) -> [Bool] {
    var state = SpacingState()
    var last: SpacingClass?
    var isSentenceStart = true
    return ids.indices.map { index in
      let id = ids[index]
      guard id != SpecialToken.boundary else {
        (state, isSentenceStart) = (SpacingState(), true)
        return false
      }
      let next = classes[Int(id)]
      let isLast = index + 1 == ids.endIndex || ids[index + 1] == SpecialToken.boundary
      let space = state.spaceBefore(next, following: isLast ? nil : classes[Int(ids[index + 1])])
      defer { (last, isSentenceStart) = (next, false) }
      if isSentenceStart {
        return last.map { SpacingState.spaceBetweenSentences($0, next) } ?? false
      }
      switch unit {
      case .word: return space
      case .grapheme: return false
      case .whitespace: return true
      }
    }
  }

  /// The text of the tokens.
  package func text(of ids: some Collection<TokenID>, layout: TextLayout = .lines) -> String {
    text(of: Array(ids)[...], layout: layout)
  }

  /// The text of the tokens.
  package func text(of ids: ArraySlice<TokenID>, layout: TextLayout = .lines) -> String {
    String(decoding: bytes(of: ids, layout: layout), as: UTF8.self)
  }

  /// The text of the tokens as UTF-8.
  package func bytes(of ids: ArraySlice<TokenID>, layout: TextLayout = .lines) -> [UInt8] {
    var text: [UInt8] = []
    var pendingLines = 0
    let spaces = spaceBefore(ids)
    text.reserveCapacity(ids.count * 4)
    for index in ids.indices {
      let (id, space) = (ids[index], spaces[index - ids.startIndex])
      guard id != SpecialToken.boundary else {
        pendingLines += 1
        continue
      }
      if layout == .lines, pendingLines > 0 {
        text.append(contentsOf: repeatElement(0x0A, count: pendingLines))
      } else if space {
        text.append(0x20)
      }
      pendingLines = 0
      text.append(contentsOf: vocabulary.bytes(of: id))
    }
    return text
  }
}
