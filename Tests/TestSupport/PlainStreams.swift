package import Tokenization

/// A vocabulary and streams made straight from words, without a tokenizer.
package struct PlainText: Sendable {
  package let vocabulary: Vocabulary
  package let stream: TokenStream

  /// Cuts lines at spaces and tabs, one sentence a line, types numbered as they come.
  package init(lines: [String], structure: StreamStructure = .sentences) {
    var types: [String] = []
    var ids: [String: TokenID] = [:]
    var tokens: [TokenID] = []
    for line in lines {
      for word in Self.words(line) {
        let id = ids[word] ?? TokenID(types.count) + SpecialToken.firstType
        if ids.updateValue(id, forKey: word) == nil { types.append(word) }
        tokens.append(id)
      }
      if structure == .sentences { tokens.append(SpecialToken.boundary) }
    }
    vocabulary = Vocabulary(types: types)
    stream = TokenStream(ids: tokens, documentEnds: [tokens.count], structure: structure)
  }

  /// Encodes further lines with the same vocabulary, or with those of its words that are kept.
  package func encode(lines: [String], keeping kept: Set<TokenID>? = nil) -> TokenStream {
    var tokens: [TokenID] = []
    for line in lines {
      tokens += Self.words(line).map { word in
        guard let id = vocabulary.id(of: word), kept?.contains(id) != false else {
          return SpecialToken.unknown
        }
        return id
      }
      if stream.structure == .sentences { tokens.append(SpecialToken.boundary) }
    }
    return TokenStream(
      ids: tokens, documentEnds: [tokens.count], structure: stream.structure)
  }

  private static func words(_ line: String) -> [String] {
    line.unicodeScalars.split { $0 == " " || $0 == "\t" }.map {
      String(String.UnicodeScalarView($0))
    }
  }
}

/// The small texts that every model law is tried on.
package enum SmallCorpora {
  /// A dozen short sentences with repeats.
  package static let story = [
    "the cat sat on the mat", "the dog sat on the log", "a cat and a dog sat",
    "the mat lay on the log", "on the log the cat sat", "the dog and the cat lay on a mat",
    "a bird sang", "the bird and the cat sat on the mat", "the cat sang on the log", "a dog sang",
    "the bird lay on a log", "the cat sat on the mat",
  ]
  /// Texts in which something is missing: one token, one type, no repeat, one sentence many times.
  package static let degenerate: [[String]] = [
    ["only"], ["again again again again"],
    ["every word here is new today", "nothing comes twice ever"],
    Array(repeating: "the same sentence once more", count: 200), ["a", "", "b b", ""],
  ]
}
