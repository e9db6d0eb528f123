internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// How much of the processors others take, which spoils wall times.
enum OtherWork {
  /// The share of all processors' time over two seconds in which this process sleeps.
  ///
  /// The load average would still remember the build that came before. Zero where the system does
  /// not tell.
  static func share() -> Double {
    guard let before = times() else { return 0 }
    sleep(2)
    guard let after = times(), after.all > before.all else { return 0 }
    return 1 - (after.idle - before.idle) / (after.all - before.all)
  }

  private static func times() -> (idle: Double, all: Double)? {
    guard let stat = FileManager.default.contents(atPath: "/proc/stat") else { return nil }
    let line = String(decoding: stat, as: UTF8.self).prefix { $0 != "\n" }
    // user, nice, system, idle, waiting for disks, interrupts (two kinds), stolen
    let fields = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    guard fields.count == 8 else { return nil }
    return (fields[3] + fields[4], fields.reduce(0, +))
  }
}
