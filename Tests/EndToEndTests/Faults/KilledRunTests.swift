import Foundation
import TestSupport
import Testing

/// Runs that are killed go on to the same results.
@Suite struct KilledRunTests {
  private let tool: Tool
  private let options = "--generations 4 --replicates 2 --order 2 --checkpoint-interval 0 -q"

  init() throws {
    tool = try Tool()
    try tool.writeSmallText()
  }

  private func command(_ output: String) -> String {
    "$F $T run --corpus text.txt --output \(output) \(options)"
  }

  /// Fault after fault until a run is whole; what is not there yet is begun again.
  ///
  /// - Returns: How often it was killed.
  @discardableResult
  private func finish(_ run: String, faults: [String]) throws -> Int {
    var kills = 0
    for fault in faults + ["none@any:0"] {
      // Killed before it was written down what to run, a run is begun again.
      let isThere = ["checkpoint/start.json", "manifest.json"].contains {
        FileManager.default.fileExists(atPath: "\(tool.folder)/\(run)/\($0)")
      }
      let line = isThere ? "$F $T run --resume \(run) -q --checkpoint-interval 0" : command(run)
      let output = try tool.shell("\(line) >/dev/null", fault: fault)
      // 137 is what the shell says of SIGKILL.
      let isKilled = output.code == 137 || output.code == 9
      #expect(isKilled || output.code == 0, "\(fault): \(output.code) \(output.err)")
      if isKilled { kills += 1 }
    }
    return kills
  }

