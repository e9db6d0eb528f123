import Foundation
import TestSupport
import Testing

@testable import Generations

/// Memory that is too small: a sentence and an exit code, never a trap, never a wait without end.
@Suite struct MemoryLimitTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try tool.writeSmallText()
  }

  @Test(.enabled(if: !Tool.isSanitized))
  func anyLimitOnAddressSpaceEndsWithASentence() throws {
    let run = "$T run --corpus text.txt --generations 2 --replicates 2 --order 2 --output run -q"
    _ = try tool.shell(run.replacing("--output run", with: "--output whole"))
    let whole = try tool.results(of: "whole")
    var ends: [Int32: Int] = [:]
    for limit in stride(from: 60_000, through: 420_000, by: 24_000) {
      let output = try tool.shell("ulimit -v \(limit); timeout 60 \(run)")
      ends[output.code, default: 0] += 1
      let what: Comment = "ulimit -v \(limit): \(output.code) \(output.err.prefix(400))"
      let isThere = FileManager.default.fileExists(atPath: "\(tool.folder)/run")
      switch output.code {
      case 0: break
      case 71:
        #expect(output.err.hasPrefix("Error: "), what)
        #expect(output.err.contains("memory"), what)
        if isThere {
          let resumed = try tool.shell("$T run --resume run -q")
          #expect(resumed.code == 0, what)
        }
      // The system's loader had no room for the libraries, and says so.
      case 127: #expect(output.err.contains("error while loading shared libraries"), what)
      default: Issue.record(what)
      }
      #expect(try tool.files.allSatisfy { !$0.hasSuffix(".tmp") }, what)
      if FileManager.default.fileExists(atPath: "\(tool.folder)/run") {
        #expect(try tool.results(of: "run") == whole, what)
        try FileManager.default.removeItem(atPath: "\(tool.folder)/run")
      }
    }
    #expect(ends[0, default: 0] >= 4 && ends[71, default: 0] >= 1, "\(ends)")
  }

  @Test(.enabled(if: !Tool.isSanitized))
  func whatCannotFitIsRefusedBeforeTheWork() throws {
    let large = "--tokens 1000000000 --regime replace"
    let output = try tool.shell(
      "ulimit -v 8000000; $T run --corpus text.txt \(large) --output run")
    #expect(output.code == 71, "\(output.err)")
    #expect(output.err.contains("This run needs about "), "\(output.err)")
    #expect(output.err.contains("Lower --threads") && output.err.contains("--order"))
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/run"))

    let text = try tool.shell(
      """
      truncate -s 3G huge.txt
      ulimit -v 2000000; $T run --corpus huge.txt --output run
      """)
    #expect(text.code == 71, "\(text.err)")
    #expect(text.err.contains("Reading the text alone takes 4."), "\(text.err)")
    #expect(text.err.contains("the address space (ulimit -v) allows 2.0 GB"), "\(text.err)")
    #expect(!FileManager.default.fileExists(atPath: "\(tool.folder)/run"))
  }

  /// The peak that the manifest holds against the estimate of the same run.
  @Test(.enabled(if: !Tool.isSanitized), arguments: [(1, 1), (3, 1), (3, 2)])
  func theEstimateIsNearThePeak(order: Int, replicates: Int) throws {
    var lines: [String] = []
    var random = SeededGenerator(seed: 5)
    for _ in 0..<12_000 {
      // Words as frequent as in a text: rank r has a share near 1/r.
      let words = (0..<12).map { _ in
        "w\(Int(pow(20_000, Double.random(in: 0..<1, using: &random))))"
      }
      lines.append(words.joined(separator: " "))
    }
    try tool.write("text.txt", (lines.joined(separator: "\n") + "\n").utf8)
    let output = try tool.shell(
      "$T run --corpus text.txt --generations 2 --replicates \(replicates) --threads \(replicates) "
        + "--order \(order) --output run -q")
    #expect(output.code == 0, "\(output.err)")
    let manifest = try JSONSerialization.jsonObject(
      with: Data(tool.bytes("run/manifest.json")))
    let execution = (manifest as? [String: Any])?["execution"] as? [String: Any]
    let peak = try #require(execution?["peakMemoryBytes"] as? Int)
    let tokens = 144_000
    let estimate = MemoryEstimate(
      .init(order: order, realTokens: tokens, trainingTokens: tokens, replicates: replicates))
    let ratio = Double(estimate.bytes) / Double(peak)
    #expect(ratio > 0.75 && ratio < 2, "\(ratio)")
  }
}
