import ArgumentParser
import Foundation
import HTTPSupport

/// `serve-load`: many clients at the live page.
struct ServeLoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-load",
    abstract: "Let many clients watch one run of the live page, while all its places compute.")

  @Option(help: "The server.") var server: String
  @Option(help: "The folder of the bundled corpora.") var corpora = "Corpora"
  @Option(help: "How many clients watch.") var clients = 200
  @Option(help: "How many generations they watch, one a second.") var generations = 60

  func run() throws {
    let live = try ServeProcess(server, corpora: corpora)
    let id = try live.start(
      #"{"settings":{"corpus":"english","tokens":2000,"generations":\#(generations)},"mode":"run","pace":1000}"#
    )
    let readers = try (0..<clients).map { _ in try EventReader(live, run: id) }
    let done = { readers.allSatisfy { $0.isClosed } }
    // A client that is cut off after ten events and comes back.
    var cut: EventReader? = try EventReader(live, run: id)
    var again: EventReader?

    var busy: [EventReader] = []
    var delays: [Double] = []
    var next = ContinuousClock.now
    let begun = ContinuousClock.now
    while !done(), begun.duration(to: .now) < .seconds(generations * 3 + 60) {
      for reader in readers where !reader.isClosed { try reader.read(within: 0) }
      if let reader = cut {
        try reader.read(within: 0)
        if let last = reader.events.last?.id, last >= 10 {
          cut = nil
          again = try EventReader(live, run: id, after: last)
        }
      }
      try again?.read(within: 0)
      // Four runs as large as the page allows compute all the time.
      busy.removeAll { $0.isClosed }
      for reader in busy { try reader.read(within: 0) }
      while busy.count < 4 {
        let heavy = try live.start(
          #"{"settings":{"corpus":"english","tokens":50000,"generations":30,"order":5,"smoothing":"modified-kneser-ney"},"mode":"run"}"#
        )
        busy.append(try EventReader(live, run: heavy))
      }
      if ContinuousClock.now >= next {
        next = .now + .milliseconds(100)
        let start = ContinuousClock.now
        guard try live.ask("GET", "/").status == 200 else { continue }
        delays.append(start.duration(to: .now) / .milliseconds(1))
      }
      Thread.sleep(forTimeInterval: 0.005)
    }
    try again?.read(within: 10) { $0.last?.kind == "end" }

    let expected = Array(1...(generations + 3))
    let whole = readers.count { $0.events.map(\.id) == expected }
    let rest = again?.events.map(\.id) ?? []
    let bytes = readers.reduce(0) { $0 + $1.events.reduce(0) { $0 + $1.data.utf8.count } }
    delays.sort()
    let stopping = ContinuousClock.now
    kill(live.process.processIdentifier, SIGINT)
    live.process.waitUntilExit()
    let stopped = stopping.duration(to: .now) / .milliseconds(1)
    func text(_ value: Double) -> String { String(format: "%.1f ms", value) }
    print(
      """
      | | |
      |---|--:|
      | clients that watch one run, \(generations) generations, one a second | \(clients) |
      | of them, with every event once and in order | \(whole) |
      | a client that was cut off and came back has the rest | \(rest == Array(11...(generations + 3)) ? "yes" : "**no**") |
      | sent to all of them | \(bytes / 1_000_000) MB |
      | `GET /` beside it, all places computing, median of \(delays.count) | \(text(delays[delays.count / 2])) |
      | 99 of 100 within | \(text(delays[delays.count * 99 / 100])) |
      | slowest | \(text(delays[delays.count - 1])) |
      | Ctrl-C, with \(busy.count) streams open, until the process is gone | \(text(stopped)) |
      """)
    guard whole == clients, rest == Array(11...(generations + 3)) else {
      throw ExitCode(1)
    }
  }
}
