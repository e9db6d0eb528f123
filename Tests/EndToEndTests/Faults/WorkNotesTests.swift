import Foundation
import Testing

@testable import TextCollapseCommands

/// The last word of a program against what its threads still say.
struct WorkNotesTests {
  @Test func nothingFollowsTheLastWord() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    try Data().write(to: url)
    let file = try FileHandle(forWritingTo: url)
    let notes = WorkNotes(descriptor: file.fileDescriptor)
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      for line in 0..<500 {
        if thread == 0, line == 250 { notes.end(with: "The last word.") }
        notes.tell("Thread \(thread) is at line \(line).\n")
      }
    }
    try file.close()
    let lines = String(decoding: try Data(contentsOf: url), as: UTF8.self).split(separator: "\n")
    #expect(lines.count > 250)
    #expect(lines.last == "The last word.")
  }
}