  @Test func killedAtAnyCallOrAnyTimeARunEndsInTheSameBytes() throws {
    let calls = try tool.calls(command("whole") + " >/dev/null")
    #expect(calls > 150)
    let whole = try tool.results(of: "whole")
    #expect(whole.keys.allSatisfy { !$0.contains("checkpoint") && !$0.hasSuffix(".tmp") })
    let time = try cpuMicroseconds()
    var random = SeededGenerator(seed: 20_261_125)
    var faults: [[String]] = (0..<25).map { _ in
      let kind = Int.random(in: 0..<2, using: &random) == 0 ? "kill" : "kill-after"
      return ["\(kind)@any:\(1 + Int.random(in: 0..<calls, using: &random))"]
    }
    // Between the temporary name and the final one, and right after it.
    faults += (0..<10).map { _ in
      [
        "\(Int.random(in: 0..<2, using: &random) == 0 ? "kill" : "kill-after")@rename:\(1 + Int.random(in: 0..<20, using: &random))"
      ]
    }
    // While text is read, models are trained, text is sampled, measures are taken.
    faults += (0..<15).map { _ in ["kill@cpu:\(1 + Int.random(in: 0..<time, using: &random))"] }
    // Killed, and killed again on the way.
    faults += (0..<5).map { _ in
      [
        "kill@any:\(1 + Int.random(in: 0..<calls, using: &random))",
        "kill-after@any:\(1 + Int.random(in: 0..<60, using: &random))",
      ]
    }
    var kills = 0
    for (index, faults) in faults.enumerated() {
      kills += try finish("run-\(index)", faults: faults)
      let results = try tool.results(of: "run-\(index)")
      #expect(Set(results.keys) == Set(whole.keys), "\(faults)")
      for (name, text) in whole { #expect(results[name] == text, "\(name) after \(faults)") }
      try FileManager.default.removeItem(atPath: "\(tool.folder)/run-\(index)")
    }
    #expect(try tool.files.allSatisfy { !$0.hasSuffix(".tmp") })
    // A run may have ended before its fault: not many do.
    #expect(kills >= 50)
  }

  private func cpuMicroseconds() throws -> Int {
    let output = try tool.shell("\(command("timed")) >/dev/null; times", fault: "none@any:0")
    // The second line has the time of the children: user and system.
    let line = try #require(output.out.split(separator: "\n").last)
    return line.split(separator: " ").reduce(0) { sum, part in
      let numbers = part.split { !"0123456789.".contains($0) }.compactMap { Double($0) }
      return sum + Int(((numbers.first ?? 0) * 60 + (numbers.last ?? 0)) * 1e6)
    }
  }

  @Test func aLogCutInTheMiddleOfALineIsMended() throws {
    _ = try tool.shell("\(command("whole")) >/dev/null", fault: "none@any:0")
    for cut in [1, 40, 3000] {
      _ = try tool.shell("\(command("run")) >/dev/null", fault: "kill@rename:12")
      let log = try tool.bytes("run/generations.jsonl")
      try tool.write("run/generations.jsonl", log.dropLast(min(cut, log.count)))
      try finish("run", faults: [])
      #expect(try tool.results(of: "run") == (try tool.results(of: "whole")))
      try FileManager.default.removeItem(atPath: "\(tool.folder)/run")
    }
  }

  @Test func whatCannotGoOnSaysWhy() throws {
    let resume = "$F $T run --resume run -q --checkpoint-interval 0"
    func begin() throws {
      try? FileManager.default.removeItem(atPath: "\(tool.folder)/run")
      let output = try tool.shell("\(command("run")) >/dev/null", fault: "kill@rename:12")
      #expect([9, 137].contains(output.code))
    }
    func refuses(_ words: String, code: Int32) throws {
      let output = try tool.shell(resume, fault: "none@any:0")
      #expect(output.err.contains(words) && output.code == code, "\(output.code) \(output.err)")
    }
    try refuses("There is no run in 'run'", code: 66)
    try begin()
    // A second run of the same name names the way out and touches nothing.
    let again = try tool.shell(command("run"), fault: "none@any:0")
    #expect(again.code == 74 && again.err.contains("'textcollapse run --resume run'"))
    let text = try tool.bytes("text.txt")
    try tool.write("text.txt", text + Array("More.\n".utf8))
    try refuses("'text.txt' is not what it was when the run began", code: 65)
    try tool.write("text.txt", text)
    let state = try tool.bytes("run/checkpoint/replicate-00000")
    for damaged in [state.dropLast(1), state.dropLast(state.count / 2), Data(), state + [0]] {
      try tool.write("run/checkpoint/replicate-00000", damaged)
      try refuses("run/checkpoint/replicate-00000' cannot be used", code: 65)
    }
    try FileManager.default.removeItem(atPath: "\(tool.folder)/run/checkpoint/replicate-00000")
    let manifest = String(decoding: try tool.bytes("run/manifest.json"), as: UTF8.self)
    try tool.write(
      "run/manifest.json",
      manifest.replacing(#""textcollapse" : ""#, with: #""textcollapse" : "0.0."#).utf8)
    try refuses("The run was begun by textcollapse 0.0.", code: 65)
    try tool.write("run/manifest.json", "{".utf8)
    try refuses("run/manifest.json' cannot be used: it is not JSON", code: 65)
    try tool.write("run/manifest.json", manifest.utf8)
    try tool.write("run/checkpoint/start.json", "{}".utf8)
    try refuses("start.json' cannot be used", code: 65)
    // Settings cannot change on the way.
    let changed = try tool("run", "--resume", "run", "--order", "4")
    #expect(changed.code == 64 && changed.err.contains("as they are"))
    try begin()
    try finish("run", faults: [])
    let whole = try tool.results(of: "run")
    let nothing = try tool("run", "--resume", "run")
    #expect(nothing.code == 0 && nothing.err.contains("nothing to resume"))
    #expect(try tool.results(of: "run") == whole)
  }

  /// A process may be killed between making the directory and writing down what to run.
  @Test(arguments: [[], [".start.json.0123.tmp"]])
  func aRunKilledInItsFirstMomentIsBegunAgain(left: [String]) throws {
    try FileManager.default.createDirectory(
      atPath: "\(tool.folder)/run/checkpoint", withIntermediateDirectories: true)
    for name in left { try tool.write("run/checkpoint/\(name)", "{".utf8) }
    let resumed = try tool("run", "--resume", "run")
    #expect(resumed.code == 66 && resumed.err.contains("Begin it again"))
    try finish("run", faults: [])
    #expect(try tool.results(of: "run").keys.contains("manifest.json"))
    // Anything else that is there is somebody's, and stays.
    try FileManager.default.createDirectory(
      atPath: "\(tool.folder)/other/checkpoint", withIntermediateDirectories: true)
    try tool.write("other/checkpoint/notes.txt", "Mine.".utf8)
    let other = try tool.shell(command("other"), fault: "none@any:0")
    #expect(other.code == 74 && other.err.contains("other"))
    #expect(try tool.files.contains("other/checkpoint/notes.txt"))
  }

  @Test func twoProcessesDoNotWorkOnOneRun() throws {
    // The first is stopped in the middle of its work, not ended.
    let output = try tool.shell(
      """
      $T run --corpus $H --generations 400 --replicates 1 --output run -q >/dev/null & first=$!
      while [ ! -s run/generations.jsonl ]; do sleep 0.05; done
      kill -STOP $first
      $T run --resume run; code=$?
      kill -KILL $first
      exit $code
      """)
    #expect(
      output.code == 74 && output.err.contains("Another process is working on the run in 'run'"))
  }
}
