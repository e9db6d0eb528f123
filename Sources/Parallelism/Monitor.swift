#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A value that one thread at a time can reach, and whose changes a thread can wait for.
package final class Monitor<Value>: Sendable {
  private let locked: Locked<Value>
  // POSIX conditions are made for several threads; the pointer never changes.
  nonisolated(unsafe) private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// Puts a value behind a lock of its own.
  package init(_ value: consuming sending Value) {
    locked = Locked(value)
    changed = .allocate(capacity: 1)
    changed.initialize(to: pthread_cond_t())
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    changed.deinitialize(count: 1)
    changed.deallocate()
  }

  /// Calls `body` with the value while the lock is held, and wakes all that wait.
  package func withLock<Result, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    defer { pthread_cond_broadcast(changed) }
    return try locked.withLock(body)
  }

  /// Waits until `body` gives something, and asks it again after every change and every `interval`.
  ///
  /// - Parameters:
  ///   - interval: The longest time between two questions.
  ///   - body: Looks at the value and may change it; nil: not yet.
  /// - Returns: What `body` gave.
  package func wait<Result>(
    askingEvery interval: Duration, until body: (inout Value) -> Result?
  ) -> Result {
    defer { pthread_cond_broadcast(changed) }
    return locked.wait(for: changed, askingEvery: interval, until: body)
  }
}
