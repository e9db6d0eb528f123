internal import FoundationEssentials
package import Generations
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The memory that this process can have: of the machine, of its control group, of its address space.
package enum AvailableMemory {
  /// What the system says at this moment; nil where it says nothing.
  package static var budget: MemoryBudget? {
    let machine = machine(text("/proc/meminfo") ?? "")
    var smallest = machine.map {
      MemoryBudget(bytes: $0.total, freeBytes: $0.free, source: "the machine")
    }
    let groups = groupFolders(text("/proc/self/cgroup") ?? "")
    let group = groups.compactMap {
      limit(text($0 + "/memory.max")) ?? limit(text($0 + "/memory.limit_in_bytes"))
    }
    for (bytes, source) in [
      (group.min(), "the control group"), (addressSpace, "the address space (ulimit -v)"),
    ] {
      guard let bytes, bytes < smallest?.bytes ?? .max else { continue }
      smallest = MemoryBudget(bytes: bytes, freeBytes: smallest?.freeBytes ?? bytes, source: source)
    }
    return smallest
  }

  /// The memory of the machine with its swap, all of it and what is free, in bytes.
  ///
  /// - Parameter meminfo: The text of `/proc/meminfo`.
  /// - Returns: Both numbers; nil if the text has none.
  package static func machine(_ meminfo: String) -> (total: Int, free: Int)? {
    var values: [Substring: Int] = [:]
    for line in meminfo.split(separator: "\n") {
      let words = line.split(whereSeparator: { $0 == " " || $0 == ":" })
      guard words.count >= 2, let value = Int(words[1]) else { continue }
      values[words[0]] = value.multipliedReportingOverflow(by: 1024).partialValue
    }
    guard let total = values["MemTotal"], let free = values["MemAvailable"] else { return nil }
    return (total + (values["SwapTotal"] ?? 0), free + (values["SwapFree"] ?? 0))
  }

  /// The folders that may hold a limit on the memory of this process: its group and all above it.
  ///
  /// - Parameter groups: The text of `/proc/self/cgroup`.
  /// - Returns: The folders, the innermost first.
  package static func groupFolders(_ groups: String) -> [String] {
    var folders: [String] = []
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { continue }
      let root: String
      if parts[1].isEmpty {
        root = "/sys/fs/cgroup"
      } else if parts[1].split(separator: ",").contains("memory") {
        root = "/sys/fs/cgroup/memory"
      } else {
        continue
      }
      var path = parts[2].split(separator: "/")
      while true {
        folders.append(root + path.map { "/" + $0 }.joined())
        if path.popLast() == nil { break }
      }
    }
    return folders
  }

  /// The bytes that a file of a limit allows; nil for `max`, for what is no number and for the huge
  /// number that stands for no limit.
  package static func limit(_ text: String?) -> Int? {
    guard let word = text?.split(whereSeparator: \.isWhitespace).first, let bytes = Int(word) else {
      return nil
    }
    return bytes < 1 << 60 ? bytes : nil
  }

  private static var addressSpace: Int? {
    var limit = rlimit()
    #if canImport(Glibc)
      guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
    #else
      guard getrlimit(RLIMIT_AS, &limit) == 0 else { return nil }
    #endif
    return limit.rlim_cur < 1 << 60 ? Int(limit.rlim_cur) : nil
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }
}
