import Counting
import Testing

@testable import LanguageModels

@Suite struct SmallSharesTests {
  private static let rules = [
    InterpolationRule(discounts: Discounts(one: 0.5, two: 1.1, threePlus: 1.4)),
    InterpolationRule(discounts: .none, extra: .types),
    InterpolationRule(discounts: .none, extra: .constant(0.3)),
    InterpolationRule(discounts: .none, extra: .proportional(0.25)),
  ]

  private static func tally(_ counts: [UInt32]) -> ContextTally {
    counts.reduce(into: ContextTally()) { $0.add($1) }
  }

  @Test("a share that many contexts have is what each would have alone", arguments: rules)
  func equality(rule: InterpolationRule) {
    let shares = SmallShares(rule, isPruned: false)
    var numbers: Set<UInt32> = []
    for counts in [
      [1], [2], [3], [15], [1, 1], [1, 2], [2, 1], [4, 4, 4], [3, 3, 3, 3, 3],
      [2, 2, 2, 2, 2, 2, 2],
      [UInt32](repeating: 1, count: 15),
    ] as [[UInt32]] {
      let alone = Self.tally(counts).share(rule, isInScope: true)
      let found = shares.reader.share(of: Self.tally(counts))
      #expect(found?.share.scale == alone.scale)
      #expect(found?.share.backOffWeight == alone.backOffWeight)
      #expect(found.map { shares.weights[Int($0.number)] } == alone.backOffWeight)
      if let found { numbers.insert(found.number) }
    }
    // [1, 2] and [2, 1] are one tally; all others are different ones.
    #expect(numbers.count == 10)
  }

  @Test func `contexts of many tokens, and pruned ones, have shares of their own`() {
    let shares = SmallShares(Self.rules[0], isPruned: false)
    for counts in [[16], [15, 1], [UInt32](repeating: 1, count: 16), [70_000, 3]] as [[UInt32]] {
      #expect(shares.reader.share(of: Self.tally(counts)) == nil)
    }
    let pruned = SmallShares(Self.rules[0], isPruned: true)
    #expect(pruned.weights.isEmpty)
    #expect(pruned.reader.share(of: Self.tally([1])) == nil)
  }

  @Test func `every tally with a key has one for itself`() {
    let keys = ContextTally.withKey.map(\.smallKey)
    #expect(!keys.contains(nil))
    #expect(Set(keys).count == ContextTally.withKey.count)
  }
}
