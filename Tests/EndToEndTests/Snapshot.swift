import Foundation
import Testing

/// Compares a text with the file of its name in `Snapshots`.
///
/// Where there is none, or `RECORD_SNAPSHOTS` is set, the file is written and the test fails, so
/// that nothing is recorded unseen.
func expectSnapshot(
  _ text: String, _ name: String, at location: SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots").appendingPathComponent("\(name).txt")
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
  if !isRecording, let known = try? Data(contentsOf: file) {
    #expect(
      text == String(decoding: known, as: UTF8.self), "\(name) has changed",
      sourceLocation: location)
    return
  }
  try Data(text.utf8).write(to: file)
  Issue.record("The snapshot \(name) was recorded; look at it.", sourceLocation: location)
}
