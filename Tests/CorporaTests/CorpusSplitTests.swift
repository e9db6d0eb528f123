import Testing

@testable import Corpora

@Suite struct CorpusSplitTests {
  private static let corpus = Corpus(
    texts: (0..<200).map { String(repeating: "x", count: 1 + ($0 * 37) % 50) })

  @Test("parts are disjoint, complete, in order and the same each time", arguments: [0, 1, 99])
  func parts(seed: UInt64) throws {
    let split = try CorpusSplit(
      Self.corpus, heldOut: .share(0.1), reserve: .share(0.2), seed: seed)
    #expect((split.train + split.heldOut + split.reserve).sorted() == Array(0..<200))
    for part in [split.train, split.heldOut, split.reserve] { #expect(part == part.sorted()) }
    #expect(
      try split
        == CorpusSplit(Self.corpus, heldOut: .share(0.1), reserve: .share(0.2), seed: seed))
  }

  @Test func `shares are of bytes and passed by less than a document`() throws {
    let sizes = Self.corpus.documents.map(\.range.count)
    let goal = 0.1 * Double(sizes.reduce(0, +))
    let split = try CorpusSplit(Self.corpus, heldOut: .share(0.1), seed: 5)
    let bytes = split.heldOut.reduce(0) { $0 + sizes[$1] }
    #expect(Double(bytes) >= goal)
    #expect(Double(bytes) < goal + 50)
    #expect(split.reserve.isEmpty)
  }

  @Test func `another seed gives another split`() throws {
    let first = try CorpusSplit(Self.corpus, heldOut: .documents(20), seed: 1)
    let second = try CorpusSplit(Self.corpus, heldOut: .documents(20), seed: 2)
    #expect(first.heldOut.count == 20)
    #expect(first != second)
  }

  @Test func `the split of a seed stays as it was`() throws {
    // SplitMix64 from seed 0 begins with 0xE220A8397B1DCDAF (reference implementation).
    var generator = SplitMix64(seed: 0)
    #expect(generator.next() == 0xE220_A839_7B1D_CDAF)
    #expect(generator.next() == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test func `nothing is held out when held-out text comes from elsewhere`() throws {
    let split = try CorpusSplit(Self.corpus, heldOut: .documents(0), seed: 1)
    #expect(split.train == Array(0..<200))
  }

  @Test func `too few documents are an error`() {
    let one = Corpus(texts: ["a"])
    #expect(throws: CorpusError.tooFewDocuments(have: 1, need: 2)) {
      try CorpusSplit(one, heldOut: .share(0.1), seed: 1)
    }
    #expect(throws: CorpusError.tooFewDocuments(have: 1, need: 6)) {
      try CorpusSplit(one, heldOut: .documents(5), seed: 1)
    }
    #expect(
      throws: CorpusError.impossibleSplit(
        heldOut: "share 1.0", reserve: "0 documents", documents: 200)
    ) {
      try CorpusSplit(Self.corpus, heldOut: .share(1), seed: 1)
    }
  }
}
