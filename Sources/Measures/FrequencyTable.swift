public import Tokenization

/// How often each type occurs in a text.
///
/// Sentence boundaries are not tokens. `<unk>` is a token but no type: it counts in ``tokens``, and
/// as one cell where probabilities are needed, but not in ``types``.
public struct FrequencyTable: Sendable, Equatable {
  /// Counts by token number; the cell of the boundary is 0.
  public let counts: [UInt32]
  /// The number of tokens, `<unk>` included.
  public let tokens: Int
  /// How many types occur how often, `<unk>` left out.
  public let spectrum: FrequencySpectrum
  /// The number of types.
  public let types: Int

  /// Creates the table of counts by token number, such as those of a training set.
  public init(counts: [UInt32]) {
    var counts = counts
    let boundary = Int(SpecialToken.boundary)
    if boundary < counts.count { counts[boundary] = 0 }
    self.counts = counts
    tokens = counts.reduce(0) { $0 + Int($1) }
    spectrum = FrequencySpectrum(counts: counts.dropFirst(Int(SpecialToken.firstType)))
    types = spectrum.types
  }

  /// Counts the tokens of a stream.
  ///
  /// - Parameters:
  ///   - stream: The text.
  ///   - vocabularySize: How many token numbers there are; the table grows if the text has more.
  public init(of stream: TokenStream, vocabularySize: Int = 0) {
    let least = Int(SpecialToken.firstType)
    let largest = stream.ids.max().map { Int($0) + 1 } ?? 0
    var counts = [UInt32](repeating: 0, count: max(vocabularySize, largest, least))
    for id in stream.ids { counts[Int(id)] += 1 }
    self.init(counts: counts)
  }

  /// The number of `<unk>` tokens.
  public var unknownTokens: Int { Int(count(of: SpecialToken.unknown)) }

  /// The number of types that occur once.
  public var hapaxes: Int { spectrum.types(occurring: 1) }

  /// How often a token occurs; 0 for numbers beyond the table.
  public func count(of id: TokenID) -> UInt32 { Int(id) < counts.count ? counts[Int(id)] : 0 }

  /// The sum of a function of the count over all cells of the distribution: types and `<unk>`.
  func sumOverCells(_ term: (_ count: Double) -> Double) -> Double {
    let ofTypes = spectrum.entries.reduce(0.0) { $0 + Double($1.types) * term(Double($1.count)) }
    return unknownTokens > 0 ? ofTypes + term(Double(unknownTokens)) : ofTypes
  }
}
