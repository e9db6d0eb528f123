internal import FoundationEssentials

/// The lines of text files.
enum Lines {
  /// The lines of a file, or of all files of a directory in the order of their names.
  static func each(of path: String, _ body: (String) throws -> Void) throws {
    for file in files(of: path) {
      guard let bytes = FileManager.default.contents(atPath: file) else {
        throw BenchmarkError.noText(path: file)
      }
      for line in bytes.split(separator: 10) { try body(String(decoding: line, as: UTF8.self)) }
    }
  }

  /// All lines, where they are few.
  static func all(of path: String) throws -> [String] {
    var lines: [String] = []
    try each(of: path) { lines.append($0) }
    return lines
  }

  private static func files(of path: String) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      return [path]
    }
    return names.filter { !$0.hasPrefix(".") }.sorted().flatMap { files(of: "\(path)/\($0)") }
  }
}
