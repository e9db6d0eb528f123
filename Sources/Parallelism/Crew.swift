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
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Runs `body` on up to `workers` threads and returns when all have ended.
  static func run(_ workers: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      let work = Work(body)
      var others: [pthread_t] = []
      others.reserveCapacity(workers - 1)
      while others.count < workers - 1, let thread = start(work) { others.append(thread) }
      body()
      for thread in others { pthread_join(thread, nil) }
      // Nobody holds the closure any more, else it would have escaped.
      withExtendedLifetime(work) {}
    }
  }

  /// Starts a thread; nil where the system gives none.
  private static func start(_ work: Work) -> pthread_t? {
    let argument = Unmanaged.passRetained(work)
    #if canImport(Darwin)
      var thread: pthread_t?
      let code = pthread_create(&thread, nil, { Crew.main($0) }, argument.toOpaque())
    #else
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        {
          guard let argument = $0 else { return nil }
          return Crew.main(argument)
        }, argument.toOpaque())
    #endif
    guard code == 0 else {
      argument.release()
      return nil
    }
    return thread
  }

  private static func main(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
    return nil
  }
}
