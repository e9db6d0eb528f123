import Corpora
import Foundation
import HTTPSupport
import Measures
import Testing

/// What is saved is what the command line makes.
@Suite struct SaveTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func shell(_ line: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ServeProcess.environment([
      "T": Server.tool, "C": "\(Server.root)/Corpora",
    ])
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  @Test func theDirectoryIsThatOfTheCommandLine() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try Server.start()
    let id = try server.start(
      #"{"settings":{"corpus":"harbour","tokens":2000,"generations":3,"regime":"mix","seed":7}}"#)
    let reply = try server.ask("GET", "/api/runs/\(id)/run.tar.gz")
    #expect(reply.status == 200)
    #expect(reply.headers["content-disposition"]?.hasPrefix("attachment") == true)
    try Data(reply.body).write(to: URL(fileURLWithPath: "\(folder)/run.tar.gz"))
    try shell(
      """
      tar xzf run.tar.gz && mv textcollapse-\(id)/run saved
      "$T" run --corpus "$C/harbour" --tokens 2000 --generations 3 --regime mix --seed 7 \
        --replicates 1 --output own --quiet
      """)
    for name in ["generations.jsonl", "samples.json", "measures.csv"] {
      let paths = ["saved", "own"].map { "\(folder)/\($0)/\(name)" }
      guard FileManager.default.fileExists(atPath: paths[1]) else { continue }
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: paths[0]))
          == Data(contentsOf: URL(fileURLWithPath: paths[1])))
    }
    let files = try ["saved", "own"].map {
      try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\($0)").sorted()
    }
    #expect(files[0] == files[1])
    #expect(files[0].contains("generations.jsonl") && files[0].contains("report.html"))
    // The manifest repeats the run, and agrees.
    try shell(#""$T" run --config saved/manifest.json --output again --quiet"#)
  }

  @Test func aPastedTextIsSavedBesideItsRun() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try Server.start()
    let lines = (0..<40).map { "Line \($0) of a text that somebody pasted, with words in it." }
    let text = lines.joined(separator: #"\n\n"#)
    let id = try server.start(
      #"{"settings":{"corpus":"pasted","generations":2},"text":"\#(text)"}"#)
    let reply = try server.ask("GET", "/api/runs/\(id)/run.tar.gz")
    try #require(reply.status == 200)
    try Data(reply.body).write(to: URL(fileURLWithPath: "\(folder)/run.tar.gz"))
    try shell(
      """
      tar xzf run.tar.gz && mv textcollapse-\(id) saved
      "$T" run --corpus - --generations 2 --replicates 1 --output own --quiet < saved/pasted.txt
      cmp saved/run/generations.jsonl own/generations.jsonl
      """)
  }

  @Test func theReportIsAPageOfItsOwn() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try Server.start()
    let id = try server.start(Server.settings())
    let reply = try server.ask("GET", "/api/runs/\(id)/report.html")
    #expect(reply.status == 200)
    let first = String(decoding: reply.body.prefix(15), as: UTF8.self)
    #expect(first.lowercased() == "<!doctype html>")
    #expect(reply.headers["content-disposition"]?.hasPrefix("attachment") == true)
  }

  @Test func theOfflinePageHoldsTheEvents() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let server = try Server.start()
    let ids = try (0..<2).map { _ in try server.start(Server.settings()) }
    // Both are watched from the beginning, so that neither is given up while the other is read.
    let readers = try ids.map { try EventReader(server, run: $0) }
    for reader in readers { try reader.read { $0.last?.kind == "end" } }
    let reply = try server.ask("GET", "/api/replay.html?runs=\(ids.joined(separator: ","))")
    #expect(reply.status == 200)
    let match = try #require(reply.text.firstMatch(of: /id="recording">(.*?)<\/script>/))
    let recording = try #require(
      try JSONSerialization.jsonObject(with: Data(match.1.utf8)) as? [String: Any])
    let lanes = try #require(recording["lanes"] as? [[String: Any]])
    #expect(lanes.count == 2)
    for lane in lanes {
      #expect((lane["events"] as? [Any])?.count == 6)
      #expect((lane["words"] as? [String: [Int]])?["the"]?.count == 4)
    }
    #expect(!reply.text.contains("src="))
    #expect(try server.ask("GET", "/api/replay.html?runs=").status == 400)
    #expect(try server.ask("GET", "/api/replay.html?runs=a,b,c,d").status == 400)
  }
}
