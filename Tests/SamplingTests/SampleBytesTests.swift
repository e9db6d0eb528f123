import Foundation
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// The same bytes, however the work is cut up and however the program was built.
struct SampleBytesTests {
  static let strategies: [(name: String, strategy: SamplingStrategy)] = [
    ("plain", SamplingStrategy()), ("temperature-0.5", SamplingStrategy(temperature: 0.5)),
    ("temperature-1.3", SamplingStrategy(temperature: 1.3)), ("top-k-1", SamplingStrategy(topK: 1)),
    ("top-k-5", SamplingStrategy(topK: 5)),
    ("top-k-40", SamplingStrategy(temperature: 0.8, topK: 40)),
    ("top-p-0.9", SamplingStrategy(topP: 0.9)),
    ("top-p-0.99", SamplingStrategy(temperature: 0.8, topP: 0.99)),
    ("min-p-0.05", SamplingStrategy(minP: 0.05)),
    ("all", SamplingStrategy(temperature: 1.3, topK: 12, topP: 0.95, minP: 0.02)),
    ("unknown-cut", SamplingStrategy(allowsUnknown: true, maximalSentenceLength: 9)),
  ]
  static let models: [(name: String, estimator: Estimator, order: Int, StreamStructure)] = [
    ("modified-kneser-ney", .modifiedKneserNey, 3, .sentences),
    ("maximum-likelihood", .maximumLikelihood, 2, .ring),
    ("witten-bell", .wittenBell, 5, .sentences),
  ]

  /// Samples stay what they were: of another build, another optimization, another day.
  ///
  /// The fixture
  /// holds FNV-1a digests of the token numbers; a change of the drawing that is meant to change texts
  /// replaces its lines by those that this test prints.
  @Test func digestsAreThoseOfTheFixture() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "sample-digests", withExtension: "txt", subdirectory: "Fixtures"))
    let expected = try String(contentsOf: url, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    var found: [String] = []
    for (model, estimator, order, structure) in Self.models {
      let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary, structure: structure)
      for (name, strategy) in Self.strategies {
        let text = try Sampler(drawn.model, strategy: strategy).sample(
          tokens: 1500, at: SampleAddress(seed: 2026, replicate: 1, generation: 3),
          prompt: drawn.stream, threads: 2)
        let digest = Self.digest(text.stream.ids)
        found.append("\(model) \(name) \(text.stream.ids.count) \(digest)")
      }
    }
    #expect(found == expected, "found:\n\(found.joined(separator: "\n"))")
  }

  /// Sentence i drawn alone, in any order, by a drawing that remembers nothing or all that came
  /// before, is sentence i of a text of any length: there is no size of a batch that could matter.
  @Test(arguments: strategies.map(\.name))
  func aSentenceDependsOnItsNumberAlone(name: String) throws {
    let strategy = try #require(Self.strategies.first { $0.name == name }).strategy
    let drawn = try DrawnModel(.modifiedKneserNey, order: 3, floor: .observed)
    let sampler = try Sampler(drawn.model, strategy: strategy)
    let address = SampleAddress(seed: 64, replicate: 2, generation: 1)
    // 300 sentences and more go over several batches of any likely size.
    var whole = try sampler.sample(tokens: 1, at: address)
    while whole.stream.documentCount < 300 {
      whole = try sampler.sample(tokens: 2 * whole.stream.tokenCount + 1, at: address)
      if whole.stream.tokenCount > 100_000 { break }
    }
    let prepared = PreparedDrawing(drawn.model, strategy, floor: .observed)
    var experienced = Drawing(prepared)
    for index in (0..<whole.stream.documentCount).reversed() {
      var drawing = index % 20 == 0 ? Drawing(prepared) : experienced
      var random = SentenceRandom(
        seed: address.seed, replicate: address.replicate, generation: address.generation,
        sentence: index)
      var context = drawn.model.startContext
      var ids: [TokenID] = []
      while ids.count < strategy.maximalSentenceLength {
        let token = try #require(drawing.draw(from: &context, &random))
        if token == SpecialToken.boundary { break }
        ids.append(token)
      }
      if index % 20 != 0 { experienced = drawing }
      #expect(
        ids + [SpecialToken.boundary] == Array(whole.stream.ids[whole.stream.documentRange(index)]),
        "seed 64, sentence \(index)")
    }
  }

  @Test(arguments: strategies.map(\.name), models.map(\.name))
  func threadsChangeNothing(name: String, model: String) throws {
    let strategy = try #require(Self.strategies.first { $0.name == name }).strategy
    let (_, estimator, order, structure) = try #require(Self.models.first { $0.name == model })
    let drawn = try DrawnModel(estimator, order: order, floor: .observed, structure: structure)
    let texts = try [1, 2, 7].map { threads in
      try Sampler(drawn.model, strategy: strategy).sample(
        tokens: 1500, at: SampleAddress(seed: 65), prompt: drawn.stream, threads: threads)
    }
    #expect(texts[0] == texts[1] && texts[0] == texts[2], "seed 65")
  }

  /// Fowler, Noll and Vo's FNV-1a over the bytes of the numbers, least significant first.
  private static func digest(_ ids: [TokenID]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for id in ids {
      for byte in 0..<4 {
        hash = (hash ^ UInt64(id >> (8 * UInt32(byte)) & 0xff)) &* 0x100_0000_01b3
      }
    }
    return String(hash, radix: 16)
  }
}
