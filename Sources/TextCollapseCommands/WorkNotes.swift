internal import Parallelism

/// What is told of work while it goes on, by any thread, until the last word.
///
/// An interrupt has the last word while other threads are still at work: a line of theirs after it would
/// hide it.
final class WorkNotes: Sendable {
  private let descriptor: Int32
  private let isOver = Locked(false)

  /// - Parameter descriptor: Where to write.
  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Writes a text; nothing after the last word.
  func tell(_ text: String) {
    isOver.withLock { isOver in
      if !isOver { Terminal.write(text, to: descriptor) }
    }
  }

  /// Writes a line, in place of a bar on a terminal, after which nothing is told.
  func end(with line: String) {
    isOver.withLock { isOver in
      isOver = true
      Terminal.write((Terminal.isInteractive ? "\r\u{1B}[K" : "") + line + "\n", to: descriptor)
    }
  }
}
