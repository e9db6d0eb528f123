internal import LanguageModels

/// The back-off weights passed on the way down, the longest context's first.
struct LevelWeights {
  private var count = 0
  private var weights = InlineArray<8, Double>(repeating: 1)
  /// Their product, to within rounding.
  private(set) var product = 1.0

  @inline(__always)
  mutating func push(_ weight: Double) {
    weights[count] = weight
    count &+= 1
    product *= weight
  }

  /// A token of the level at hand as the longest context has it; multiplied from the shortest context
  /// outwards, as everywhere.
  @inline(__always)
  func scaled(_ token: RankedToken) -> RankedToken {
    var token = token
    var level = count
    while level > 0 {
      level &-= 1
      token.probability *= weights[level]
    }
    return token
  }
}
