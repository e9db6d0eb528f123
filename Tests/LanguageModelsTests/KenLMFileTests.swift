import Foundation
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// Files that KenLM wrote, read here.
struct KenLMFileTests {
  @Test(arguments: [("toy1", "fallback"), ("toy2", "default")], 2...5)
  func sentenceScores(of corpus: (name: String, variant: String), order: Int) throws {
    let file = try KenLMTests.lines("\(corpus.name).o\(order).\(corpus.variant).arpa")
    let (model, vocabulary) = try NgramModel.readARPA(Array(file.joined(separator: "\n").utf8))
    #expect(model.order == order)
    let expected = try KenLMTests.lines("\(corpus.name).o\(order).\(corpus.variant).sentence.txt")
    for (line, reference) in zip(try KenLMTests.lines("\(corpus.name).test.txt"), expected) {
      // Total: -12.34 OOV: 1
      let fields = reference.split(separator: " ")
      let ids = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map {
        vocabulary.id(of: String($0)) ?? SpecialToken.unknown
      }
      let stream = TokenStream(
        ids: ids + [SpecialToken.boundary], documentEnds: [ids.count + 1], structure: .sentences)
      let score = model.score(stream)
      let total = try #require(Double(fields[1]))
      // Both read the same seven digits; KenLM adds them up in single precision.
      #expect(abs(score.log2Probability * log10(2.0) - total) < 2e-5, "\(line)")
      #expect(score.outOfVocabulary == Int(fields[3]))
    }
  }

  @Test(arguments: ["toy1.o3.fallback.arpa", "toy2.o5.default.arpa", "toy2.o1.default.arpa"])
  func everyContextSumsToOne(name: String) throws {
    let file = try KenLMTests.lines(name)
    let (model, vocabulary) = try NgramModel.readARPA(Array(file.joined(separator: "\n").utf8))
    var random = SeededGenerator(seed: 5)
    for _ in 0..<20 {
      let context = (0..<5).map { _ in
        TokenID.random(in: 0..<TokenID(vocabulary.size), using: &random)
      }
      let sum = (0..<TokenID(vocabulary.size)).reduce(0) {
        $0 + model.score($1, after: context).probability
      }
      // Seven digits of each of about 80 logarithms.
      #expect(abs(sum - 1) < 2e-5)
    }
  }
}
