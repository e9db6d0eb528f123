internal import CMemory
internal import Corpora
internal import Generations
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Parallelism

/// What is said and done when memory cannot be had: a sentence, nothing half written, and exit code 71
/// instead of a trap.
enum MemoryExhaustion {
  private static let action = Locked<(@Sendable () -> String?)?>(nil)

  /// What is done before the program ends; it returns what more there is to say, such as how to go on.
  static func onEnd(_ body: (@Sendable () -> String?)?) {
    action.withLock { $0 = body }
  }

  /// Watches allocation from now on.
  static func watch() {
    cmemory_watch { bytes in
      MemoryExhaustion.end(bytes)
      _exit(CommandLineTool.Code.system)
    }
  }

  private static func end(_ bytes: Int) {
    // The thread that ran out may hold a lock, so none is waited for.
    AtomicFile.removeTemporariesIfUnlocked()
    var words = "Error: Out of memory: \(ByteCount.text(bytes)) more could not be had."
    words += " Lower --tokens, --order or --threads, or raise the limit (ulimit -v, control group)."
    if let body = action.withLockIfAvailable({ $0 }) ?? nil, let more = body() {
      words += " " + more
    }
    Terminal.note(words)
  }
}
