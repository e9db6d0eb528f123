/// How often the next token of a text is among a model's most probable ones.
public struct NextTokenAccuracy: Sendable, Equatable, Codable {
  /// Predicted positions, sentence ends included.
  public var positions: Int
  /// Positions at which the most probable token was right.
  public var top1: Int
  /// Positions at which the right token was among the five most probable.
  public var top5: Int

  /// Creates the counts.
  public init(positions: Int = 0, top1: Int = 0, top5: Int = 0) {
    self.positions = positions
    self.top1 = top1
    self.top5 = top5
  }
}
