#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The place of a thread in the queue for a processor.
enum ThreadPriority {
  /// Lets this thread compute when no other wants to: what serves readers comes first.
  ///
  /// On Linux a priority belongs to a thread. Elsewhere it would be that of the process, and stays as it is.
  static func lower() {
    #if canImport(Glibc)
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
    #elseif canImport(Musl)
      setpriority(PRIO_PROCESS, 0, 10)
    #endif
  }
}
