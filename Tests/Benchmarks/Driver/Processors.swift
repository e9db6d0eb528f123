internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The processors of the machine, and how a program is kept on one.
enum Processors {
  static var count: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// A command that stays on the last processor, since the first serves most interrupts.
  ///
  /// `taskset` becomes the program, so that what is measured is the program and a millisecond.
  /// Where there is no `taskset`, one thread is still one thread.
  static func pinned(_ arguments: [String]) -> [String] {
    let path = "/usr/bin/taskset"
    guard count > 1, FileManager.default.isExecutableFile(atPath: path) else { return arguments }
    return [path, "-c", "\(count - 1)"] + arguments
  }
}
