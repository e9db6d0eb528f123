public import Tokenization

extension TokenStream {
  /// The stream cut after its first `tokens` tokens, sentence boundaries not counted.
  ///
  /// Type counts grow with length, so generations are compared at equal token counts. The whole
  /// stream is returned if it is shorter.
  public func prefix(tokens: Int) -> TokenStream {
    var end = 0
    var seen = 0
    while end < ids.count, seen < tokens {
      if ids[end] != SpecialToken.boundary { seen += 1 }
      end += 1
    }
    // The boundary that closes the last sentence belongs to it.
    if seen > 0, end < ids.count, ids[end] == SpecialToken.boundary { end += 1 }
    if end == ids.count { return self }
    var ends = documentEnds.filter { $0 < end }
    if end > 0 { ends.append(end) }
    return TokenStream(ids: Array(ids[..<end]), documentEnds: ends, structure: structure)
  }
}
