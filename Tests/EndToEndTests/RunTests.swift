import Foundation
import Measures
import Testing

/// Whole runs from the command line.
@Suite struct RunTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  private let short = ["--generations", "2", "--replicates", "2", "--seed", "5", "--output", "out"]

  private func run(_ corpus: String, _ more: String = "") throws -> Tool.Output {
    try tool.shell("$T run --corpus \(corpus) \(short.joined(separator: " ")) \(more)")
  }

  @Test(arguments: ["english", "thai"])
  func aRunGivesItsDirectoryAndItsSummary(_ corpus: String) throws {
    let result = try run("\(Tool.root)/Corpora/\(corpus)")
    #expect(result.code == 0)
    // Results here, notes there.
    #expect(result.out.hasSuffix("\nout/report.html\n"))
    #expect(result.out.contains("2 generations"))
    #expect(result.err.contains("generation 2 of 2: held-out perplexity"))
    #expect(!result.err.contains("\u{1B}") && !result.out.contains("\u{1B}"))
    let record = try RunRecord.load(directory: "\(tool.folder)/out")
    #expect(record.generations.count == 6)
    #expect(record.manifest.execution != nil)
    #expect(record.manifest.corpus.language == ["english": "en", "thai": "th"][corpus])
    let files = try tool.files
    for name in [
      "manifest.json", "generations.jsonl", "measures.csv", "provenance.jsonl", "datasheet.md",
      "samples/generation-002.txt", "samples/samples.json", "README.md", "report.html",
      "figures/retained.vl.json",
    ] {
      #expect(files.contains("out/\(name)"), "\(name)")
    }
    #expect(!files.contains { $0.contains(".tmp") })
  }

  @Test func quietIsQuietAndJSONIsOneObject() throws {
    let result = try run(Tool.harbour, "--json --quiet")
    #expect(result.code == 0 && result.err.isEmpty)
    let record = try object(result.out)
    #expect(Set(record.keys) == ["manifest", "generations", "samples"])
    #expect((record["generations"] as? [Any])?.count == 6)
  }

  @Test func aManifestRepeatsItsRun() throws {
    _ = try run(Tool.harbour, "--order 2 --smoothing additive --judge modified-kneser-ney -q")
    let again = try tool("run", "--config", "out/manifest.json", "--output", "again", "-q")
    #expect(again.code == 0, "\(again.err)")
    for name in ["generations.jsonl", "measures.csv", "provenance.jsonl", "samples/samples.json"] {
      #expect(try tool.bytes("out/\(name)") == (try tool.bytes("again/\(name)")), "\(name)")
    }
    var manifests = try ["out", "again"].map {
      try RunRecord.load(directory: "\(tool.folder)/\($0)").manifest
    }
    for index in 0...1 { manifests[index].execution = nil }
    #expect(manifests[0] == manifests[1])
    // The command in it repeats the run as well, from any folder.
    let words = manifests[0].command.dropFirst().map { "'\($0)'" }.joined(separator: " ")
    let third = try tool.shell("mkdir sub && cd sub && $T \(words) --output third -q --threads 1")
    #expect(third.code == 0, "\(third.err)")
    #expect(
      try tool.bytes("sub/third/generations.jsonl") == (try tool.bytes("out/generations.jsonl")))
    // An option given with a file wins over it.
    let other = try tool(
      "run", "--config", "out/manifest.json", "--generations", "1", "--output", "o", "-q")
    #expect(other.code == 0)
    #expect(try RunRecord.load(directory: "\(tool.folder)/o").generations.count == 4)
  }

  @Test func aReportIsMadeAgainByteForByte() throws {
    let summary = try run(Tool.harbour, "-q")
    let names = try tool.files.filter {
      $0.hasSuffix(".html") || $0.hasSuffix(".vl.json") || $0.hasSuffix("README.md")
    }
    #expect(names.count > 10)
    let before = try names.map { try tool.bytes($0) }
    for name in names { try tool.write(name, "spoiled".utf8) }
    let report = try tool("report", "out")
    #expect(report.code == 0)
    #expect(try names.map { try tool.bytes($0) } == before)
    #expect(summary.out == report.out)
    let json = try tool("report", "out", "--json", "-q")
    #expect(json.err.isEmpty)
    #expect(try object(json.out)["manifest"] != nil)
  }

  @Test func textMayComeThroughAPipe() throws {
    let text = "Rain again.\n\nThe rain fell.\n\nAgain the rain.\n\nThe sun.\n"
    let result = try tool(
      "run", "--corpus", "-", "--generations", "1", "--replicates", "1", "--output", "out", "-q",
      input: text)
    #expect(result.code == 0 && result.out.hasPrefix("Standard input"), "\(result.err)")
    let shell = try tool.shell(
      "printf 'a b c.\\n\\nb c d.\\n\\nc d e.\\n' | $T run --corpus - --generations 1 --output o -q"
    )
    #expect(shell.code == 0 && shell.out.hasSuffix("\no/report.html\n"))
    #expect(try RunRecord.load(directory: "\(tool.folder)/o").manifest.inputs.map(\.path) == ["-"])
  }

  @Test func withoutAnOutputTheNameSaysWhatAndWhen() throws {
    let result = try tool.shell("$T run --corpus $H --generations 0 --replicates 1 -q")
    #expect(result.code == 0)
    let path = try #require(result.out.split(separator: "\n").last.map(String.init))
    #expect(
      path.wholeMatch(of: #/Reports/harbour-\d{4}-\d\d-\d\d-[0-9a-f]{6}/report\.html/#) != nil)
    #expect(try tool.files.contains(path))
  }

  @Test(arguments: [
    "--min-count 2", "--regime mix --real-share 0.2", "--regime accumulate --max-vocabulary 100",
    "--greedy", "--top-k 3 --temperature 0.8", "--top-p 0.8 --sentences none", "--order 1",
    "--tokenizer grapheme --through-text", "--smoothing additive --lambda 0.01 --growth 0.5",
    "--regime mix --real same --case fold --documents line", "--smoothing katz --order 4",
    "--judge katz --max-vocabulary 50 --min-count 3",
  ])
  func everyWayOfRunningGetsThrough(_ options: String) throws {
    let result = try tool.shell(
      "$T run --corpus $H --generations 2 --replicates 1 --output out -q \(options)")
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    #expect(try RunRecord.load(directory: "\(tool.folder)/out").generations.count == 3)
  }
}
