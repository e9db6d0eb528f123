import Foundation
@testable import Generations
import Measures
import Testing
import Tokenization

/// A folder that is gone after the test, with texts to run on.
final class Workbench {
  let folder: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    folder = url.path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// The files below a folder, by their paths in it.
  func files(_ name: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(name)).sorted()
  }

  /// A run on a story of sixty paragraphs: order 2, 3 generations, 2 replicates.
  func configuration(
    _ change: (inout RunConfiguration) -> Void = { _ in }
  ) throws -> RunConfiguration {
    var configuration = RunConfiguration()
    configuration.corpus = [try write("story.txt", Story.text(paragraphs: 60))]
    configuration.order = 2
    configuration.generations = 3
    configuration.replicates = 2
    change(&configuration)
    return configuration
  }
}

/// A text made by a fixed recipe: frequent words, rare ones, and every word of a paragraph's number,
/// so that one can tell from the words where a sentence comes from.
enum Story {
  private static let subjects = ["the harbour", "a gull", "the pilot", "old Marta", "the tide"]
  private static let verbs = ["waits", "turns", "sleeps", "answers"]

  static func text(paragraphs: Int) -> String {
    (0..<paragraphs).map { paragraph in
      (0..<5).map { sentence in
        let number = paragraph * 5 + sentence
        return "Then \(subjects[number % 5]) \(verbs[number / 3 % 4]) by mark\(letters(number))."
      }.joined(separator: " ")
    }.joined(separator: "\n\n") + "\n"
  }

  /// A number in letters, so that it is one word.
  static func letters(_ number: Int) -> String {
    String(number).unicodeScalars.map { digit in
      String(UnicodeScalar(UInt8(ascii: "a") + UInt8(digit.value - 48)))
    }.joined()
  }
}

/// The sentences of a stream as words.
func sentences(_ stream: TokenStream, _ vocabulary: Vocabulary) -> [String] {
  stream.ids.split(separator: SpecialToken.boundary).map { ids in
    ids.map { vocabulary.string(of: $0) }.joined(separator: " ")
  }
}

/// The package's own folder, found from this file.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path

extension Run {
  /// Runs without telling anyone.
  func records(threads: Int = 2) throws -> [GenerationRecord] {
    try self(threads: threads) { _, _ in }.records
  }
}

extension Lineage {
  /// Runs all generations from the real text on.
  func run(_ report: (GenerationOutcome) throws -> Void) throws {
    var progress = LineageProgress(replicate: replicate, training: plan.first.training)
    progress.take(
      try plan.measureFirst(threads: 1), training: plan.first.training,
      passages: Passages(plan.real))
    try run(from: progress) { outcome, _ in try report(outcome) }
  }
}

extension RunDirectory {
  /// Makes the directory of a run that starts at a fixed time.
  convenience init(creating path: String, _ configuration: RunConfiguration) throws {
    try self.init(
      creating: path,
      start: RunStart(
        configuration: configuration, workingDirectory: "/", started: "2026-01-01T00:00:00Z"))
  }
}

extension [GenerationRecord] {
  /// The records of a replicate.
  func of(replicate: Int) -> [GenerationRecord] { filter { $0.replicate == replicate } }

  /// The mean of a measure in a generation, and its standard error.
  func estimate(_ measure: String, generation: Int) -> (mean: Double, standardError: Double) {
    let values = filter { $0.generation == generation }.compactMap { $0.measures[measure] }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, count > 1 ? (squares / (count - 1) / count).squareRoot() : 0)
  }
}
