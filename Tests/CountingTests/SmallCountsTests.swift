import Tokenization
import Testing

@testable import Counting

struct SmallCountsTests {
  /// 254 is the greatest count that a byte holds: 255 says that it is listed.
  @Test func countsComeBackAsTheyWereWritten() {
    let written: [UInt32] = [1, 254, 255, 256, 0, 70_000, 3, .max, 255]
    let counts = Self.counts(written)
    #expect(counts.all == written)
    #expect(counts.count == written.count)
  }

  @Test func listedCountsAreFoundByTheirIndices() {
    let large = [2, 3, 5, 7, 8].map { SmallCounts.Large(index: $0, count: 300 + $0) }
    #expect(large.listed(in: 0..<9).map(\.index) == [2, 3, 5, 7, 8])
    #expect(large.listed(in: 3..<7).map(\.count) == [303, 305])
    #expect(large.listed(in: 4..<5).isEmpty)
    #expect([SmallCounts.Large]().listed(in: 0..<9).isEmpty)
  }

  @Test func countsOfCountsLeaveLargeOnesOut() {
    let counts = Self.counts([1, 1, 2, 300, 6, 255, 7, 0])
    for threads in [1, 2, 7] {
      #expect(
        CountsOfCounts(of: counts, threads: threads) == CountsOfCounts(one: 2, two: 1, six: 1))
    }
  }

  /// Three tokens; nothing ends in the second, as where all its places lie too near a sentence start.
  @Test func lastTokensAreFoundFromAnyNgram() {
    let last = LastTokens(tokens: FlatBuffer([0, 4, 9]), starts: FlatBuffer([0, 2, 2, 5]))
    #expect(last.all == [0, 0, 9, 9, 9])
    for first in 0..<5 {
      var cursor = LastTokens.Cursor(last, at: first)
      #expect((first..<5).map { cursor.token(of: $0) } == Array(last.all[first...]))
    }
  }

  private static func counts(_ written: [UInt32]) -> SmallCounts {
    let bytes = FlatBuffer<UInt8>(uninitialized: written.count)
    var writer = SmallCounts.Writer(to: bytes.base)
    for (index, count) in written.enumerated() { writer.write(count, at: index) }
    return SmallCounts(bytes: bytes, large: writer.large)
  }
}
