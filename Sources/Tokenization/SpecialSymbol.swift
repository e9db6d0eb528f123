/// The names of ``SpecialToken``s in language model files.
package enum SpecialSymbol: String, CaseIterable, Sendable {
  /// The name of ``SpecialToken/unknown``.
  case unknown = "<unk>"
  /// The name of ``SpecialToken/boundary`` as a context.
  case sentenceStart = "<s>"
  /// The name of ``SpecialToken/boundary`` where it is predicted.
  case sentenceEnd = "</s>"

  /// The symbol with this name, if there is one.
  package init?(_ bytes: some Collection<UInt8>) {
    guard (3...5).contains(bytes.count), bytes.first == UInt8(ascii: "<") else { return nil }
    self.init(rawValue: String(decoding: bytes, as: UTF8.self))
  }

  /// The token it names.
  package var token: TokenID {
    self == .unknown ? SpecialToken.unknown : SpecialToken.boundary
  }
}
