import Foundation
import HTTPSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Events: all of them, in order, to everybody, for as long as somebody listens.
@Suite struct StreamTests {
  @Test func eventsComeInOrder() throws {
    let server = try Server.start()
    let id = try server.start(Server.settings(generations: 5))
    let reader = try EventReader(server, run: id)
    try reader.read { $0.last?.kind == "end" }
    #expect(reader.status == 200)
    #expect(reader.events.map(\.id) == Array(1...8))
    #expect(
      reader.events.map(\.kind) == ["start"] + Array(repeating: "generation", count: 6) + ["end"])
    try reader.read { _ in false }
    #expect(reader.isClosed)
  }

  @Test func whoComesAgainGetsTheRest() throws {
    let server = try Server.start()
    let id = try server.start(
      #"{"settings":{"corpus":"harbour","tokens":2000,"generations":8},"pace":60}"#)
    let reader = try EventReader(server, run: id)
    try reader.read { $0.count >= 4 }
    let last = try #require(reader.events.last?.id)
    let again = try EventReader(server, run: id, after: last)
    try again.read { $0.last?.kind == "end" }
    #expect(again.events.map(\.id) == Array((last + 1)...11))
    // And whoever comes when all is over gets all.
    let late = try EventReader(server, run: id)
    try late.read { $0.last?.kind == "end" }
    #expect(late.events.map(\.id) == Array(1...11))
  }

  @Test func twoHundredWatchOneRunAndMissNothing() throws {
    let server = try Server.start()
    let id = try server.start(
      #"{"settings":{"corpus":"harbour","tokens":1000,"generations":20},"pace":50}"#)
    let readers = try (0..<200).map { _ in try EventReader(server, run: id) }
    for reader in readers { try reader.read { $0.last?.kind == "end" } }
    let first = readers[0].events
    #expect(first.count == 23)
    for reader in readers { #expect(reader.events == first) }
  }

  @Test func aReaderThatLeavesFreesThePlace() throws {
    let server = try Server.start()
    var readers = try (0..<24).map { _ in
      try EventReader(
        server,
        run: server.start(
          #"{"settings":{"corpus":"harbour","tokens":1000,"generations":60},"mode":"step"}"#))
    }
    for reader in readers { try reader.read { $0.count >= 2 } }
    #expect(try server.ask("POST", "/api/runs", body: Server.settings()).status == 503)
    readers.removeLast(4)
    let end = ContinuousClock.now + .seconds(patience)
    var status = 503
    while status == 503, ContinuousClock.now < end {
      Thread.sleep(forTimeInterval: 0.5)
      status = try server.ask("POST", "/api/runs", body: Server.settings()).status
    }
    #expect(status == 201)
    // Those that are still watched go on.
    for reader in readers {
      try reader.read(within: 0.01)
      #expect(!reader.events.contains { $0.kind == "end" })
    }
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsOpenStreams(number: Int32) throws {
    let server = try Server.start()
    let id = try server.start(
      #"{"settings":{"corpus":"harbour","tokens":1000,"generations":60},"mode":"step"}"#)
    let reader = try EventReader(server, run: id)
    try reader.read { $0.count >= 2 }
    kill(server.process.processIdentifier, number)
    try reader.read { _ in false }
    #expect(reader.isClosed)
    server.process.waitUntilExit()
    #expect(server.process.terminationStatus == 0)
  }
}
