import Foundation
import Testing

@testable import Measures

@Suite struct RunRecordTests {
  static let manifest = RunManifest(
    title: "A \"tale\"/ثقافة", command: ["textcollapse", "run", "--seed", "1"],
    configuration: [
      "seed": .integer(1), "temperature": .number(0.7),
      "filters": .list([.string("dedup"), .null]),
      "lossy": .bool(false),
    ],
    versions: Versions(textcollapse: "0.1", swift: "6.3", icu: "72.1", unicode: "15.0"),
    inputs: [InputFile(path: "a/b.txt", role: "corpus", bytes: 9, sha256: "00")],
    corpus: CorpusSummary(
      trainingDocuments: 1, heldOutDocuments: 2, reserveDocuments: 3, trainingTokens: 4,
      heldOutTokens: 5, reserveTokens: 6, trainingSentences: 7, types: 8, hapaxes: 9,
      language: nil, rightToLeft: true),
    frequencyClasses: [FrequencyClass(least: 129, greatest: nil, types: 1, expected: [1, 0.1])],
    trackedWords: [TrackedWord(text: "the", count: 3)],
    theory: [TheoryCurve(measure: "x", law: "y", standing: "exact", values: [1, 1.0 / 3])])

  static func record(_ replicate: Int, _ generation: Int) -> GenerationRecord {
    GenerationRecord(
      replicate: replicate, generation: generation, trainingTokens: 10, syntheticTokens: 3,
      comparedTokens: 9, measures: ["entropy": 0.1 + 0.2, "typeTokenRatio": 1e-300],
      notes: ["a\nb"], rankFrequency: [RankFrequency(rank: 1, frequency: 1.0 / 3)],
      classSurvival: [1], trackedCounts: [3])
  }

  static let samples = TextSamples(
    reference: [TextPiece(text: "نص", spaceBefore: true, startsParagraph: false)],
    generations: [GenerationSample(generation: 0, paragraphs: ["a"], missing: [0])])

