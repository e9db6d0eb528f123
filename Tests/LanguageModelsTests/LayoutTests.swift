import Counting
import TestSupport
import Testing
import Tokenization

@testable import LanguageModels

@Suite struct LayoutTests {
  @Test("a last order with memory of its own makes the same model", arguments: [2, 3, 5])
  func memoryOfItsOwn(order: Int) throws {
    for stream in [
      RandomStreams.ring(150_000, types: 300, seed: 71),
      RandomStreams.sentences(30_000, types: 300, seed: 72),
    ] {
      let models = try [(0, 1), (0, 2), (Int.max, 1)].map { mostTwice, threads in
        try NgramModel(
          estimating: NgramCounts(stream, vocabularySize: 302, order: order, threads: threads),
          method: ModifiedKneserNey(), floor: .vocabulary, pruning: .none, threads: threads,
          mostTwice: mostTwice)
      }
      #expect(Self.records(models[0]) == Self.records(models[2]))
      #expect(Self.records(models[1]) == Self.records(models[2]))
    }
  }

  private static func records(_ model: NgramModel) -> [[UInt64]] {
    [
      model.successors.elements.flatMap {
        [UInt64($0.token), UInt64($0.next), $0.probability.bitPattern]
      },
      model.contexts.elements.flatMap {
        [
          UInt64($0.firstSuccessor), UInt64($0.backOff),
          model.weights.base[Int($0.weight)].bitPattern,
        ]
      },
      model.drawing?.counts.all.map(UInt64.init) ?? [],
    ]
  }

  /// Counts that fit neither into a byte nor into two.
  @Test("counts of any size are laid out", arguments: [1, 2])
  func largeCounts(threads: Int) throws {
    var ids: [TokenID] = []
    for index in 0..<100_000 { ids += [2, index < 70_000 ? 3 : 4, SpecialToken.boundary] }
    let stream = TokenStream(ids: ids, documentEnds: [ids.count], structure: .sentences)
    let counts = try NgramCounts(stream, vocabularySize: 5, order: 3, threads: threads)
    let model = try NgramModel(
      estimating: counts, method: MaximumLikelihood(), threads: threads)
    #expect(abs(model.score(3, after: [2]).probability - 0.7) < 1e-12)
    #expect(abs(model.score(4, after: [SpecialToken.boundary, 2]).probability - 0.3) < 1e-12)
    #expect(abs(model.score(SpecialToken.boundary, after: [2, 3]).probability - 1) < 1e-12)
    let all = try #require(model.drawing).counts.all
    // As 3, 2 3, 3 </s>, <s> 2 3 and 2 3 </s>.
    #expect(all.count { $0 == 70_000 } == 5)
    #expect(all.count { $0 == 30_000 } == 5)
  }
}
