internal import Corpora
internal import FoundationEssentials
internal import LiveLab
internal import TextCollapseCommands

/// A live run as the directory that the command line makes of the same text and settings.
///
/// It is computed again, in a folder that is gone afterwards: nothing of a text stays on this machine.
struct SavedRun {
  private let run: LiveRun

  init(_ run: LiveRun) { self.run = run }

  /// The directory, packed; beside it the pasted text, if there is one.
  func archive() throws -> [UInt8] {
    try withDirectory { folder in
      if let text = run.request.text {
        try AtomicFile.write(Array(text.utf8), to: "\(folder)/pasted.txt")
      }
      return try ArchiveWriter.tar(of: folder, as: "textcollapse-\(run.id)")
    }
  }

  /// The report alone.
  func report() throws -> [UInt8] {
    try withDirectory { try FileInput.read("\($0)/run/report.html") }
  }

  private func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder =
      FileManager.default.temporaryDirectory.path + "/textcollapse-serve-\(run.id)-"
      + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // No one else may look into it.
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    try RunWriting.write(try run.plan(), to: "\(folder)/run", threads: 1)
    return try body(folder)
  }
}
