import Foundation
import TestSupport
import Testing

/// Disks that are full, calls that fail: a sentence, the right code, nothing half-written.
@Suite struct FailingDiskTests {
  private let tool: Tool
  private let command =
    "$F $T run --corpus text.txt --generations 2 --replicates 2 --order 2 --output run -q"

  init() throws {
    tool = try Tool()
    try tool.writeSmallText()
  }

  /// What is under a final name is whole: as in an undisturbed run, or the beginning of the log.
  private func expectNothingHalfWritten(_ whole: [String: String], _ what: String) throws {
    guard FileManager.default.fileExists(atPath: "\(tool.folder)/run") else { return }
    let found = try tool.results(of: "run")
    for (name, text) in found where !name.hasPrefix("checkpoint/") {
      let isWhole =
        name == "generations.jsonl"
        ? text.split(separator: "\n").dropLast().allSatisfy { whole[name]?.contains($0) == true }
        : name == "manifest.json"
          ? (try? object(String(decoding: tool.bytes("run/\(name)"), as: UTF8.self))) != nil
          : text == whole[name]
      #expect(isWhole, "\(name) after \(what)")
    }
  }

  private func expectSentence(_ output: Tool.Output, _ what: String) {
    let errors = output.err.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
    #expect(errors.count == 1 && [66, 74].contains(output.code), "\(what): \(output)")
    #expect(errors.first.map { [".", "!"].contains($0.suffix(1)) } == true, "\(what): \(errors)")
  }

  @Test func anyCallMayFail() throws {
    _ = try tool.shell(
      "\(command.replacing("--output run", with: "--output whole"))", fault: "none@any:0")
    let whole = try tool.results(of: "whole")
    var random = SeededGenerator(seed: 7)
    // No space, over quota, too large, an error of the device, too many open files, no permission.
    let (noSpace, overQuota, tooLarge, device, openFiles, permission) = (28, 122, 27, 5, 24, 13)
    var faults: [String] = []
    for _ in 0..<6 {
      let call = Int.random(in: 1...24, using: &random)
      faults += [
        "\(noSpace)@write:\(call)+", "\(overQuota)@write:\(call)", "\(tooLarge)@write:\(call)",
        "\(device)@fsync:\(call)", "\(noSpace)@rename:\(call)", "\(openFiles)@open:\(call + 4)+",
        "\(permission)@open:\(call + 4)", "\(device)@read:\(call)",
        "\(noSpace)@mkdir:\(call % 4 + 1)",
        "\(permission)@rename:\(call)+",
      ]
    }
    // Interrupted calls and short writes are no failures.
    let harmless = (1...8).flatMap {
      ["4@write:\($0 * 3)", "4@read:\($0)", "short@write:\($0 * 3)", "short@read:\($0)"]
    }
    var failures = 0
    for fault in faults + harmless {
      let output = try tool.shell("\(command) >/dev/null", fault: fault)
      try expectNothingHalfWritten(whole, fault)
      if output.code != 0 {
        failures += 1
        #expect(!harmless.contains(fault), "\(fault): \(output.err)")
        expectSentence(output, fault)
      }
      let isThere = FileManager.default.fileExists(atPath: "\(tool.folder)/run")
      #expect(isThere || output.code != 0)
      if isThere, output.code != 0 {
        #expect(output.err.contains("Go on with: textcollapse run --resume run"), "\(fault)")
        let resumed = try tool.shell("$F $T run --resume run -q >/dev/null", fault: "none@any:0")
        #expect(resumed.code == 0, "\(fault): \(resumed.err)")
      }
      if isThere {
        #expect(try tool.results(of: "run") == whole, "\(fault)")
        try FileManager.default.removeItem(atPath: "\(tool.folder)/run")
      }
      #expect(try tool.files.allSatisfy { !$0.hasSuffix(".tmp") }, "\(fault)")
    }
    #expect(failures >= 30)
  }

  /// Whether a small disk of memory can be mounted, out of sight of all other processes.
  private static let canMount: Bool = {
    let line = "unshare -rm sh -c 'mount -t tmpfs -o size=64k none /mnt'"
    return (try? Tool().shell(line))?.code == 0
  }()

  @Test(.enabled(if: FailingDiskTests.canMount), arguments: [64, 256, 512, 1024])
  func aFullDiskLosesNothing(kilobytes: Int) throws {
    let output = try tool.shell(
      """
      mkdir disk && unshare -rm sh -c '
        mount -t tmpfs -o size=\(kilobytes)k none disk || exit 99
        $T run --corpus $H --generations 3 --output disk/run -q
        code=$?
        ls -A disk/run/* | grep -q "[.]tmp$" && exit 98
        mount -o remount,size=64M disk
        [ ! -e disk/run ] || $T run --resume disk/run -q >/dev/null || exit 97
        [ ! -e disk/run ] || cp -r disk/run resumed
        exit $code'
      """)
    #expect(output.code == 74, "\(output)")
    #expect(output.err.contains("No space left on device"))
    guard FileManager.default.fileExists(atPath: "\(tool.folder)/resumed") else { return }
    _ = try tool.shell("$T run --corpus $H --generations 3 --output whole -q")
    #expect(try tool.results(of: "resumed") == (try tool.results(of: "whole")))
  }

  @Test(.enabled(if: !Tool.isSanitized)) func aLimitOnTheSizeOfFilesIsAnError() throws {
    // 64 blocks of 512 bytes: a quota, as it were.
    let output = try tool.shell("ulimit -f 64; $T run --corpus $H --output run -q")
    expectSentence(output, "ulimit -f")
    #expect(output.err.contains("File too large"))
  }

  @Test func whereNothingMayBeWrittenIsSaid() throws {
    let output = try tool.shell("$T run --corpus $H --output /proc/run -q")
    #expect(output.code == 74 && output.err.contains("'/proc/run' cannot be made"))
    let model = try tool.shell("$T train --corpus $H --model /proc/model.arpa -q")
    expectSentence(model, "train")
    let full = try tool.shell("$T sample --help >/dev/full; $T corpus $H >/dev/full")
    #expect(full.code == 74 && full.err.contains("standard output"), "\(full)")
  }

  @Test(arguments: ["28@write:1", "5@fsync:1", "28@rename:1", "24@open:30+"])
  func aModelIsWholeOrNotThere(_ fault: String) throws {
    let output = try tool.shell("$F $T train --corpus $H --model model.arpa -q", fault: fault)
    if output.code == 0 {
      #expect(fault.contains("open"))
    } else {
      expectSentence(output, fault)
      #expect(try tool.files == ["text.txt"], "\(fault)")
    }
  }
}
