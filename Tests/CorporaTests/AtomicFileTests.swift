import Foundation
import Testing

@testable import Corpora

@Suite struct AtomicFileTests {
  private struct Stop: Error {}

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func `bytes are written and replace what was there`() throws {
    let path = folder.path + "/a"
    try AtomicFile.write(utf8: "old and long", to: path)
    try AtomicFile.write([0x6E, 0x65, 0x77], to: path)
    #expect(try FileInput.read(path) == Array("new".utf8))
    #expect(try folder.names == ["a"])
  }

  @Test func `a writer takes more than its buffer holds`() throws {
    let path = folder.path + "/a"
    let block = [UInt8](repeating: 7, count: 700_001)
    try AtomicFile.writing(to: path) { writer in
      for _ in 0..<4 { try writer.write(block) }
      try writer.write(utf8: "é")
      try writer.write(UInt8(1))
    }
    let bytes = try FileInput.read(path)
    #expect(bytes.count == 4 * block.count + 3)
    #expect(bytes.suffix(3) == [0xC3, 0xA9, 1])
  }

  @Test func `a failure on the way leaves the old file and nothing else`() throws {
    let path = folder.path + "/a"
    try AtomicFile.write(utf8: "old", to: path)
    #expect(throws: Stop.self) {
      try AtomicFile.writing(to: path) { writer in
        try writer.write([UInt8](repeating: 0, count: 3_000_000))
        throw Stop()
      }
    }
    #expect(try FileInput.read(path) == Array("old".utf8))
    #expect(try folder.names == ["a"])
  }

  @Test func `a target that cannot be replaced leaves nothing behind`() throws {
    let path = folder.path + "/taken"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let error = #expect(throws: FileError.self) { try AtomicFile.write([1], to: path) }
    #expect(error?.kind == .io)
    #expect(throws: FileError.self) { try AtomicFile.write([1], to: folder.path + "/none/a") }
    #expect(try folder.names == ["taken"])
  }

  @Test func `a device is written to and stays a device`() throws {
    try AtomicFile.write([1, 2], to: "/dev/null")
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func `a full disk is an error`() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(throws: FileError.self) { try AtomicFile.write([1], to: "/dev/full") }
  }

  @Test func `a link stays a link, and the file behind it is replaced`() throws {
    let (file, link) = (folder.path + "/file", folder.path + "/link")
    try AtomicFile.write(utf8: "old", to: file)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    try AtomicFile.write(utf8: "new", to: link)
    #expect(try FileInput.read(file) == Array("new".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
  }
}
