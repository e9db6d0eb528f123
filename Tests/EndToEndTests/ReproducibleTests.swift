import Foundation
import Measures
import Testing

/// The same command gives the same bytes, wherever and however it runs.
@Suite struct ReproducibleTests {
  private let tool: Tool
  private let options = "--generations 2 --replicates 3 --order 2 --case fold -q"

  init() throws {
    tool = try Tool()
    try tool.writeSmallText()
  }

  @Test func threadsFolderLocaleAndTimeZoneChangeNothing() throws {
    let run = "$T run --corpus \(tool.folder)/text.txt \(options) --output"
    let first = try tool.shell("\(run) first --threads 2 && mv first kept")
    #expect(first.code == 0, "\(first.err)")
    let expected = try tool.results(of: "kept")
    #expect(expected.count > 15)
    let variants: [(String, [String: String])] = [
      ("--threads 1", [:]), ("--threads 7", [:]), ("--threads 3 --checkpoint-interval 2", [:]),
      // A Turkish i has its own lower case; this time zone has another date half of the day.
      ("", ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"]),
      (
        "", ["LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar", "TZ": "America/St_Johns", "COLUMNS": "200"]
      ),
      ("", ["LC_ALL": "C", "HOME": "/nowhere", "TERM": "dumb", "NO_COLOR": "1"]),
    ]
    for (more, environment) in variants {
      let output = try tool.shell(
        """
        mkdir elsewhere && cd elsewhere && \(run) first \(more) &&
        mv first .. && rmdir ../elsewhere
        """, environment)
      #expect(output.code == 0, "\(output.err)")
      let found = try tool.results(of: "first")
      for name in Set(found.keys).union(expected.keys) {
        #expect(found[name] == expected[name], "\(name) with \(more) \(environment)")
      }
      try FileManager.default.removeItem(atPath: "\(tool.folder)/first")
    }
  }

  @Test func fileDirectoryPipeAndArchiveGiveTheSameRecords() throws {
    _ = try tool.shell(
      """
      mkdir text && cp text.txt text/all.txt
      $T run --corpus text.txt \(options) --output file
      $T run --corpus text \(options) --output directory
      $T run --corpus - \(options) --output pipe < text.txt
      cat text.txt | $T run --corpus - \(options) --output slow
      gzip -k text.txt && $T run --corpus text.txt.gz \(options) --output gzip
      tar -cf text.tar text.txt && $T run --corpus text.tar \(options) --output tar
      gzip -c text.txt | $T run --corpus - \(options) --output stream
      """)
    let expected = try tool.results(of: "file")
    for name in ["directory", "pipe", "slow", "gzip", "tar", "stream"] {
      let found = try tool.results(of: name)
      for file in expected.keys.sorted() where !["manifest.json", "README.md"].contains(file) {
        // The pages name the input; the records and the texts do not.
        if file.hasSuffix(".html") || file.hasSuffix(".md") || file.hasSuffix(".vl.json") {
          continue
        }
        if file.hasPrefix("provenance") { continue }
        #expect(found[file] == expected[file], "\(file) from a \(name)")
      }
    }
  }

  @Test func aRepetitionSaysWhetherTheResultsAgree() throws {
    _ = try tool.shell("$T run --corpus text.txt \(options) --output first")
    let again = try tool.shell("$T run --config first/manifest.json --output again")
    #expect(again.code == 0, "\(again.err)")
    #expect(
      again.err.contains("The results agree with those of 'first': all 9 records are the same."),
      "\(again.err)")
    let changed = try tool.shell(
      "sed -i s/gull/tern/ text.txt && $T run --config first/manifest.json --output changed -q")
    #expect(changed.code == 1)
    #expect(changed.err.contains("The results differ from those of 'first'"), "\(changed.err)")
    #expect(changed.err.contains("the SHA-256 of its files differ"), "\(changed.err)")
    // What was found is kept all the same.
    #expect(try RunRecord.load(directory: "\(tool.folder)/changed").generations.count == 9)
    // Other options are another run, of which nothing is said.
    let other = try tool.shell("$T run --config first/manifest.json --seed 2 --output other")
    #expect(other.code == 0 && !other.err.contains("The results"), "\(other.err)")
  }

  @Test func theManifestHoldsAllThatResultsHangOn() throws {
    _ = try tool.shell("$T run --corpus text.txt \(options) --seed 77 --output first")
    let manifest = try RunRecord.load(directory: "\(tool.folder)/first").manifest
    let sum = try tool.shell("sha256sum < text.txt").out.prefix(64)
    #expect(manifest.inputs.map(\.sha256) == [String(sum)])
    #expect(manifest.inputs.map(\.bytes) == [try tool.bytes("text.txt").count])
    for version in [
      manifest.versions.textcollapse, manifest.versions.swift, manifest.versions.icu,
      manifest.versions.unicode,
    ] { #expect(version.contains(/^[0-9]+\.[0-9]+/), "\(version)") }
    let said = try tool.shell("$T --version").out
    #expect(said.contains(manifest.versions.icu) && said.contains(manifest.versions.unicode))
    let text = String(decoding: try tool.bytes("first/manifest.json"), as: UTF8.self)
    let configuration = try #require(try object(text)["configuration"] as? [String: Any])
    #expect(configuration["seed"] as? Int == 77)
    // Every option of the run that results hang on, given or not.
    for name in [
      "tokenizer", "word-rules", "case", "sentences", "order", "smoothing", "judge", "regime",
      "generations", "replicates", "temperature", "held-out-share", "min-count",
    ] { #expect(configuration[name] != nil, "\(name)") }
  }
}
