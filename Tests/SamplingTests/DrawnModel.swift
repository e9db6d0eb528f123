import Counting
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// A model with contexts of all kinds to draw in.
struct DrawnModel: Sendable {
  let model: NgramModel
  let stream: TokenStream

  /// 20 types that fall off like 1 / rank, with `<unk>` among them.
  static func stream(_ structure: StreamStructure, unknownShare: Double) -> TokenStream {
    structure == .ring
      ? RandomStreams.ring(900, types: 20, unknownShare: unknownShare, seed: 51)
      : RandomStreams.sentences(
        180, types: 20, emptyShare: 0.05, unknownShare: unknownShare, seed: 52)
  }

  init(model: NgramModel, stream: TokenStream) {
    self.model = model
    self.stream = stream
  }

  init(
    _ estimator: Estimator, order: Int, floor: UniformFloor,
    structure: StreamStructure = .sentences, vocabularySize: Int = 26,
    unknownShare: Double = 0.08, pruning: Pruning = .none
  ) throws {
    stream = Self.stream(structure, unknownShare: unknownShare)
    let counts = try NgramCounts(stream, vocabularySize: vocabularySize, order: order)
    model = try NgramModel(
      estimating: counts, method: estimator.method, floor: floor, pruning: pruning)
  }

  /// The same model by way of a file: without counts.
  init(throughARPA other: DrawnModel) throws {
    stream = other.stream
    var file = ""
    let words = Vocabulary(types: (2..<other.model.vocabularySize).map { "w\($0)" })
    try other.model.writeARPA(words) { file += $0 }
    model = try NgramModel.readARPA(Array(file.utf8)).model
  }

  /// The empty context, a start, a frequent one, a rare one, one whose text was never seen, `<unk>`.
  var contexts: [UInt32] {
    let beginning: [[TokenID]] = [
      [], [2], [2, 3], [5, 2, 3], [2, 2, 4, 2, 3], [20, 21, 19, 20], [21, 20, 3], [24, 2],
      [SpecialToken.unknown], Array(stream.ids[40..<44]), Array(stream.ids[101..<105]),
    ]
    let start: [UInt32] = [model.startContext]
    var seen: Set<UInt32> = []
    return (start + beginning.map { model.state(after: $0) }).filter { seen.insert($0).inserted }
  }

  /// p(token | context) of every token.
  func probabilities(after context: UInt32) -> [Double] {
    (0..<TokenID(model.vocabularySize)).map { token in
      var state = context
      return ModelView(model).step(token, from: &state).probability
    }
  }

  /// Draws in one context.
  static func draws(
    _ number: Int, _ prepared: PreparedDrawing, after context: UInt32, seed: UInt64 = 61
  ) -> [Int] {
    var drawing = Drawing(prepared)
    var random = SentenceRandom(
      seed: seed, replicate: 0, generation: 0, sentence: Int(context))
    return (0..<number).compactMap { _ in
      var state = context
      return drawing.draw(from: &state, &random).map { Int($0) }
    }
  }
}
