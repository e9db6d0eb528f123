internal import LanguageModels
internal import Tokenization

/// Draws among the tokens that limits leave of a ranked list: greedy, and top-k with further limits.
///
/// The lists come from the whole smoothed distribution, not only from the successors that were seen.
/// Temperature does not change which tokens they hold.
struct ListDrawing {
  private var ranked: RankedTokens
  private let strategy: SamplingStrategy
  private var list = CutList()

  init(_ model: NgramModel, _ strategy: SamplingStrategy) {
    self.strategy = strategy
    // One more than asked for, in case `<unk>` is among them and may not be drawn.
    let limit = strategy.greedy ? 1 : min(strategy.topK ?? 1, model.vocabularySize)
    ranked = RankedTokens(model, limit: strategy.allowsUnknown ? limit : limit + 1)
  }

  /// The tokens that may follow a context, most probable first.
  mutating func tokens(after context: UInt32) -> [TokenID] {
    fill(after: context)
    return list.tokens
  }

  /// Draws the token after a context; nil where there is none.
  mutating func draw(after context: UInt32, _ random: inout SentenceRandom) -> TokenID? {
    fill(after: context)
    return list.draw(&random)
  }

  private mutating func fill(after context: UInt32) {
    let strategy = strategy
    ranked.withFirst(after: context) { list.fill($0, strategy) }
  }
}
