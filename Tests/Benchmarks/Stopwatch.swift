#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Wall-clock and CPU seconds since a moment.
struct Stopwatch {
  private let wall = Self.now(CLOCK_MONOTONIC)
  private let processor = Self.now(CLOCK_PROCESS_CPUTIME_ID)

  /// Seconds that went by.
  var wallSeconds: Double { Self.now(CLOCK_MONOTONIC) - wall }

  /// Seconds that all threads of the process worked.
  var cpuSeconds: Double { Self.now(CLOCK_PROCESS_CPUTIME_ID) - processor }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// CPU seconds per call of `body`, the median of several calls.
  static func median(of runs: Int, _ body: () throws -> Void) rethrows -> Double {
    var seconds: [Double] = []
    for _ in 0..<max(1, runs) {
      let watch = Stopwatch()
      try body()
      seconds.append(watch.cpuSeconds)
    }
    return seconds.sorted()[seconds.count / 2]
  }
}
