import Parallelism
import Testing

/// Parallel work gives what serial work gives.
struct ParallelMapTests {
  @Test(arguments: [0, 1, 2, 3, 100], [1, 2, 7])
  func resultsComeInIndexOrder(count: Int, threads: Int) {
    #expect(parallelMap(count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }

  @Test(arguments: [1, 2, 7])
  func everyIndexIsDoneOnce(threads: Int) {
    let done = Locked([Int](repeating: 0, count: 500))
    _ = parallelMap(500, threads: threads) { index in done.withLock { $0[index] += 1 } }
    #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
  }

  @Test(arguments: [1, 2, 7])
  func theFirstErrorInIndexOrderIsThrown(threads: Int) {
    // Every index from 13 on fails; the one thrown is the lowest that fails.
    #expect(throws: Failure(index: 13)) {
      try parallelMap(200, threads: threads) { index throws(Failure) -> Int in
        if index >= 13 { throw Failure(index: index) }
        return index
      }
    }
  }

  private struct Failure: Error, Equatable {
    var index: Int
  }

  @Test(arguments: [1, 2, 7])
  func twoPiecesOfWorkBothRun(threads: Int) {
    let (sum, text) = inParallel(threads: threads, { (1...100).reduce(0, +) }, { "\(threads)" })
    #expect(sum == 5050)
    #expect(text == "\(threads)")
  }

  /// Work inside of work, from several threads: nobody waits for a thread that waits for them.
  @Test(arguments: [2, 7])
  func workWithinWorkEnds(threads: Int) {
    for _ in 0..<50 {
      let sums = parallelMap(20, threads: threads) { outer in
        parallelMap(20, threads: threads) { outer * $0 }.reduce(0, +)
      }
      #expect(sums == (0..<20).map { 190 * $0 })
    }
  }

  /// What a step captures goes when the step ends, also where its threads stay.
  @Test func nothingOfAStepStays() {
    final class Captured: Sendable {}
    weak var left: Captured?
    for _ in 0..<100 {
      let captured = Captured()
      left = captured
      _ = parallelMap(16, threads: 4) { _ in ObjectIdentifier(captured) }
    }
    #expect(left == nil)
  }

  @Test func aClosedQueueGivesNothing() {
    let queue = WorkQueue(count: 3)
    #expect(queue.next() == 0)
    #expect(queue.next() == 1)
    queue.close()
    #expect(queue.next() == nil)
    #expect(queue.next() == nil)
    let short = WorkQueue(count: 1)
    #expect(short.next() == 0)
    #expect(short.next() == nil)
  }

  @Test(arguments: [(0, 3, 1), (1, 3, 1), (10, 3, 3), (10, 1, 1), (10, 0, 1), (7, 7, 7)])
  func evenRangesCoverEverythingInOrder(count: Int, parts: Int, expected: Int) {
    let ranges = evenRanges(count, parts: parts)
    #expect(ranges.count == expected)
    #expect(ranges.flatMap { Array($0) } == Array(0..<count))
    let sizes = ranges.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
  }
}
