import Counting
import Foundation
import LanguageModels
import Sampling
import TestSupport
import Testing
import Tokenization

/// The distribution that the integer tables stand for, added up without a single draw.
struct MixtureTests {
  @Test(arguments: Estimator.all, [1, 2, 3, 5])
  func plainTablesAreTheModel(estimator: Estimator, order: Int) throws {
    for structure in [StreamStructure.sentences, .ring] {
      for floor in UniformFloor.allCases {
        let drawn = try DrawnModel(estimator, order: order, floor: floor, structure: structure)
        try Self.expectTables(drawn, temperature: 1, floor: floor)
        // The sampler's floor in the place of the model's, which only a mixture can do.
        guard estimator.isMixture else { continue }
        let other: UniformFloor = floor == .observed ? .vocabulary : .observed
        let expected = try DrawnModel(estimator, order: order, floor: other, structure: structure)
        try Self.expectTables(drawn, temperature: 1, floor: other, equal: expected)
      }
    }
  }

  @Test(arguments: Estimator.all, [0.5, 0.8, 1.3])
  func temperedTablesAreTheModel(estimator: Estimator, temperature: Double) throws {
    for order in [1, 2, 3, 5] {
      let drawn = try DrawnModel(estimator, order: order, floor: .vocabulary)
      try Self.expectTables(drawn, temperature: temperature, floor: .observed)
      try Self.expectTables(
        DrawnModel(throughARPA: drawn), temperature: temperature, floor: .observed)
    }
  }

  @Test(arguments: [1, 0.5, 1.7])
  func tablesOfABackOffModel(temperature: Double) throws {
    let drawn = try DrawnModel(backOffFile: ())
    try Self.expectTables(drawn, temperature: temperature, floor: .vocabulary)
  }

  // MARK: Parts

  /// Shares have 62 bits and probabilities 53; differences of neighbouring orders lose a few.
  private static func expectTables(
    _ drawn: DrawnModel, temperature: Double, floor: UniformFloor, equal other: DrawnModel? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let strategy = SamplingStrategy(temperature: temperature, allowsUnknown: true)
    let tables = try #require(PreparedDrawing(drawn.model, strategy, floor: floor).tables)
    var known: [UInt32: [Double]] = [:]
    for context in 0..<UInt32(drawn.model.contexts.count - 1) {
      let implied = distribution(of: tables, context, drawn.model.vocabularySize, known)
      known[context] = implied
      var expected = (other ?? drawn).probabilities(after: context)
      expected = expected.map { pow($0, 1 / temperature) }
      let total = expected.reduce(0, +)
      let worst = zip(implied, expected).map { abs($0 - $1 / total) }.max() ?? 0
      #expect(worst < 1e-12, "context \(context)", sourceLocation: sourceLocation)
    }
  }

  /// What the draws of a context follow, given the distributions of the shorter ones.
  private static func distribution(
    of tables: MixtureTables, _ context: UInt32, _ size: Int, _ known: [UInt32: [Double]]
  ) -> [Double] {
    let record = tables.contexts.elements[Int(context)]
    let own = record.ownShare == .max ? 1 : Double(record.ownShare) * 0x1p-64
    var below = [Double](repeating: 0, count: size)
    if context != 0 {
      below = known[record.backOff] ?? below
    } else {
      for token in tables.floor.elements {
        below[Int(token)] = 1 / Double(tables.floor.elements.count)
      }
    }
    var result = below.map { $0 * (1 - own) }
    let range =
      Int(record.firstSuccessor)..<Int(tables.contexts.elements[Int(context) + 1].firstSuccessor)
    var previous: UInt64 = 0
    let total = Double(tables.successors.elements[range.upperBound - 1].sum)
    for index in range {
      let successor = tables.successors.elements[index]
      let token = Int(successor.token)
      if let kept = tables.keptShares?.elements[index], kept != .max {
        result[token] *= Double(kept) * 0x1p-64
      }
      if own > 0 { result[token] += own * Double(successor.sum - previous) / total }
      previous = successor.sum
    }
    let sum = result.reduce(0, +)
    return result.map { $0 / sum }
  }
}
