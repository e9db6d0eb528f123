/// Why something is not done.
public struct LiveRefusal: Error, Equatable, CustomStringConvertible {
  /// The kinds of refusal.
  public enum Kind: Sendable, Equatable {
    /// What was asked for cannot be understood or is out of range.
    case badRequest
    /// There is no such thing.
    case notFound
    /// A text is too long.
    case tooLarge
    /// It comes too often.
    case tooOften
    /// All places are taken.
    case busy
  }

  /// The kind.
  public var kind: Kind
  /// What is wrong and what to do, as a sentence.
  public var description: String

  /// Creates a refusal.
  public init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    description = sentence
  }
}
