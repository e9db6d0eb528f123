internal import Corpora
internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
public import Measures

/// The directory of a run: the truth on disk.
///
/// `manifest.json` stands from the start; `generations.jsonl` grows by a line per generation, forced
/// to the disk, and is put in order at the end. Everything else is written when the run is whole,
/// each file under a temporary name first.
public final class RunDirectory: Sendable {
  /// Its path.
  public let path: String
  private let log: Int32

  /// Makes the directory.
  ///
  /// - Parameters:
  ///   - path: The path; nothing may be there yet. Missing parents are made.
  ///   - manifest: The manifest as known at the start.
  /// - Throws: ``GenerationError/directoryExists(_:)`` and other errors of the file system.
  public init(creating path: String, manifest: RunManifest) throws {
    self.path = path
    try Self.checkIsFree(path)
    try Self.makeDirectory(path)
    try AtomicFile.write(Array(RunRecord.manifestData(manifest)), to: "\(path)/manifest.json")
    let name = "\(path)/generations.jsonl"
    log = open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard log >= 0 else {
      throw FileError.writingFailed(path: name, reason: String(cString: strerror(errno)))
    }
  }

  /// Checks that nothing is at a path: a cheap question before hours of work.
  ///
  /// - Throws: ``GenerationError/directoryExists(_:)``, or that an empty path is none.
  public static func checkIsFree(_ path: String) throws {
    guard !path.isEmpty else {
      throw GenerationError.outOfRange(
        option: "output", value: "''", range: "the path of a directory")
    }
    guard access(path, F_OK) != 0 else { throw GenerationError.directoryExists(path) }
  }

  deinit { close(log) }

  /// Appends a record and forces it to the disk.
  public func append(_ record: GenerationRecord) throws {
    let line = try RunRecord.generationLine(record)
    var done = 0
    while done < line.count {
      let count = line.withUnsafeBytes { bytes in
        bytes.baseAddress.map { writeBlock(log, $0 + done, bytes.count - done) } ?? -1
      }
      guard count > 0 || errno == EINTR else { throw failure("generations.jsonl") }
      done += max(0, count)
    }
    guard fsync(log) == 0 else { throw failure("generations.jsonl") }
  }

  /// Writes everything that a finished run holds, but the report.
  ///
  /// - Parameters:
  ///   - result: What the run found.
  ///   - manifest: The final manifest.
  /// - Throws: An error of the file system.
  public func finish(_ result: RunResult, manifest: RunManifest) throws {
    try write("measures.csv", Array(MeasuresTable.text(of: result.records).utf8))
    try write("provenance.jsonl", Provenance.lines(result.provenance))
    try write("datasheet.md", Array(Datasheet(manifest: manifest).text.utf8))
    try Self.makeDirectory("\(path)/samples")
    try write("samples/samples.json", Array(RunRecord.samplesData(result.samples)))
    for (generation, text) in result.texts.enumerated() {
      let number = String(generation)
      let padded = String(repeating: "0", count: max(0, 3 - number.utf8.count)) + number
      try write("samples/generation-\(padded).txt", text)
    }
    let lines = try result.records.reduce(into: Data()) { $0 += try RunRecord.generationLine($1) }
    try write("generations.jsonl", Array(lines))
    try write("manifest.json", Array(RunRecord.manifestData(manifest)))
  }

  /// Writes a file of the directory.
  public func write(_ name: String, _ bytes: [UInt8]) throws {
    if let slash = name.lastIndex(of: "/") {
      let folder = "\(path)/\(name[..<slash])"
      if access(folder, F_OK) != 0 { try Self.makeDirectory(folder) }
    }
    try AtomicFile.write(bytes, to: "\(path)/\(name)")
  }

  private func failure(_ name: String) -> FileError {
    .writingFailed(path: "\(path)/\(name)", reason: String(cString: strerror(errno)))
  }

  private static func makeDirectory(_ path: String) throws {
    var prefix = ""
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    for (index, part) in parts.enumerated() {
      prefix += (index == 0 && !path.hasPrefix("/") ? "" : "/") + part
      guard mkdir(prefix, 0o777) != 0 else { continue }
      let reason = errno
      let isLast = index == parts.count - 1
      if reason == EEXIST && !isLast { continue }
      if reason == EEXIST { throw GenerationError.directoryExists(path) }
      throw GenerationError.directoryNotMade(
        path: prefix, reason: String(cString: strerror(reason)))
    }
  }
}

/// `write(2)`, out of reach of the method that has its name.
private func writeBlock(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
