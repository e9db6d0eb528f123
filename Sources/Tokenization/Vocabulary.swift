/// Stand-in.
public struct Vocabulary: Sendable, Equatable {
  /// Types.
  public var types: [String]
  private var index: [String: TokenID]
  /// In order.
  public init(types: [String]) {
    self.types = types
    index = [:]
    for (i, t) in types.enumerated() { index[t] = TokenID(i + 2) }
  }
  /// Size.
  public var size: Int { types.count + 2 }
  /// String.
  public func string(of id: TokenID) -> String { id < 2 ? "<unk>" : types[Int(id) - 2] }
  /// ID.
  public func id(of string: String) -> TokenID? { index[string] }
}
