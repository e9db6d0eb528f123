import Foundation
import Generations
import Measures
import Testing
import Tokenization

@Suite struct RunDirectoryTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  /// A finished run under a name, with its record.
  private func finish(
    _ name: String, _ change: (inout RunConfiguration) -> Void = { _ in }
  ) throws -> RunRecord {
    let plan = try RunPlan(try bench.configuration(change), threads: 2)
    let execution = Execution(
      started: "2026-01-01T00:00:00Z", seconds: 1.5, system: "s", processor: "p", threads: 2,
      peakMemoryBytes: 3)
    func manifest(_ execution: Execution?) throws -> RunManifest {
      try plan.manifest(tool: "1", swift: "6", command: ["run"], execution: execution)
    }
    let directory = try RunDirectory(creating: bench.path(name), plan.configuration)
    #expect(try directory.begin(plan, manifest: manifest(nil)).isEmpty)
    let result = try Run(plan)(threads: 2) { try directory.take($0, $1) }
    let final = try manifest(execution)
    try directory.finish(result, manifest: final)
    directory.complete()
    return RunRecord(manifest: final, generations: result.records, samples: result.samples)
  }

  @Test func aFinishedRunHoldsItsFilesAndReadsBack() throws {
    let record = try finish("a/b/run")
    #expect(
      try bench.files("a/b/run") == [
        "datasheet.md", "generations.jsonl", "manifest.json", "measures.csv", "provenance.jsonl",
        "samples", "samples/generation-000.txt", "samples/generation-001.txt",
        "samples/generation-002.txt", "samples/generation-003.txt", "samples/samples.json",
      ])
    #expect(try RunRecord.load(directory: bench.path("a/b/run")) == record)
    let lines = try bench.text("a/b/run/generations.jsonl").split(separator: "\n")
    let order = try lines.map { line in
      let record = try JSONDecoder().decode(GenerationRecord.self, from: Data(line.utf8))
      return [record.replicate, record.generation]
    }
    #expect(order == [0, 1].flatMap { replicate in (0...3).map { [replicate, $0] } })
    let text = try bench.text("a/b/run/samples/generation-001.txt")
    #expect(text.hasPrefix("Then ") && text.split(separator: "\n").count > 200)
    #expect(try bench.text("a/b/run/datasheet.md").contains("`story.txt`") == false)
    #expect(try bench.text("a/b/run/datasheet.md").contains("story.txt"))
  }

  @Test func theManifestSaysWhatWasRun() throws {
    let record = try finish("run") { ($0.order, $0.seed) = (3, 99) }
    let manifest = record.manifest
    #expect(manifest.title == "story")
    #expect(manifest.configuration["order"] == .integer(3))
    #expect(manifest.configuration["seed"] == .integer(99))
    #expect(manifest.configuration["judge"] == .string("modified-kneser-ney"))
    #expect(manifest.versions.icu == UnicodeLibrary.icuVersion)
    #expect(manifest.inputs.map(\.role) == ["corpus"])
    #expect(manifest.inputs[0].sha256.count == 64)
    #expect(manifest.corpus.types == manifest.frequencyClasses.reduce(0) { $0 + $1.types })
    #expect(manifest.corpus.trainingDocuments + manifest.corpus.heldOutDocuments == 60)
    #expect(manifest.trackedWords.count == 26)
    // Real passage and marks agree: what is struck out of generation g is missing in D_g.
    for sample in record.samples.generations {
      let words = Set(sample.missing.map { record.samples.reference[$0].text })
      let tracked = record.generations[sample.generation].trackedCounts
      for (word, count) in zip(manifest.trackedWords, tracked) {
        if words.contains(word.text) { #expect(count == 0, "\(word.text)") }
      }
      #expect(sample.generation == 0 ? words.isEmpty : !words.isEmpty)
    }
  }

  @Test(arguments: ["", "/", ".", "there", "there/", "there/file.txt", "link"])
  func whatIsThereIsRefusedAndLeftAlone(_ name: String) throws {
    let manager = FileManager.default
    try manager.createDirectory(
      atPath: bench.path("there"), withIntermediateDirectories: true)
    _ = try bench.write("there/file.txt", "mine")
    try manager.createSymbolicLink(
      atPath: bench.path("link"), withDestinationPath: bench.path("nowhere"))
    let before = try bench.files("")
    let configuration = try bench.configuration()
    let path = ["", "/", "."].contains(name) ? name : bench.path(name)
    let error = #expect(throws: GenerationError.self) {
      try RunDirectory(creating: path, configuration)
    }
    #expect(error?.description.contains("--output") == true)
    #expect(try bench.files("") == (before + ["story.txt"]).sorted())
    #expect(try bench.text("there/file.txt") == "mine")
  }

  @Test func aDirectoryBelowAFileCannotBeMade() throws {
    let file = try bench.write("file", "mine")
    let configuration = try bench.configuration()
    #expect(
      throws: GenerationError.directoryNotMade(path: "\(file)/run", reason: "Not a directory")
    ) { try RunDirectory(creating: "\(file)/run", configuration) }
  }

  private struct Line: Decodable {
    var replicate: Int
    var generation: Int
    var documents: [Int]
    var tokens: Int
    var source: String
    var writer: Int?
  }

  @Test(arguments: RegimeName.allCases)
  func provenanceCoversEveryDocumentOnce(_ regime: RegimeName) throws {
    let record = try finish("run") { ($0.regime, $0.realShare) = (regime, 0.2) }
    let lines = try bench.text("run/provenance.jsonl").split(separator: "\n")
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    for generation in record.generations {
      let own = lines.filter {
        $0.replicate == generation.replicate && $0.generation == generation.generation
      }
      #expect(own.first?.documents.first == 0)
      #expect(zip(own, own.dropFirst()).allSatisfy { $0.documents[1] == $1.documents[0] })
      #expect(own.allSatisfy { $0.documents.count == 2 && $0.documents[0] < $0.documents[1] })
      #expect(own.reduce(0) { $0 + $1.tokens } == generation.trainingTokens)
      let synthetic = own.filter { $0.source == "synthetic" }
      #expect(synthetic.reduce(0) { $0 + $1.tokens } == generation.syntheticTokens)
      let writers = synthetic.map(\.writer)
      let first = regime == .accumulate ? 0 : generation.generation - 1
      #expect(writers == (generation.generation == 0 ? [] : Array(first..<generation.generation)))
      #expect(own.filter { $0.source != "synthetic" }.allSatisfy { $0.writer == nil })
      let real =
        generation.generation == 0
        ? ["real"]
        : regime == .replace
          ? [] : [regime == .mix ? "fresh" : "real"]
      #expect(own.map(\.source).filter { $0 != "synthetic" } == real)
    }
    // A sentence a document, once there is nothing but synthetic text.
    if regime == .replace {
      let last = try #require(lines.last)
      #expect(last.tokens == 7 * last.documents[1])
    }
  }
}
