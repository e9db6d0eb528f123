import Foundation
import Testing

/// The built program, run in a folder of its own that is gone after the test.
final class Tool {
  /// What a call gave.
  struct Output {
    var code: Int32
    var out: String
    var err: String
  }

  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    folder = url.path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The program: beside the bundle of the tests, or where the environment says.
  static let path =
    ProcessInfo.processInfo.environment["TEXTCOLLAPSE_TOOL"]
    ?? Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("textcollapse")
    .path

  /// What the environment tells the sanitizers, if the program was built with one.
  private static let sanitizers = ProcessInfo.processInfo.environment
    .filter { ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key) }

  /// The package's own folder, found from this file.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let harbour = "\(root)/Corpora/harbour"

  /// Runs the program.
  func callAsFunction(_ arguments: String..., input: String = "") throws -> Output {
    try run(Self.path, arguments, input: input)
  }

  /// Runs a line of the shell in which `$T` is the program and `$H` the harbour corpus.
  func shell(_ line: String, _ environment: [String: String] = [:]) throws -> Output {
    try run("/bin/sh", ["-c", line], input: "", environment: environment)
  }

  private func run(
    _ program: String, _ arguments: [String], input: String, environment: [String: String] = [:]
  ) throws -> Output {
    let id = UUID().uuidString
    // Files, not pipes: nothing can block, and standard output is no terminal.
    let names = ["in", "out", "err"].map { "\(folder).\(id).\($0)" }
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
    try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
    for name in names.dropFirst() {
      try Data().write(to: URL(fileURLWithPath: name))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": "/usr/bin:/bin", "COLUMNS": "80", "LC_ALL": "C", "HOME": folder,
      "TEXTCOLLAPSE_CHARTS": "\(folder)/none", "T": Self.path, "H": Self.harbour,
    ].merging(Self.sanitizers) { $1 }.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: names[0]))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: names[1]))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: names[2]))
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: name)), as: UTF8.self)
    }
    return Output(
      code: process.terminationStatus, out: try text(names[1]), err: try text(names[2]))
  }

  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
  }

  /// Everything in the folder.
  var files: [String] {
    get throws { try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() }
  }
}

/// An object from JSON, and nothing but one.
func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}
