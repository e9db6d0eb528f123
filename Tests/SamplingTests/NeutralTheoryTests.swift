import Counting
import Foundation
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// Sample, count, sample: maximum likelihood on a ring against the closed forms of neutral theory.
struct NeutralTheoryTests {
  private static let generations = 6

  /// Wright and Fisher: E p_t = p and E H_t = H_0 (1 − 1/N)^t, here over 400 chains of 40 tokens.
  @Test func meanAndHeterozygosity() throws {
    let tokens = 40
    let chains = 400
    let origin = RandomStreams.ring(tokens, types: 6, seed: 81)
    var heterozygosity = Array(repeating: [Double](), count: Self.generations + 1)
    var lastShares = Array(repeating: [Double](), count: 8)
    for chain in 0..<chains {
      let texts = try Self.texts(from: origin, order: 1, vocabularySize: 8, replicate: chain)
      for (generation, text) in texts.enumerated() {
        #expect(text.ids.count == tokens)
        heterozygosity[generation].append(1 - Self.shares(text).reduce(0) { $0 + $1 * $1 })
      }
      for (type, share) in Self.shares(texts[Self.generations]).enumerated() {
        lastShares[type].append(share)
      }
    }
    let first = heterozygosity[0][0]
    for generation in 1...Self.generations {
      let expected = first * pow(1 - 1 / Double(tokens), Double(generation))
      Self.expectMean(heterozygosity[generation], expected, "H of generation \(generation)")
    }
    // 6 types, each within 4 standard errors.
    for (type, share) in Self.shares(origin).enumerated() {
      Self.expectMean(lastShares[type], share, "share of type \(type)")
    }
  }

  /// The share of the vocabulary alive after t generations is (1/V) Σ (1 − q_t^c), q_0 = 0,
  /// q_{t+1} = e^(q_t − 1), whatever the order.
  @Test(arguments: 1...3)
  func survivingVocabulary(order: Int) throws {
    let origin = RandomStreams.ring(20_000, types: 6000, seed: 82)
    let texts = try Self.texts(from: origin, order: order, vocabularySize: 6002, replicate: 0)
    var counts: [TokenID: Int] = [:]
    for token in origin.ids { counts[token, default: 0] += 1 }
    let types = Double(counts.count)
    var lost = 0.0
    for generation in 1...Self.generations {
      lost = exp(lost - 1)
      let alive = counts.values.map { 1 - pow(lost, Double($0)) }
      let expected = alive.reduce(0, +) / types
      // Four standard errors of independent types, and the 0.01 to which the law is an
      // approximation.
      let error = alive.reduce(0) { $0 + $1 * (1 - $1) }.squareRoot() / types
      let share = Double(Set(texts[generation].ids).count) / types
      #expect(
        abs(share - expected) < 4 * error + 0.01, "generation \(generation): \(share), \(expected)")
      #expect(texts[generation].ids.count == 20_000)
      #expect(Set(texts[generation].ids).isSubset(of: Set(texts[generation - 1].ids)))
    }
  }

  // MARK: Parts

  /// The texts of a chain, the first one included.
  private static func texts(
    from origin: TokenStream, order: Int, vocabularySize: Int, replicate: Int
  ) throws -> [TokenStream] {
    var texts = [origin]
    for generation in 1...generations {
      let text = texts[generation - 1]
      let counts = try NgramCounts(text, vocabularySize: vocabularySize, order: order)
      let model = try NgramModel(
        estimating: counts, method: MaximumLikelihood(), floor: .observed)
      let address = SampleAddress(seed: 83, replicate: replicate, generation: generation)
      texts.append(
        try Sampler(model).sample(tokens: text.ids.count, at: address, prompt: text).stream)
    }
    return texts
  }

  private static func shares(_ text: TokenStream) -> [Double] {
    var shares = [Double](repeating: 0, count: 8)
    for token in text.ids { shares[Int(token)] += 1 / Double(text.ids.count) }
    return shares
  }

  private static func expectMean(
    _ values: [Double], _ expected: Double, _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let error = (variance / count).squareRoot()
    #expect(
      abs(mean - expected) <= 4 * error + 1e-12, "\(name): \(mean) ± \(error), \(expected)",
      sourceLocation: sourceLocation)
  }
}
