/// Puts the tokens of chunks together under common type numbers.
struct ChunkMerge {
  private let configuration: TokenizerConfiguration

  init(_ configuration: TokenizerConfiguration) {
    self.configuration = configuration
  }

  /// The tokens of all chunks in order.
  func merge(_ parts: [ThreadTokens]) throws(TokenizationError) -> TokenizedText {
    let chunks = parts.indices.flatMap { part in
      parts[part].chunks.map { (part: part, chunk: $0) }
    }.sorted { $0.chunk.index < $1.chunk.index }
    let (raw, numbers) = common(parts, chunks)
    let (types, forms) = try formed(raw)
    let maps = numbers.map { $0.map { forms[Int($0)] } }
    var counts = [Int](repeating: 0, count: types.count + Int(SpecialToken.firstType))
    for (part, map) in zip(parts, maps) {
      for (id, count) in zip(map, part.counts) { counts[Int(id)] += count }
    }
    var start = 0
    var documentEnds: [Int] = []
    for (_, chunk) in chunks {
      documentEnds += chunk.documentEnds.map { $0 + start }
      start += chunk.tokens.count
      counts[Int(SpecialToken.boundary)] += chunk.boundaryCount
    }
    return TokenizedText(
      tokens: ScatteredTokens(parts, chunks, tokens: maps), documentEnds: documentEnds,
      structure: configuration.sentences == .none ? .ring : .sentences, types: types,
      counts: counts)
  }

  /// The types of all parts, numbered in the order in which they appear in the text, and for each part the
  /// common numbers of its types.
  ///
  /// A type appears first in a chunk where it is new to the thread, too, and those that are new there stand in
  /// order: so the order does not depend on which thread took which chunk.
  private func common(
    _ parts: [ThreadTokens], _ chunks: [(part: Int, chunk: ThreadTokens.Chunk)]
  ) -> (types: Interner, numbers: [[UInt32]]) {
    if parts.count == 1 { return (parts[0].types, [Array(0..<UInt32(parts[0].types.count))]) }
    var types = Interner(minimumCapacity: parts.map(\.types.count).max() ?? 0)
    var numbers = parts.map { _ in [UInt32]() }
    for (part, chunk) in chunks {
      numbers[part] += types.intern(chunk.newTypes, of: parts[part].types)
    }
    return (types, numbers)
  }

  /// The types in the form wanted, and the token number of each type as it stands in the text.
  private func formed(
    _ raw: Interner
  ) throws(TokenizationError) -> (types: Interner, tokens: [TokenID]) {
    var forms = TypeForms(configuration)
    let unknown = Array(SpecialSymbol.unknown.rawValue.utf8)
    let hasUnknown =
      configuration.unit == .whitespace
      && unknown.withUnsafeBufferPointer { raw.number(of: $0) } != nil
    let areKept = try forms.keepAll(of: raw)
    if areKept && !hasUnknown {
      return (raw, (0..<TokenID(raw.count)).map { $0 + SpecialToken.firstType })
    }
    var types = Interner(minimumCapacity: raw.count)
    var tokens: [TokenID] = []
    tokens.reserveCapacity(raw.count)
    for number in 0..<raw.count {
      let form = try forms.form(of: raw.bytes(of: number))
      let isUnknown = configuration.unit == .whitespace && SpecialSymbol(form) == .unknown
      tokens.append(
        isUnknown ? SpecialToken.unknown : SpecialToken.firstType + types.intern(form))
    }
    return (types, tokens)
  }
}
