internal import Corpora
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Parallelism

/// Ctrl-C, SIGTERM and the closing of the terminal.
///
/// They are taken by a thread of their own, so that what they lead to may lock, write and print. The
/// first does what the command asks for and ends the program with code 130; the second ends it at
/// once. What was ignored when the program was started, as under `nohup`, stays ignored.
enum Interrupts {
  private static let action = Locked<(@Sendable () -> Void)?>(nil)
  private static let hasCome = Locked(false)

  /// What the first interrupt does before the program ends; nil: only to remove what is half written.
  static func onFirst(_ body: (@Sendable () -> Void)?) {
    action.withLock { $0 = body }
  }

  /// Makes what the first interrupt has to know of.
  ///
  /// An interrupt that comes meanwhile waits; after one nothing is made any more.
  ///
  /// - Parameters:
  ///   - make: Makes it; quick.
  ///   - body: What the first interrupt does once it is made.
  /// - Returns: What was made.
  /// - Throws: What `make` throws; the interrupt then does what it did before.
  static func onFirst<Made: Sendable>(
    making make: () throws -> Made, do body: @escaping @Sendable (Made) -> Void
  ) throws -> Made {
    try action.withLock { action in
      giveWay()
      let made = try make()
      action = { body(made) }
      return made
    }
  }

  /// Returns if no interrupt has come; else never: its thread has the last word, and what fails from
  /// then on fails because of it.
  static func giveWay() {
    while hasCome.withLock({ $0 }) { Machine.sleep(seconds: 60) }
  }

  /// Takes the signals from now on; to be called before any thread is started.
  static func watch() {
    // A file that has grown as large as allowed is an error of writing like others.
    signal(SIGXFSZ, SIG_IGN)
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let isWatched = DetachedThread.start { [signals] in
      wait(for: signals)
      DetachedThread.start {
        let body = action.withLock { action in
          hasCome.withLock { $0 = true }
          return action
        }
        body?()
        AtomicFile.removeTemporaries()
        _exit(CommandLineTool.Code.interrupted)
      }
      wait(for: signals)
      AtomicFile.removeTemporaries()
      _exit(CommandLineTool.Code.interrupted)
    }
    // Without a thread to take them, signals do what they do everywhere.
    if !isWatched { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
  }

  /// Lets the signals do again what they do everywhere, for another program in this process.
  static func unwatch() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var old = sigaction()
    sigaction(number, nil, &old)
    return unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func wait(for signals: sigset_t) {
    var signals = signals
    var number: Int32 = 0
    while sigwait(&signals, &number) != 0 {}
  }
}
