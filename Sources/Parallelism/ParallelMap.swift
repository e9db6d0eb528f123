/// Runs `body` for every index in `0..<count` on at most `threads` threads and returns the
/// results in index order.
///
/// The work is cut into indices, never into threads: what `body` returns for an index, and so the
/// result, is the same for any number of threads. The first error in index order is thrown after
/// all work that had started has ended.
///
/// - Parameters:
///   - count: The number of indices; zero gives an empty array.
///   - threads: The most threads to use, at least 1. With 1 everything runs on the caller's thread.
///   - body: The work for one index. It may run on any thread.
/// - Returns: What `body` returned for each index.
/// - Throws: The first error in index order.
package func parallelMap<Output: Sendable, Failure: Error>(
  _ count: Int, threads: Int, _ body: @Sendable (Int) throws(Failure) -> Output
) throws(Failure) -> [Output] {
  let workers = min(threads, count)
  var outputs: [Output] = []
  outputs.reserveCapacity(count)
  guard workers > 1 else {
    for index in 0..<count { outputs.append(try body(index)) }
    return outputs
  }
  let results = Locked([Result<Output, Failure>?](repeating: nil, count: count))
  let queue = WorkQueue(count: count)
  Crew.run(workers) {
    while let index = queue.next() {
      let result: Result<Output, Failure>
      do throws(Failure) {
        result = .success(try body(index))
      } catch {
        result = .failure(error)
        queue.close()
      }
      results.withLock { $0[index] = result }
    }
  }
  // A failure leaves later indices undone; the error itself lies before any such gap.
  for result in results.withLock({ $0 }) {
    if let result { outputs.append(try result.get()) }
  }
  return outputs
}

/// Runs two pieces of work side by side if there are two threads, else one after the other.
///
/// - Parameters:
///   - threads: The most threads to use, at least 1.
///   - first: It may run on any thread.
///   - second: It may run on any thread.
/// - Returns: What both returned.
package func inParallel<First: Sendable, Second: Sendable>(
  threads: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let done = Locked((first: First?.none, second: Second?.none))
  _ = parallelMap(2, threads: threads) { index in
    if index == 0 {
      let result = first()
      done.withLock { $0.first = result }
    } else {
      let result = second()
      done.withLock { $0.second = result }
    }
  }
  guard case (let first?, let second?) = done.withLock({ $0 }) else {
    preconditionFailure("both have run")
  }
  return (first, second)
}

/// Cuts `0..<count` into at most `parts` ranges of nearly equal size, in order.
package func evenRanges(_ count: Int, parts: Int) -> [Range<Int>] {
  let parts = max(1, min(parts, count))
  return (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
}
