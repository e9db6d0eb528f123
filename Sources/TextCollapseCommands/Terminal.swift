#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Corpora
internal import Parallelism

/// The two streams: results on standard output, everything else on standard error.
package enum Terminal {
  /// Whether standard error is a terminal that understands control characters.
  static var isInteractive: Bool {
    isatty(2) == 1 && environment("TERM") != "dumb" && environment("TERM") != nil
  }

  /// Whether somebody can be asked: standard input and standard output are terminals.
  static var canAsk: Bool { isatty(0) == 1 && isatty(1) == 1 && environment("TERM") != "dumb" }

  /// Whether standard output may be coloured.
  static var usesColour: Bool { isatty(1) == 1 && (environment("NO_COLOR") ?? "").isEmpty }

  /// The columns of the terminal, 80 if unknown.
  static var width: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return environment("COLUMNS").flatMap { Int($0) } ?? 80
  }

  /// Writes a line to standard error.
  package static func note(_ line: String) { write(line + "\n", to: 2) }

  /// What is told on standard error of how work goes on.
  static let work = WorkNotes(descriptor: 2)

  /// Writes text to standard output.
  ///
  /// - Throws: ``FileError`` if not all of it could be written: a result must not be lost in silence.
  static func result(_ text: String) throws(FileError) {
    let code = write(text, to: 1)
    guard code == 0 else {
      throw .writingFailed(path: "standard output", reason: String(cString: strerror(code)))
    }
  }

  /// Writes all of a text; returns 0, or the system's error number.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count, let base = bytes.baseAddress {
        let count = writeBlock(descriptor, base + start, bytes.count - start)
        if count > 0 { start += count } else if errno != EINTR { return errno }
      }
      return 0
    }
  }

  /// A variable of the environment.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

private func writeBlock(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Tells on standard error how far a run has come: a bar with the time left on a terminal, a line
/// per generation of replicate 0 elsewhere, nothing when quiet.
final class ProgressNotes: Sendable {
  private let total: Int
  private let isQuiet: Bool
  private let isBar: Bool
  private let started: ContinuousClock.Instant
  private let before: Int
  private let done: Locked<Int>

  /// - Parameters:
  ///   - total: How many generations there are.
  ///   - done: How many were made before, by a run that is resumed.
  ///   - isQuiet: Whether to say nothing.
  init(total: Int, done: Int = 0, isQuiet: Bool) {
    self.total = total
    before = done
    self.done = Locked(done)
    self.isQuiet = isQuiet
    isBar = Terminal.isInteractive
    started = ContinuousClock.now
  }

  /// One more of the total is done.
  ///
  /// - Parameter line: What to say where there is no bar; nil for nothing.
  func advance(_ line: @autoclosure () -> String?) {
    guard !isQuiet else { return }
    done.withLock { done in
      done += 1
      guard isBar else {
        if let line = line() { Terminal.work.tell(line + "\n") }
        return
      }
      let width = 30
      let filled = width * done / max(1, total)
      let elapsed = started.duration(to: .now)
      let left = elapsed / (done - before) * (total - done)
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      let time = done < total ? ", about \(Self.seconds(left)) left" : ""
      Terminal.work.tell("\r\u{1B}[K[\(bar)] \(done)/\(total) generations\(time)")
      if done >= total { Terminal.work.tell("\r\u{1B}[K") }
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    return seconds >= 90 ? "\((seconds + 30) / 60) min" : "\(seconds + 1) s"
  }
}
