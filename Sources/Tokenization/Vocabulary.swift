internal import Parallelism

/// The types that a model knows, under the numbers 0..<``size``.
///
/// The first two numbers are ``SpecialToken``s; types follow in rank order. Types are byte strings:
/// two spellings of one character are two types unless normalization made them equal.
public struct Vocabulary: Sendable, Equatable {
  private var types: Interner
  /// How often each number occurs in the corpus that made the vocabulary: 0 for the boundary, the
  /// dropped tokens for ``SpecialToken/unknown``.
  public private(set) var counts: [Int]

  /// Creates a vocabulary of types in the given order, with counts of 0.
  ///
  /// The names of special tokens and types that came before are passed over; ``typeCount`` tells
  /// whether there were any.
  public init(types: [String]) {
    self.init(bytes: types.map { Array($0.utf8) })
  }

  /// Creates a vocabulary of types in the given order, with counts of 0.
  package init(bytes types: some Collection<some Collection<UInt8>>) {
    self.types = Interner(minimumCapacity: types.count)
    for type in types where SpecialSymbol(type) == nil { _ = self.types.intern(type) }
    counts = [Int](repeating: 0, count: self.types.count + Int(SpecialToken.firstType))
  }

  /// Creates a vocabulary of some types of a text, by their numbers there.
  init(
    _ kept: [Int], of types: Interner, counts: [Int], unknownCount: Int, threads: Int
  ) {
    if kept.count == types.count {
      self.types = types.reordered(kept, threads: threads)
    } else {
      self.types = Interner(minimumCapacity: kept.count)
      _ = self.types.intern(kept, of: types)
    }
    precondition(self.types.count == counts.count, "types are distinct, and each has a count")
    self.counts = [0, unknownCount] + counts
  }

  /// The number of token numbers, the special ones included.
  public var size: Int { counts.count }
  /// The number of types.
  public var typeCount: Int { types.count }
  /// The numbers of the types.
  public var typeIDs: Range<TokenID> { SpecialToken.firstType..<TokenID(size) }

  /// The bytes of a token; for special tokens those of `</s>` and `<unk>`.
  package func bytes(of id: TokenID) -> ArraySlice<UInt8> {
    switch id {
    case SpecialToken.boundary: Array(SpecialSymbol.sentenceEnd.rawValue.utf8)[...]
    case SpecialToken.unknown: Array(SpecialSymbol.unknown.rawValue.utf8)[...]
    default: types.bytes(of: Int(id - SpecialToken.firstType))
    }
  }

  /// The token as a string; `</s>` and `<unk>` for the special ones.
  public func string(of id: TokenID) -> String {
    String(decoding: bytes(of: id), as: UTF8.self)
  }

  /// The number of a token, nil if there is none; `<s>` and `</s>` are the boundary, `<unk>` is
  /// ``SpecialToken/unknown``.
  public func id(of string: String) -> TokenID? {
    id(of: Array(string.utf8))
  }

  /// The numbers of all types of a text; ``SpecialToken/unknown`` for those that are not known.
  func ids(ofAll types: Interner, threads: Int) -> [TokenID] {
    let parts = evenRanges(types.count, parts: threads)
    let numbers = parallelMap(parts.count, threads: threads) { part in
      self.types.numbers(of: parts[part], in: types)
    }
    return numbers.joined().enumerated().map { type, number in
      if number != Interner.noNumber { return number + SpecialToken.firstType }
      return SpecialSymbol(types.bytes(of: type))?.token ?? SpecialToken.unknown
    }
  }

  /// The number of a token by its bytes.
  package func id(of bytes: some Collection<UInt8>) -> TokenID? {
    let number =
      bytes.withContiguousStorageIfAvailable { types.number(of: $0) }
      ?? Array(bytes).withUnsafeBufferPointer { types.number(of: $0) }
    return number.map { $0 + SpecialToken.firstType } ?? SpecialSymbol(bytes)?.token
  }
}
