/// Threads that do the same work at the same time, the caller's among them.
///
/// Threads stay when their work is done and take the next: a new one can wait milliseconds for a
/// processor, one that waits for work is put on an idle one at once. Dispatch would wait for ever where
/// the system gives no further thread, because of a limit on memory or on processes; here the threads
/// that there are do the work.
enum Crew {
  /// The hands that wait for work.
  private static let idle = Locked<[Hand]>([])

  /// Runs `body` on up to `workers` threads and returns when all have ended.
  static func run(_ workers: Int, _ body: @Sendable () -> Void) {
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { body in
        let task = CrewTask(body)
        for _ in 1..<workers { guard call(task) else { break } }
        body.pointee()
        task.waitForAll()
      }
    }
  }

  /// Has another thread do a task, too; false where the system gives none.
  private static func call(_ task: CrewTask) -> Bool {
    task.begin()
    if let hand = idle.withLock({ $0.popLast() }) {
      hand.give(task)
      return true
    }
    let hand = Hand()
    let isThere = DetachedThread.start {
      while true {
        let task = hand.take()
        task.run()
        // Before the end of the task is known, so that the next step finds the hand.
        idle.withLock { $0.append(hand) }
        task.end()
      }
    }
    if isThere { hand.give(task) } else { task.end() }
    return isThere
  }
}

/// Where a thread of the crew finds its next task.
private final class Hand: Sendable {
  private let next = Monitor<CrewTask?>(nil)

  func give(_ task: CrewTask) { next.withLock { $0 = task } }

  func take() -> CrewTask {
    next.wait(askingEvery: .seconds(3600)) { task in
      defer { task = nil }
      return task
    }
  }
}

/// What several threads do, and how many of them are not done.
private final class CrewTask: @unchecked Sendable {
  // Safe: whoever made the task waits for all threads before the closure goes.
  private let body: UnsafePointer<@Sendable () -> Void>
  private let working = Monitor(0)

  init(_ body: UnsafePointer<@Sendable () -> Void>) { self.body = body }

  func begin() { working.withLock { $0 += 1 } }

  /// Does the work; when it returns, nothing here holds the closure.
  @inline(never)
  func run() { body.pointee() }

  func end() { working.withLock { $0 -= 1 } }

  func waitForAll() {
    working.wait(askingEvery: .seconds(3600)) { $0 == 0 ? () : nil }
  }
}
