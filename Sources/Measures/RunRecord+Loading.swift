package import FoundationEssentials

extension RunRecord {
  /// Reads a run directory.
  ///
  /// - Parameter directory: The path of the directory.
  /// - Returns: The record, its generations ordered by replicate, then generation.
  /// - Throws: An error that names the file, the line and what to do.
  public static func load(directory: String) throws(RunRecordError) -> RunRecord {
    let root = URL(filePath: directory, directoryHint: .isDirectory)
    let start = root.appending(path: checkpointName).appending(path: startName)
    if FileManager.default.fileExists(atPath: start.path) {
      throw .unfinished(directory: directory)
    }
    let manifestFile = root.appending(path: "manifest.json")
    let manifest = try manifest(in: contents(of: manifestFile), file: manifestFile.path)
    let generations = try generations(
      in: contents(of: root.appending(path: "generations.jsonl")),
      file: root.appending(path: "generations.jsonl").path, manifest: manifest)
    // Who reports on a finished run should not take a part of it for the whole.
    if manifest.execution != nil, case .integer(let last)? = manifest.configuration["generations"],
      case .integer(let replicates)? = manifest.configuration["replicates"],
      // Not multiplied: a manifest may say anything.
      replicates > 0, generations.count / replicates <= last
    {
      throw .malformed(
        file: root.appending(path: "generations.jsonl").path,
        reason: """
          it has \(generations.count) lines, and the finished run has \(last) generations after the \
          first in each of \(replicates) replicates.
          """)
    }
    let samplesFile = root.appending(path: "samples").appending(path: "samples.json")
    let samples: TextSamples = try decode(contents(of: samplesFile), file: samplesFile.path)
    return RunRecord(manifest: manifest, generations: generations, samples: samples)
  }

  /// Reads the bytes of `manifest.json`.
  package static func manifest(
    in data: Data, file: String
  ) throws(RunRecordError) -> RunManifest {
    // The version first: a newer format may differ in anything else.
    let version: Version = try decode(data, file: file)
    guard version.schema == schema else {
      throw .unsupportedSchema(file: file, schema: version.schema)
    }
    return try decode(data, file: file)
  }

  /// The folder in a run directory that is there as long as the run is not finished.
  package static let checkpointName = "checkpoint"
  /// The file in that folder that says how the run began.
  package static let startName = "start.json"

  private struct Version: Decodable {
    var schema: Int
  }

  private static func contents(of file: URL) throws(RunRecordError) -> Data {
    do { return try Data(contentsOf: file) } catch { throw .unreadable(file: file.path) }
  }

  private static func decode<Value: Decodable>(
    _ data: Data, file: String
  ) throws(RunRecordError) -> Value {
    do { return try JSONDecoder().decode(Value.self, from: data) } catch {
      throw .malformed(file: file, reason: reason(error))
    }
  }

  /// Reads the lines of `generations.jsonl`, checks them against the manifest and orders them.
  package static func generations(
    in data: Data, file: String, manifest: RunManifest
  ) throws(RunRecordError) -> [GenerationRecord] {
    var records: [GenerationRecord] = []
    var lines: [Pair: Int] = [:]
    let lineFeed = UInt8(ascii: "\n")
    let rows = data.split(separator: lineFeed, omittingEmptySubsequences: false)
    let isClosed = data.last == lineFeed
    for (index, row) in rows.enumerated() where !(index == rows.count - 1 && row.isEmpty) {
      let line = index + 1
      let record: GenerationRecord
      do { record = try JSONDecoder().decode(GenerationRecord.self, from: Data(row)) } catch {
        if line == rows.count, !isClosed { throw .truncated(file: file, line: line) }
        throw .malformedLine(file: file, line: line, reason: reason(error))
      }
      let pair = Pair(replicate: record.replicate, generation: record.generation)
      if let earlier = lines.updateValue(line, forKey: pair) {
        throw .malformedLine(
          file: file, line: line,
          reason: """
            generation \(pair.generation) of replicate \(pair.replicate) stands on line \(earlier) \
            already.
            """)
      }
      guard record.classSurvival.count == manifest.frequencyClasses.count,
        record.trackedCounts.count == manifest.trackedWords.count
      else {
        throw .malformedLine(
          file: file, line: line,
          reason: "it does not have the frequency classes and tracked words of manifest.json.")
      }
      records.append(record)
    }
    for (pair, line) in lines.sorted(by: { $0.value < $1.value }) where pair.generation != 0 {
      guard lines[Pair(replicate: pair.replicate, generation: pair.generation &- 1)] != nil else {
        throw .malformedLine(
          file: file, line: line,
          reason: """
            generation \(pair.generation) of replicate \(pair.replicate) is here, and the one before \
            it is missing.
            """)
      }
    }
    return records.sorted { ($0.replicate, $0.generation) < ($1.replicate, $1.generation) }
  }

  private struct Pair: Hashable {
    var replicate: Int
    var generation: Int
  }
}
