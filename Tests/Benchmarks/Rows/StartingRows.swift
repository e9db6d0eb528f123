internal import FoundationEssentials

/// What it takes to start, and what is on the disk.
enum StartingRows {
  static func rows(_ bench: Bench) throws -> [Row] {
    var ours: [Double] = []
    var help: [Double] = []
    var nothing: [Double] = []
    for _ in 0..<max(20, bench.runs) {
      ours.append(try bench.run([bench.textcollapse, "--version"]).wallSeconds * 1000)
      help.append(try bench.run([bench.textcollapse, "--help"]).wallSeconds * 1000)
      nothing.append(try bench.run(["/bin/true"]).wallSeconds * 1000)
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.textcollapse)
    // Which integer it is depends on the system.
    let bytes = attributes[.size] as? UInt64 ?? (attributes[.size] as? Int).map { UInt64($0) }
    return [
      Row(
        what: "`textcollapse --version`", unit: .milliseconds, ours: median(ours),
        peer: "`/bin/true`", theirs: median(nothing)),
      Row(
        what: "more than `/bin/true`", unit: .milliseconds, ours: median(ours) - median(nothing),
        bar: .value(atMost: 10), isHeadline: true),
      // The version is told without the argument parser, which all else goes through.
      Row(what: "`textcollapse --help`", unit: .milliseconds, ours: median(help)),
      Row(what: "size of the binary", unit: .mebibytes, ours: bytes.map { Double($0) / 1_048_576 }),
    ]
  }
}
