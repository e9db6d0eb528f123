internal import Parallelism

/// Puts the tokens of chunks together under common type numbers.
struct ChunkMerge {
  private let configuration: TokenizerConfiguration
  private let threads: Int

  init(_ configuration: TokenizerConfiguration, threads: Int) {
    self.configuration = configuration
    self.threads = threads
  }

  /// The tokens of all parts in order.
  func merge(_ parts: [ChunkTokens]) throws(TokenizationError) -> TokenizedText {
    var raw = Interner(minimumCapacity: 1 << 15)
    let numbers = parts.map { raw.intern(0..<$0.types.count, of: $0.types) }
    let (types, forms) = try formed(raw)
    var counts = [Int](repeating: 0, count: types.count + Int(SpecialToken.firstType))
    var starts = [0]
    var documentEnds: [Int] = []
    var maps: [[TokenID]] = []
    for (part, numbers) in zip(parts, numbers) {
      let start = starts[starts.count - 1]
      documentEnds += part.documentEnds.map { $0 + start }
      starts.append(start + part.ids.count)
      maps.append(numbers.map { forms[Int($0)] })
      counts[Int(SpecialToken.boundary)] += part.boundaryCount
      for (id, count) in zip(maps[maps.count - 1], part.counts) { counts[Int(id)] += count }
    }
    let structure: StreamStructure = configuration.sentences == .none ? .ring : .sentences
    let ids = translated(parts, maps, starts)
    return TokenizedText(
      stream: TokenStream(ids: ids, documentEnds: documentEnds, structure: structure),
      types: types, counts: counts)
  }

  /// The tokens of all parts under the numbers of `maps`, part n from `starts[n]` on.
  private func translated(
    _ parts: [ChunkTokens], _ maps: [[TokenID]], _ starts: [Int]
  ) -> [TokenID] {
    let total = starts[starts.count - 1]
    return [TokenID](unsafeUninitializedCapacity: total) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      let target = TokenTarget(base: base)
      _ = parallelMap(parts.count, threads: threads) { index in
        let map = maps[index]
        var place = target.base + starts[index]
        for id in parts[index].ids {
          place.initialize(to: id == ChunkTokens.boundary ? SpecialToken.boundary : map[Int(id)])
          place += 1
        }
      }
      count = total
    }
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

/// Where tokens go that several threads write.
///
/// Safe: every one has a range of its own.
struct TokenTarget: @unchecked Sendable {
  let base: UnsafeMutablePointer<TokenID>
}
