#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A value that one thread at a time can reach, and whose changes a thread can wait for.
package final class Monitor<Value>: @unchecked Sendable {
  // Sendable for the reasons of `Locked`: `value` is touched only while `lock` is held.
  private let value: UnsafeMutablePointer<Value>
  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// Puts a value behind a lock of its own.
  package init(_ value: consuming sending Value) {
    self.value = .allocate(capacity: 1)
    self.value.initialize(to: value)
    lock = .allocate(capacity: 1)
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
    changed = .allocate(capacity: 1)
    changed.initialize(to: pthread_cond_t())
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    changed.deinitialize(count: 1)
    changed.deallocate()
    pthread_mutex_destroy(lock)
    lock.deinitialize(count: 1)
    lock.deallocate()
    value.deinitialize(count: 1)
    value.deallocate()
  }

  /// Calls `body` with the value while the lock is held, and wakes all that wait.
  package func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    pthread_mutex_lock(lock)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
    }
    return try body(&value.pointee)
  }

  /// Waits until `body` gives something, and asks it again after every change and every `interval`.
  ///
  /// - Parameters:
  ///   - interval: The longest time between two questions, below a minute.
  ///   - body: Looks at the value and may change it; nil: not yet.
  /// - Returns: What `body` gave.
  package func wait<Result>(
    askingEvery interval: Duration, until body: (inout Value) -> Result?
  ) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&value.pointee) {
        pthread_cond_broadcast(changed)
        return result
      }
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
