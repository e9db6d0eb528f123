import Foundation
import Parallelism
import Testing

@testable import LiveLab

@Suite struct LaboratoryTests {
  @Test func onlySoManyComputeAtATime() async throws {
    let laboratory = try laboratory { $0.computing = 2 }
    let runs = try (0..<8).map { _ in try laboratory.start(harbour(generations: 6, mode: .step)) }
    // Asked by the runs themselves, whenever they have computed something.
    let most = Locked(0)
    let readers = runs.map { run in
      run.log.join {
        let inside = laboratory.computingCount
        most.withLock { $0 = max($0, inside) }
      }
    }
    defer { for (run, reader) in zip(runs, readers) { run.log.leave(reader) } }
    for run in runs { run.resume() }
    var all: [[String]] = []
    for run in runs {
      all.append(try await run.allEvents().filter { $0.kind != "mode" }.map(\.data))
    }
    #expect((1...2).contains(most.withLock { $0 }))
    #expect(laboratory.computingCount == 0)
    #expect(laboratory.activeCount == 0)
    // Eight equal requests gave eight equal runs.
    for events in all { #expect(events == all[0]) }
  }

  @Test func everyCorpusIsThere() throws {
    let laboratory = try laboratory()
    #expect(laboratory.corpora.count == 13)
    #expect(laboratory.corpora[0].id == "english")
    let json = try String(decoding: JSONEncoder().encode(laboratory.corpora), as: UTF8.self)
    #expect(!json.contains("Corpora"))
  }

  @Test(arguments: ["../../etc/passwd", "/etc/passwd", "", "English", "."])
  func aCorpusIsNoPath(id: String) throws {
    let laboratory = try laboratory()
    #expect {
      try laboratory.start(LiveRequest(settings: LiveSettings(corpus: id)))
    } throws: { ($0 as? LiveRefusal)?.kind == .badRequest }
  }

  @Test func theOldestEndedRunIsForgotten() async throws {
    let laboratory = try laboratory { $0.kept = 3 }
    var runs: [LiveRun] = []
    for _ in 0..<5 {
      let run = try laboratory.start(harbour(generations: 1))
      let reader = run.log.join {}
      _ = try await run.allEvents()
      run.log.leave(reader)
      runs.append(run)
    }
    #expect(throws: LiveRefusal.self) { try laboratory.run(runs[0].id) }
    #expect(throws: LiveRefusal.self) { try laboratory.run(runs[1].id) }
    for run in runs.dropFirst(2) { _ = try laboratory.run(run.id) }
    #expect(throws: LiveRefusal.self) { try laboratory.run("nobody") }
  }

  @Test func whoeverComesLateReadsEverything() async throws {
    let run = try laboratory().start(harbour())
    let reader = run.log.join {}
    let events = try await run.allEvents()
    run.log.leave(reader)
    #expect(run.log.events(after: 0).events == events)
    #expect(run.log.events(after: 3).events == Array(events.dropFirst(3)))
    #expect(run.log.events(after: 1000).events.isEmpty)
    #expect(run.log.events(after: -1).events == events)
    #expect(run.log.events(after: 0).isEnded)
  }

  @Test func closingEndsAllRuns() async throws {
    let laboratory = try laboratory()
    let runs = try (0..<3).map { _ in try laboratory.start(harbour(mode: .step)) }
    let readers = runs.map { $0.log.join {} }
    defer { for (run, reader) in zip(runs, readers) { run.log.leave(reader) } }
    laboratory.close()
    for run in runs { _ = try await run.allEvents() }
    #expect(laboratory.activeCount == 0)
  }
}
