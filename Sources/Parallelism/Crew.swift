#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Threads that do the same work at the same time, the caller's among them.
///
/// Dispatch would wait for ever where the system gives no further thread, because of a limit on memory
/// or on processes; here the threads that there are do the work.
enum Crew {
  /// Runs `body` on up to `workers` threads and returns when all have ended.
  static func run(_ workers: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      let work = ThreadWork(body)
      var others: [pthread_t] = []
      others.reserveCapacity(workers - 1)
      while others.count < workers - 1, let thread = work.start() { others.append(thread) }
      body()
      for thread in others { pthread_join(thread, nil) }
      // Nobody holds the closure any more, else it would have escaped.
      withExtendedLifetime(work) {}
    }
  }
}
