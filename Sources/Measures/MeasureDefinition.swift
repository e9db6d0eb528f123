/// What a measure is, for people and programs.
public struct MeasureDefinition: Sendable, Equatable {
  /// Which way a measure goes when a language collapses.
  public enum Direction: String, Sendable {
    /// It falls.
    case falls
    /// It rises.
    case rises
    /// It may do either.
    case either
  }

  /// The key in records, such as `heldOutPerplexity`.
  public var name: String
  /// The title in charts and tables, such as `Perplexity of held-out real text`.
  public var title: String
  /// The unit, such as `bits`, `types` or `share` (0 to 1); empty for a plain ratio.
  public var unit: String
  /// Which way it goes when a language collapses.
  public var direction: Direction
  /// One or two sentences: the formula, over which text, at which length.
  public var definition: String
  /// The paper or book the definition follows.
  public var source: String

  /// Creates a definition.
  public init(
    name: String, title: String, unit: String, direction: Direction, definition: String,
    source: String
  ) {
    self.name = name
    self.title = title
    self.unit = unit
    self.direction = direction
    self.definition = definition
    self.source = source
  }
}