  /// Writes a run directory, gives it to the body, and removes it.
  static func withRun(
    lines: Data, manifest: Data? = nil, samples: Data? = nil, _ body: (String) throws -> Void
  ) throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: UUID().uuidString)
    let inner = root.appending(path: "samples")
    try manager.createDirectory(at: inner, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: root) }
    try (manifest ?? RunRecord.manifestData(Self.manifest))
      .write(to: root.appending(path: "manifest.json"))
    try lines.write(to: root.appending(path: "generations.jsonl"))
    try (samples ?? RunRecord.samplesData(Self.samples))
      .write(to: inner.appending(path: "samples.json"))
    try body(root.path)
  }

  static func lines(_ records: [GenerationRecord]) throws -> Data {
    try records.reduce(into: Data()) { $0 += try RunRecord.generationLine($1) }
  }

  @Test func roundTripIsTheIdentity() throws {
    let records = [Self.record(0, 0), Self.record(0, 1), Self.record(1, 0), Self.record(1, 1)]
    let expected = RunRecord(
      manifest: Self.manifest, generations: records, samples: Self.samples)
    // Threads may finish in another order.
    let lines = try Self.lines([records[2], records[0], records[3], records[1]])
    try Self.withRun(lines: lines) { directory in
      let loaded = try RunRecord.load(directory: directory)
      #expect(loaded == expected)
      let written = try RunRecord.manifestData(loaded.manifest)
      #expect(try written == RunRecord.manifestData(Self.manifest))
    }
  }

  @Test func linesAreSortedAndClosed() throws {
    let line = String(decoding: try RunRecord.generationLine(Self.record(0, 1)), as: UTF8.self)
    #expect(line.hasPrefix(#"{"classSurvival":[1],"comparedTokens":9,"generation":1,"#))
    #expect(line.hasSuffix("}\n"))
    #expect(line.filter { $0 == "\n" }.count == 1)
    let manifest = String(decoding: try RunRecord.manifestData(Self.manifest), as: UTF8.self)
    #expect(manifest.hasPrefix("{\n  \"command\" : ["))
    #expect(manifest.contains("a/b.txt"))
    #expect(manifest.hasSuffix("}\n"))
  }

  @Test func cutLastLineIsReported() throws {
    let lines = try Self.lines([Self.record(0, 0), Self.record(0, 1)])
    // Cut anywhere in the second line; a whole line that lacks only its end is whole.
    let first = try RunRecord.generationLine(Self.record(0, 0)).count
    for cut in [first + 1, first + 100, lines.count - 2] {
      try Self.withRun(lines: lines.prefix(cut)) { directory in
        let error = #expect(throws: RunRecordError.self) {
          try RunRecord.load(directory: directory)
        }
        #expect(error == .truncated(file: "\(directory)/generations.jsonl", line: 2))
        #expect(error?.description.contains("line 2: the last line is cut off") == true)
      }
    }
    try Self.withRun(lines: lines.prefix(lines.count - 1)) { directory in
      let loaded = try RunRecord.load(directory: directory)
      #expect(loaded.generations.count == 2)
    }
  }

  @Test(
    arguments: [
      ("{}\n", 2, "replicate is missing."), ("nonsense\n", 2, "it is not JSON."),
      ("\n", 2, "it is not JSON."),
    ] as [(String, Int, String)])
  func badLineIsReported(text: String, line: Int, reason: String) throws {
    let lines = try Self.lines([Self.record(0, 0)]) + Data(text.utf8)
    try Self.withRun(lines: lines + (try Self.lines([Self.record(0, 1)]))) { directory in
      #expect(
        throws: RunRecordError.malformedLine(
          file: "\(directory)/generations.jsonl", line: line, reason: reason)
      ) { try RunRecord.load(directory: directory) }
    }
  }

  @Test func linesMustFitTheManifestAndEachOther() throws {
    let twice = try Self.lines([Self.record(0, 0), Self.record(0, 1), Self.record(0, 0)])
    try Self.withRun(lines: twice) { directory in
      #expect(
        throws: RunRecordError.malformedLine(
          file: "\(directory)/generations.jsonl", line: 3,
          reason: "generation 0 of replicate 0 stands on line 1 already.")
      ) { try RunRecord.load(directory: directory) }
    }
    for part in [\GenerationRecord.classSurvival.isEmpty, \.trackedCounts.isEmpty] {
      var record = Self.record(0, 0)
      if part == \.trackedCounts.isEmpty {
        record.trackedCounts = []
      } else {
        record.classSurvival = []
      }
      try Self.withRun(lines: try Self.lines([record])) { directory in
        #expect(throws: RunRecordError.self) { try RunRecord.load(directory: directory) }
      }
    }
  }

  @Test func badFilesAreReported() throws {
    let lines = try Self.lines([Self.record(0, 0)])
    try Self.withRun(lines: lines, manifest: Data("{\"schema\":2}".utf8)) { directory in
      #expect(
        throws: RunRecordError.unsupportedSchema(file: "\(directory)/manifest.json", schema: 2)
      ) { try RunRecord.load(directory: directory) }
    }
    try Self.withRun(lines: lines, manifest: Data("{\"schema\":1}".utf8)) { directory in
      let error = #expect(throws: RunRecordError.self) {
        try RunRecord.load(directory: directory)
      }
      #expect(error?.description.contains("is missing.") == true)
    }
    try Self.withRun(lines: lines, samples: Data("[".utf8)) { directory in
      #expect(
        throws: RunRecordError.malformed(
          file: "\(directory)/samples/samples.json", reason: "it is not JSON.")
      ) { try RunRecord.load(directory: directory) }
    }
    #expect(throws: RunRecordError.unreadable(file: "/no/such/run/manifest.json")) {
      try RunRecord.load(directory: "/no/such/run")
    }
  }

  @Test func whatJSONCannotHoldIsNotWritten() {
    var record = Self.record(1, 4)
    record.measures["entropy"] = .infinity
    #expect(
      throws: RunRecordError.unwritable(
        what: "generation 4 of replicate 1",
        reason: "measures.entropy is inf, which JSON cannot hold.")
    ) { try RunRecord.generationLine(record) }
  }
}
