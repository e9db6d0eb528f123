internal import FoundationEssentials

/// The machine in a line, as far as the system tells.
enum MachineDescription {
  static func text(scratch: String) -> String {
    let cores = Processors.count
    var parts = ["\(value(of: "model name", in: "/proc/cpuinfo") ?? "unknown processor")"]
    parts.append("\(cores) \(cores == 1 ? "core" : "cores")")
    if let memory = value(of: "MemTotal", in: "/proc/meminfo")?.split(separator: " ").first,
      let kibibytes = Double(memory)
    {
      parts.append("\(NumberText.fixed(kibibytes / 1_048_576, 0)) GiB")
    }
    if let system = value(of: "PRETTY_NAME", in: "/etc/os-release") {
      parts.append(system.filter { $0 != "\"" })
    }
    if let swift = try? ChildProcess(arguments: ["swift", "--version"]).run(scratch: scratch),
      let version = swift.output.split(separator: " ").first(where: { $0.first?.isNumber == true })
    {
      parts.append("Swift \(version)")
    }
    return parts.joined(separator: ", ")
  }

  private static func value(of name: String, in path: String) -> String? {
    guard let text = FileManager.default.contents(atPath: path) else { return nil }
    for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix(name) {
      guard let sign = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else { continue }
      return String(line[line.index(after: sign)...].drop { $0 == " " })
    }
    return nil
  }
}
