public import Tokenization

/// Where a document comes from.
public enum TextSource: Sendable, Equatable, Codable {
  /// Real text of the training split.
  case real
  /// Real text from the reserve, never seen before.
  case fresh
  /// Written by the model of the generation before this one.
  case synthetic(generation: Int)

  /// The source in a word, such as `synthetic`.
  public var name: String {
    switch self {
    case .real: "real"
    case .fresh: "fresh"
    case .synthetic: "synthetic"
    }
  }
}

/// Consecutive documents of one source.
public struct TrainingPart: Sendable, Equatable, Codable {
  /// The source.
  public var source: TextSource
  /// How many documents.
  public var documents: Int
  /// How many tokens, sentence ends not counted.
  public var tokens: Int
}

/// What the model of a generation learns from: D_g.
public struct TrainingSet: Sendable {
  /// The tokens.
  public private(set) var stream: TokenStream
  /// Where its documents come from, in their order.
  public private(set) var parts: [TrainingPart] = []

  /// Creates an empty training set.
  public init(structure: StreamStructure) {
    stream = TokenStream(ids: [], documentEnds: [], structure: structure)
  }

  /// Creates a training set from what a `Checkpoint` kept of it.
  init(_ stream: TokenStream, parts: [TrainingPart]) {
    self.stream = stream
    self.parts = parts
  }

  /// Creates a training set of one source.
  public init(_ text: TokenStream, source: TextSource) {
    self.init(structure: text.structure)
    append(text, source: source)
  }

  /// Adds text.
  public mutating func append(_ text: TokenStream, source: TextSource) {
    let start = stream.ids.count
    stream.ids.append(contentsOf: text.ids)
    stream.documentEnds.append(contentsOf: text.documentEnds.map { start + $0 })
    parts.append(
      TrainingPart(source: source, documents: text.documentCount, tokens: text.tokenCount))
  }

  /// Tokens that a model wrote.
  public var syntheticTokens: Int {
    parts.reduce(0) { sum, part in
      if case .synthetic = part.source { sum + part.tokens } else { sum }
    }
  }
}
