internal import Corpora
internal import Digests
internal import FoundationEssentials
internal import Measures
internal import Tokenization

/// A ``LineageProgress`` on disk.
///
/// The line `textcollapse-checkpoint 1`, the length of a header as eight bytes, the header in JSON, the
/// training set (token numbers as four bytes, ends of documents as eight, little-endian), the texts
/// of the generations, and the SHA-256 of all before it in hexadecimal. What does not match its digest
/// is not used.
package enum Checkpoint {
  private static let mark = Array("textcollapse-checkpoint 1\n".utf8)
  private static let digestLength = 64

  private struct Header: Codable {
    /// The SHA-256 of the manifest of the run: a state of another run is never taken.
    var plan: String
    var replicate: Int
    var records: [GenerationRecord]
    var samples: [GenerationSample]
    var provenance: [[TrainingPart]]
    var parts: [TrainingPart]
    var structure: StreamStructure
    var ids: Int
    var documentEnds: Int
    var texts: [Int]
  }

  /// Writes a state under its final name only when it is whole.
  ///
  /// - Parameters:
  ///   - progress: The state.
  ///   - plan: The SHA-256 of the manifest of the run.
  ///   - path: The file.
  /// - Throws: An error of the file system.
  static func write(_ progress: LineageProgress, plan: String, to path: String) throws {
    let stream = progress.training.stream
    let header = Header(
      plan: plan, replicate: progress.replicate, records: progress.records,
      samples: progress.samples, provenance: progress.provenance, parts: progress.training.parts,
      structure: stream.structure, ids: stream.ids.count, documentEnds: stream.documentEnds.count,
      texts: progress.texts.map(\.count))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = try encoder.encode(header)
    try AtomicFile.writing(to: path) { writer in
      var digest = SHA256Digest()
      func put(_ bytes: [UInt8]) throws {
        digest.update(bytes)
        try writer.write(bytes)
      }
      try put(mark)
      try put(bytes(of: [UInt64(json.count)][...]))
      try put(Array(json))
      try inBlocks(stream.ids) { try put(bytes(of: $0)) }
      try inBlocks(stream.documentEnds) { try put(bytes(of: $0)) }
      for text in progress.texts { try put(text) }
      try writer.write(Array(digest.hexadecimal.utf8))
    }
  }

  /// Reads a state.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - plan: The SHA-256 of the manifest of the run.
  ///   - vocabularySize: The size of the vocabulary that token numbers lie in.
  /// - Returns: The state.
  /// - Throws: ``ResumeError`` if the file is damaged or of another run.
  static func read(
    _ path: String, plan: String, vocabularySize: Int
  ) throws -> LineageProgress {
    try read(FileInput.read(path), path: path, plan: plan, vocabularySize: vocabularySize)
  }

  /// Takes the bytes of a state apart.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - path: Its path, for errors.
  ///   - plan: The SHA-256 of the manifest of the run.
  ///   - vocabularySize: The size of the vocabulary that token numbers lie in.
  /// - Returns: The state.
  /// - Throws: ``ResumeError`` if the file is damaged or of another run.
  package static func read(
    _ file: [UInt8], path: String, plan: String, vocabularySize: Int
  ) throws -> LineageProgress {
    func damaged(_ problem: String) -> ResumeError { .damaged(path: path, problem: problem) }
    guard file.starts(with: mark) else { throw damaged("it is no checkpoint") }
    let end = file.count - digestLength
    guard end >= mark.count + 8,
      file[end...].elementsEqual(SHA256Digest(of: file[..<end]).hexadecimal.utf8)
    else { throw damaged("it is cut off or was changed") }
    var rest = file[mark.count..<end]
    func take(_ count: Int) throws -> ArraySlice<UInt8> {
      guard count >= 0, count <= rest.count else { throw damaged("it is shorter than it says") }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    let length: [UInt64] = values(in: try take(8))
    let header: Header
    do {
      header = try JSONDecoder().decode(
        Header.self, from: Data(try take(Int(clamping: length[0]))))
    } catch let error as ResumeError { throw error } catch {
      throw damaged("its header cannot be read")
    }
    guard header.plan == plan else { throw ResumeError.otherPlan(path) }
    let made = header.records.count
    let shown = header.replicate == 0 ? made : 0
    guard made > 0, header.provenance.count == made, header.samples.count == shown,
      header.texts.count == shown,
      header.records.enumerated().allSatisfy({
        $1.generation == $0 && $1.replicate == header.replicate
      })
    else { throw damaged("its generations are incomplete") }
    func bytes(_ count: Int, of size: Int) throws -> ArraySlice<UInt8> {
      let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
      return try take(overflow ? -1 : bytes)
    }
    let ids: [TokenID] = values(in: try bytes(header.ids, of: 4))
    let ends: [Int] = values(in: try bytes(header.documentEnds, of: 8))
    guard ids.allSatisfy({ Int($0) < vocabularySize }), ends.last ?? 0 == ids.count,
      zip([0] + ends, ends).allSatisfy({ $0 <= $1 })
    else { throw damaged("its token numbers do not fit the text") }
    let stream = TokenStream(ids: ids, documentEnds: ends, structure: header.structure)
    var progress = LineageProgress(
      replicate: header.replicate, training: TrainingSet(stream, parts: header.parts))
    progress.records = header.records
    progress.samples = header.samples
    progress.provenance = header.provenance
    progress.texts = try header.texts.map { Array(try take($0)) }
    return progress
  }

  /// Calls `body` with one part of the values after the other.
  private static func inBlocks<Value>(
    _ values: [Value], _ body: (ArraySlice<Value>) throws -> Void
  ) rethrows {
    let block = 1 << 16
    for start in stride(from: 0, to: values.count, by: block) {
      try body(values[start..<min(start + block, values.count)])
    }
  }

  private static func bytes<Value: FixedWidthInteger>(of values: ArraySlice<Value>) -> [UInt8] {
    values.map(\.littleEndian).withUnsafeBytes { Array($0) }
  }

  private static func values<Value: FixedWidthInteger>(in bytes: ArraySlice<UInt8>) -> [Value] {
    let size = MemoryLayout<Value>.size
    return bytes.withUnsafeBytes { bytes in
      (0..<bytes.count / size).map {
        Value(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Value.self))
      }
    }
  }
}
