import Foundation
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Scores of whole texts against the scores of their tokens.
struct ScoringTests {
  @Test(arguments: LawText.all, [1, 2, 3, 5])
  func sumsOfTokenScores(text: LawText, order: Int) throws {
    for estimator in Estimator.all {
      let model = try Self.model(text, order: order, estimator)
      for stream in Self.streams(like: text) {
        let expected = Self.tokenByToken(stream, model)
        let score = model.score(stream)
        #expect(score.tokens == expected.tokens)
        #expect(score.outOfVocabulary == expected.outOfVocabulary)
        #expect(score.zeroProbability == expected.zeroProbability)
        #expect(score.matchedLength == expected.matchedLength)
        // Sums of n logarithms, each good to a few units of 2^-53.
        let tolerance = 1e-12 * (1 + abs(expected.log2Probability))
        #expect(abs(score.log2Probability - expected.log2Probability) < tolerance)
        let unknown =
          score.log2ProbabilityOutOfVocabulary - expected.log2ProbabilityOutOfVocabulary
        #expect(abs(unknown) < tolerance)
      }
    }
  }

  /// Long enough for several pieces of work.
  @Test(arguments: [
    RandomStreams.sentences(9000, types: 40, emptyShare: 0.1, seed: 31),
    RandomStreams.ring(70_000, types: 40, seed: 32),
  ])
  func threadsChangeNoBit(stream: TokenStream) throws {
    let laws = try LanguageModelLaws(
      RandomStreams.sentences(150, types: 30, seed: 33), vocabularySize: 45, order: 3,
      estimator: .modifiedKneserNey, floor: .vocabulary)
    #expect(laws.model.scoringPieces(stream).count > 1)
    let one = laws.model.score(stream)
    #expect(one == laws.model.score(stream, threads: 2))
    #expect(one == laws.model.score(stream, threads: 7))
    let cut = laws.model.scoringPieces(stream, size: 100)
    #expect(cut.flatMap { Array($0) } == Array(stream.ids.indices))
    if stream.structure == .sentences {
      #expect(cut.allSatisfy { stream.ids[$0.upperBound - 1] == SpecialToken.boundary })
    }
    let accuracy = laws.model.accuracy(on: stream)
    #expect(accuracy == laws.model.accuracy(on: stream, threads: 2))
    #expect(accuracy == laws.model.accuracy(on: stream, threads: 7))
  }

  @Test func unitsOfCrossEntropy() {
    let score = TextScore(
      tokens: 10, outOfVocabulary: 2, log2Probability: -30, log2ProbabilityOutOfVocabulary: -14)
    #expect(score.crossEntropyBits == 3)
    #expect(score.crossEntropyBitsWithoutOutOfVocabulary == 2)
    #expect(TextScore().crossEntropyBits == nil)
    #expect(TextScore(tokens: 2, outOfVocabulary: 2).crossEntropyBitsWithoutOutOfVocabulary == nil)
    #expect(TextScore(tokens: 2, zeroProbability: 1).crossEntropyBits == .infinity)
    #expect(
      TextScore(tokens: 2, zeroProbability: 1).crossEntropyBitsWithoutOutOfVocabulary == .infinity)
  }

  /// The sum of logarithms survives factors near the smallest number and long products.
  @Test(arguments: [[1e-300], [0.5], [1e-98, 0.9], [1e-160, 0.3, 1]])
  func longProducts(factors: [Double]) {
    var product = LogProduct()
    var sum = 0.0
    for round in 0..<3000 {
      product.multiply(factors[round % factors.count])
      sum += log2(factors[round % factors.count])
    }
    #expect(abs(product.log2Value - sum) < 1e-10 * max(1, abs(sum)))
  }

  @Test func numbersOutsideTheVocabularyAreUnknown() throws {
    let text = PlainText(lines: SmallCorpora.story)
    let laws = try LanguageModelLaws(
      text.stream, vocabularySize: text.vocabulary.size, order: 3, estimator: .modifiedKneserNey,
      floor: .vocabulary)
    let model = laws.model
    #expect(model.score(900, after: [2, 3]) == model.score(SpecialToken.unknown, after: [2, 3]))
    #expect(model.score(3, after: [2, 900]) == model.score(3, after: [2, SpecialToken.unknown]))
    var stream = text.stream
    stream.ids.insert(900, at: 1)
    var mended = stream
    mended.ids[1] = SpecialToken.unknown
    #expect(model.score(stream) == model.score(mended))
    #expect(model.accuracy(on: stream) == model.accuracy(on: mended))
  }

  // MARK: Parts

  private static func model(
    _ text: LawText, order: Int, _ estimator: Estimator
  ) throws -> NgramModel {
    try LanguageModelLaws(
      text.stream, vocabularySize: text.vocabularySize, order: order, estimator: estimator,
      floor: .vocabulary
    ).model
  }

  /// The text itself and another of the same structure.
  private static func streams(like text: LawText) -> [TokenStream] {
    let types = max(1, text.vocabularySize - 2)
    return [
      text.stream,
      text.stream.structure == .ring
        ? RandomStreams.ring(50, types: types, unknownShare: 0.1, seed: 34)
        : RandomStreams.sentences(
          12, types: types, emptyShare: 0.2, unknownShare: 0.1, seed: 35),
    ]
  }

  private static func tokenByToken(_ stream: TokenStream, _ model: NgramModel) -> TextScore {
    var sum = TextScore()
    for position in stream.ids.indices {
      let token = stream.ids[position]
      let context =
        (1...9).reversed().map { distance -> TokenID in
          let index = position - distance
          guard stream.structure == .ring else {
            return index < 0 ? SpecialToken.boundary : stream.ids[index]
          }
          return stream.ids[((index % stream.ids.count) + stream.ids.count) % stream.ids.count]
        }
      let score = model.score(token, after: context)
      sum.tokens += 1
      sum.matchedLength += score.matchedLength
      if token == SpecialToken.unknown { sum.outOfVocabulary += 1 }
      guard score.probability > 0 else {
        sum.zeroProbability += 1
        continue
      }
      sum.log2Probability += log2(score.probability)
      if token == SpecialToken.unknown {
        sum.log2ProbabilityOutOfVocabulary += log2(score.probability)
      }
    }
    return sum
  }
}
