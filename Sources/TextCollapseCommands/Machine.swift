internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The machine the program runs on.
package enum Machine {
  /// The processors that can be used.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The system in a few words, such as `Linux 6.1.0 x86_64`.
  static var system: String {
    var info = utsname()
    guard uname(&info) == 0 else { return "unknown" }
    func text<Value>(_ value: Value) -> String {
      withUnsafeBytes(of: value) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
    }
    return "\(text(info.sysname)) \(text(info.release)) \(text(info.machine))"
  }

  /// The model of the processor, as far as the system tells.
  static var processor: String {
    guard let info = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
      return "unknown"
    }
    for line in info.split(separator: "\n") where line.hasPrefix("model name") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      return String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    return "unknown"
  }

  /// The most memory the process has held, in bytes.
  static var peakMemoryBytes: Int {
    var usage = rusage()
    #if canImport(Darwin)
      getrusage(RUSAGE_SELF, &usage)
      return usage.ru_maxrss
    #else
      getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
      return usage.ru_maxrss * 1024
    #endif
  }

  /// The name of the machine in its network.
  package static var name: String {
    var info = utsname()
    guard uname(&info) == 0 else { return "localhost" }
    return withUnsafeBytes(of: info.nodename) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  /// Waits.
  static func sleep(seconds: UInt32) { usleep(seconds * 1_000_000) }

  /// The path of the running program.
  static var programPath: String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }
}
