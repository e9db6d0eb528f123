internal import Synchronization

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
  let next = Atomic<Int>(0)
  let failed = Atomic<Bool>(false)
  Crew.run(workers) {
    while !failed.load(ordering: .relaxed) {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let result: Result<Output, Failure>
      do throws(Failure) {
        result = .success(try body(index))
      } catch {
        result = .failure(error)
        failed.store(true, ordering: .relaxed)
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

/// Cuts `0..<count` into at most `parts` ranges of nearly equal size, in order.
package func evenRanges(_ count: Int, parts: Int) -> [Range<Int>] {
  let parts = max(1, min(parts, count))
  return (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
}
