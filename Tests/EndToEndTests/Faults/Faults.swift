import Foundation
import Testing

/// The library of faults, built once.
enum Faults {
  /// Its path.
  static let library: String = {
    let source = Bundle.module.bundleURL.appendingPathComponent("faults.c").path
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("faults-\(ProcessInfo.processInfo.processIdentifier).so").path
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "clang", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", path, source, "-ldl",
    ]
    try? compiler.run()
    compiler.waitUntilExit()
    return path
  }()
}

extension Tool {
  /// Whether the program was built with a sanitizer, which needs terabytes of address space and
  /// bears no limits.
  static let isSanitized: Bool = {
    guard let tool = try? Tool() else { return false }
    return (try? tool.shell("ulimit -v 8000000; $T --version"))?.code != 0
  }()

  /// Runs a line of the shell in which `$F` before a command makes it suffer a fault.
  func shell(_ line: String, fault: String) throws -> Output {
    try shell(
      line, ["F": "env LD_PRELOAD=\(Faults.library) FAULT=\(fault)"])
  }

  /// Writes `text.txt`, on which a run takes a fraction of a second.
  func writeSmallText() throws {
    let words = ["tide", "gull", "harbour", "pilot", "lamp", "rope", "north", "bell"]
    let lines = (0..<120).map { line in
      (0..<9).map { "\(words[(line * 5 + $0 * $0) % 8])\(line % ($0 + 2))" }
        .joined(separator: " ")
    }
    try write("text.txt", (lines.joined(separator: ".\n\n") + ".\n").utf8)
  }

  /// How many calls a command makes.
  func calls(_ line: String) throws -> Int {
    let output = try shell(line, fault: "count@\(folder)/count")
    #expect(output.code == 0, "\(output.err)")
    let text = String(decoding: try bytes("count"), as: UTF8.self)
    try FileManager.default.removeItem(atPath: "\(folder)/count")
    return try #require(Int(text.filter(\.isNumber)))
  }

  /// The files of a run by their names, times and machine taken out.
  func results(of run: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(run)") {
      guard let bytes = try? bytes("\(run)/\(name)") else { continue }
      var text = String(decoding: bytes, as: UTF8.self)
      let marks = [
        "manifest.json": (#""execution" : {"#, "}"),
        "report.html": ("<h3>Machine and time</h3>", "<h3>Inputs</h3>"),
      ]
      if let (first, last) = marks[name], let start = text.range(of: first),
        let end = text.range(of: last, range: start.upperBound..<text.endIndex)
      {
        text.removeSubrange(start.lowerBound..<end.upperBound)
      }
      files[name] = text
    }
    return files
  }
}
