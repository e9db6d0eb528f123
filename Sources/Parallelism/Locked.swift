#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A value that one thread at a time can reach.
///
/// As `Mutex` of the Synchronization library, whose calls the thread sanitizer does not see on Linux: it would
/// report every value behind one as a race. The locks of POSIX threads it knows.
package final class Locked<Value>: @unchecked Sendable {
  // Sendable because `value` is read and written only while `lock` is held, and comes in and goes out
  // by `sending` alone.
  private let value: UnsafeMutablePointer<Value>
  private let lock: UnsafeMutablePointer<pthread_mutex_t>

  /// Puts a value behind a lock of its own.
  package init(_ value: consuming sending Value) {
    self.value = .allocate(capacity: 1)
    self.value.initialize(to: value)
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deinitialize(count: 1)
    lock.deallocate()
    value.deinitialize(count: 1)
    value.deallocate()
  }

  /// Waits for the lock, and calls `body` with the value while it is held.
  package func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return try body(&value.pointee)
  }

  /// The same without waiting; nil if the lock is held.
  package func withLockIfAvailable<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result? {
    guard pthread_mutex_trylock(lock) == 0 else { return nil }
    defer { pthread_mutex_unlock(lock) }
    return try body(&value.pointee)
  }

  /// Lets go of the lock until `changed` is signalled or `interval` has passed, as often as `body` gives nothing.
  func wait<Result>(
    for changed: UnsafeMutablePointer<pthread_cond_t>, askingEvery interval: Duration,
    until body: (inout Value) -> Result?
  ) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&value.pointee) { return result }
      var until = timespec()
      clock_gettime(CLOCK_REALTIME, &until)
      let (seconds, attoseconds) = interval.components
      let nanoseconds = until.tv_nsec + Int(attoseconds / 1_000_000_000)
      until.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
      until.tv_nsec = nanoseconds % 1_000_000_000
      pthread_cond_timedwait(changed, lock, &until)
    }
  }
}
