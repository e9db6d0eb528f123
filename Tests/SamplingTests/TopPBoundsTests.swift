import Counting
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// Top-p where bounds on the mass before a token are easily too bold, against a twin that lists the whole
/// vocabulary.
struct TopPBoundsTests {
  /// A thousand tokens that are less probable than the scale of masses reaches: together they matter.
  @Test(arguments: [0.99997, 0.99998, 0.99999, 0.999995], [1, 2])
  func theTailBelowTheScale(topP: Double, order: Int) throws {
    let sentences: [[TokenID]] = (0..<6).map { [2, 3 + TokenID($0), 2, 9, 10 + TokenID($0 / 2)] }
    let drawn = try Self.model(
      sentences, vocabularySize: 1000, order: order, Additive(lambda: 5e-7))
    let context = drawn.model.state(after: [2])
    #expect(drawn.probabilities(after: context)[999] < 0x1p-24)
    try Self.expectTwin(drawn, topP)
  }

  /// A context of forty successors that each rank just before a token of the back-off, and would not if they
  /// had nothing of their own.
  @Test(arguments: Array(stride(from: 0.05, to: 1, by: 0.05)))
  func successorsThatOvertake(topP: Double) throws {
    let others = (TokenID(10)..<50).map { $0 }
    var sentences: [[TokenID]] = []
    for other in others {
      sentences += [[3, 2, other], [4, 2, other], [5, 2, other], [6, 2, other]]
    }
    // The token of the back-off follows 2 a little more often, and never after 3.
    for first in TokenID(60)..<66 { sentences.append([first, 2, 7]) }
    for method in [
      AbsoluteDiscounting() as any SmoothingMethod, WittenBell(), ModifiedKneserNey(),
    ] {
      for order in [3, 4] {
        try Self.expectTwin(
          Self.model(sentences, vocabularySize: 70, order: order, method), topP)
      }
    }
  }

  /// What lanes take without a question, one draw after the other would take as well.
  @Test(arguments: [0.2, 0.4, 0.6, 0.9, 0.99], [2, 3, 5])
  func lanesTakeWhatIsAdmitted(topP: Double, order: Int) throws {
    for unknownShare in [0, 0.05] {
      let drawn = try DrawnModel(
        .modifiedKneserNey, order: order, floor: .vocabulary, unknownShare: unknownShare)
      let strategy = SamplingStrategy(topP: topP)
      let text = try Sampler(drawn.model, strategy: strategy).sample(
        tokens: 3000, at: SampleAddress(seed: 68)
      ).stream
      var drawing = Drawing(PreparedDrawing(drawn.model, strategy, floor: .vocabulary))
      for sentence in 0..<text.documentCount {
        var random = SentenceRandom(seed: 68, replicate: 0, generation: 0, sentence: sentence)
        var context = drawn.model.startContext
        for token in text.ids[text.documentRange(sentence)].dropLast() {
          try #require(drawing.draw(from: &context, &random) == token, "sentence \(sentence)")
        }
      }
    }
  }

  // MARK: Parts

  private static func model(
    _ sentences: [[TokenID]], vocabularySize: Int, order: Int, _ method: any SmoothingMethod
  ) throws -> DrawnModel {
    let ids = sentences.flatMap { $0 + [SpecialToken.boundary] }
    let stream = TokenStream(ids: ids, documentEnds: [ids.count], structure: .sentences)
    let counts = try NgramCounts(stream, vocabularySize: vocabularySize, order: order)
    let model = try NgramModel(estimating: counts, method: method, floor: .vocabulary)
    return DrawnModel(model: model, stream: stream)
  }

  private static func expectTwin(_ drawn: DrawnModel, _ topP: Double) throws {
    let strategy = SamplingStrategy(topP: topP)
    var drawing = Drawing(PreparedDrawing(drawn.model, strategy, floor: .vocabulary))
    for context in 0..<UInt32(drawn.model.contexts.count - 1) {
      let probabilities = drawn.probabilities(after: context)
      let weights = strategy.weights(probabilities)
      let expected = weights.indices.filter { weights[$0] > 0 }
      let admitted = probabilities.indices.filter {
        probabilities[$0] > 0 && drawing.admits(TokenID($0), after: context)
      }
      try #require(admitted == expected, "context \(context), top-p \(topP)")
    }
  }
}
