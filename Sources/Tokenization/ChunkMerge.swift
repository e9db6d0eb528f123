/// Puts the tokens of chunks together under common type numbers.
struct ChunkMerge {
  private let configuration: TokenizerConfiguration

  init(_ configuration: TokenizerConfiguration) {
    self.configuration = configuration
  }

  /// The tokens of all parts in order.
  func merge(_ parts: [ChunkTokens]) throws(TokenizationError) -> TokenizedText {
    var raw = Interner(minimumCapacity: 1 << 15)
    var maps: [[UInt32]] = []
    for part in parts {
      maps.append((0..<part.types.count).map { raw.intern(part.types.bytes(of: $0)) })
    }
    let (types, forms) = try formed(raw)
    var ids: [TokenID] = []
    var documentEnds: [Int] = []
    ids.reserveCapacity(parts.reduce(0) { $0 + $1.ids.count })
    for (part, map) in zip(parts, maps) {
      documentEnds += part.documentEnds.map { $0 + ids.count }
      let tokens = map.map { forms[Int($0)] }
      for id in part.ids {
        ids.append(id == ChunkTokens.boundary ? SpecialToken.boundary : tokens[Int(id)])
      }
    }
    let structure: StreamStructure = configuration.sentences == .none ? .ring : .sentences
    return TokenizedText(
      stream: TokenStream(ids: ids, documentEnds: documentEnds, structure: structure), types: types)
  }

  /// The types in the form wanted, and the token number of each type as it stands in the text.
  private func formed(
    _ raw: Interner
  ) throws(TokenizationError) -> (types: Interner, tokens: [TokenID]) {
    var types = Interner(minimumCapacity: raw.count)
    var tokens: [TokenID] = []
    tokens.reserveCapacity(raw.count)
    var forms = TypeForms(configuration)
    for number in 0..<raw.count {
      let form = try forms.form(of: raw.bytes(of: number))
      let isUnknown = configuration.unit == .whitespace && SpecialSymbol(form) == .unknown
      tokens.append(
        isUnknown ? SpecialToken.unknown : SpecialToken.firstType + types.intern(form))
    }
    return (types, tokens)
  }
}
