import Foundation
import Generations
import Measures
import Sampling
import Testing

@testable import LiveLab

@Suite struct LiveRunTests {
  /// Every measure of every generation is that of the command line's run, to the bit.
  @Test(arguments: [
    harbour(), harbour { $0.configuration.regime = .mix },
    harbour {
      $0.configuration.regime = .accumulate
      $0.configuration.sampling.temperature = 0.8
    },
    harbour { $0.configuration.order = 1 },
  ]) func theRunIsThatOfTheCommandLine(request: LiveRequest) async throws {
    let run = try laboratory().start(request)
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let events = try await run.allEvents()
    #expect(events.map(\.number) == Array(1...events.count))
    #expect(try events.last?.object["reason"] as? String == "whole")

    var configuration = request.settings.configuration
    configuration.corpus = ["\(projectFolder)/Corpora/harbour"]
    let expected = try Run(RunPlan(configuration, threads: 2))(threads: 2) { _, _ in }
    let generations = events.filter { $0.kind == "generation" }
    try #require(generations.count == expected.records.count)
    struct Shown: Decodable {
      var generation: Int
      var measures: [String: Double]
      var missing: [Int]
      var counts: [Int]
      var trainingTokens: Int
    }
    for (event, record) in zip(generations, expected.records) {
      let shown = try JSONDecoder().decode(Shown.self, from: Data(event.data.utf8))
      #expect(shown.generation == record.generation)
      #expect(shown.measures == record.measures)
      #expect(shown.counts == record.trackedCounts)
      #expect(shown.trainingTokens == record.trainingTokens)
      #expect(shown.missing == expected.samples.generations[record.generation].missing)
    }
  }

  /// What is left of the vocabulary as a number is the share times the types.
  @Test func keptWordsAreThoseOfTheMeasure() async throws {
    let run = try laboratory().start(harbour())
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let events = try await run.allEvents()
    let types = try #require(try events[0].object["types"] as? Int)
    for event in events where event.kind == "generation" {
      let kept = try #require(try event.object["kept"] as? Int)
      let measures = try #require(try event.object["measures"] as? [String: Double])
      let share = try #require(measures["retainedVocabulary"])
      #expect(abs(Double(kept) / Double(types) - share) < 1e-12)
    }
  }

  @Test func aPausedRunGoesStepByStep() async throws {
    let run = try laboratory().start(harbour(mode: .step))
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    func generations(_ events: [EventLog.Event]) -> Int { events.count { $0.kind == "generation" } }
    _ = try await run.events { generations($0) == 1 }
    try await Task.sleep(for: .milliseconds(300))
    #expect(generations(run.log.events(after: 0).events) == 1)
    run.step()
    _ = try await run.events { generations($0) == 2 }
    try await Task.sleep(for: .milliseconds(300))
    #expect(generations(run.log.events(after: 0).events) == 2)
    run.resume()
    let events = try await run.allEvents()
    #expect(generations(events) == 4)
    let modes = try events.filter { $0.kind == "mode" }.map { try $0.object["mode"] as? String }
    #expect(modes == ["running"])
  }

  @Test func pausingHoldsTheRunBetweenGenerations() async throws {
    let run = try laboratory().start(harbour(generations: 40, mode: .step))
    // It is paused as soon as generation 2 has been said.
    let reader = run.log.join {
      let said = run.log.events(after: 0).events.count { $0.kind == "generation" }
      if said == 3 { run.pause() }
    }
    defer { run.log.leave(reader) }
    run.resume()
    let events = try await run.events { $0.last?.kind == "mode" && $0.count > 4 }
    try await Task.sleep(for: .milliseconds(400))
    #expect(run.log.events(after: 0).events.count == events.count)
    #expect(events.count { $0.kind == "generation" } == 3)
    #expect(!run.isEnded)
    #expect(run.mode == .paused)
    run.stop()
    let all = try await run.allEvents()
    #expect(try all.last?.object["reason"] as? String == "stopped")
  }

  @Test func aRunThatNobodyWatchesGivesItsPlaceBack() async throws {
    let laboratory = try laboratory {
      $0.grace = 2
      $0.active = 1
    }
    let run = try laboratory.start(harbour(mode: .step))
    let reader = run.log.join {}
    _ = try await run.events { $0.contains { $0.kind == "generation" } }
    #expect(throws: LiveRefusal.self) { try laboratory.start(harbour()) }
    try await Task.sleep(for: .milliseconds(2500))
    #expect(laboratory.activeCount == 1)
    run.log.leave(reader)
    let events = try await run.allEvents()
    #expect(try events.last?.object["reason"] as? String == "left")
    #expect(laboratory.activeCount == 0)
    #expect(laboratory.computingCount == 0)
    _ = try laboratory.start(harbour())
  }

  @Test func aPauseHasAnEnd() async throws {
    let run = try laboratory { $0.pause = 0.3 }.start(harbour(mode: .step))
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let end = try #require(try await run.allEvents().last).object
    #expect(end["reason"] as? String == "left")
    #expect((end["sentence"] as? String)?.contains("pause") == true)
  }

  /// Stopped while it computes, which is when a reader presses Reset, a run gives its place back: whether it had just
  /// read its corpus or made a generation.
  @Test(arguments: [("start", 1), ("generation", 2)])
  func aRunThatIsStoppedAtWorkFreesItsPlace(kind: String, events: Int) throws {
    let gate = ComputeGate(places: 1)
    let request = harbour()
    var configuration = request.settings.configuration
    configuration.corpus = ["\(projectFolder)/Corpora/harbour"]
    let run = LiveRun(
      id: "a", request: request, configuration: configuration, command: "", limits: LiveLimits(),
      gate: gate)
    // On this very thread, so that it is at work when it is stopped, however busy the machine is.
    let reader = run.log.join {
      guard run.mode == .running, run.log.events(after: 0).events.last?.kind == kind else { return }
      #expect(gate.count == 1)
      run.stop()
    }
    defer { run.log.leave(reader) }
    run.work()
    let said = run.log.events(after: 0).events
    #expect(said.count == events + 1)
    #expect(try said.last?.object["reason"] as? String == "stopped")
    #expect(gate.count == 0)
  }

  @Test func pastedTextIsReadAsAFileIs() async throws {
    let text = try String(
      contentsOfFile: "\(projectFolder)/Corpora/harbour/text.txt", encoding: .utf8)
    var request = harbour { $0.corpus = LiveSettings.pasted }
    request.text = text
    let run = try laboratory().start(request)
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let pasted = try await run.allEvents().filter { $0.kind == "generation" }.map {
      try $0.object["measures"] as? [String: Double]
    }
    let bundled = try laboratory().start(harbour())
    let other = bundled.log.join {}
    defer { bundled.log.leave(other) }
    let expected = try await bundled.allEvents().filter { $0.kind == "generation" }.map {
      try $0.object["measures"] as? [String: Double]
    }
    #expect(pasted == expected)
  }

  @Test(arguments: [
    ("", "The text is empty"), ("One.", ""), ("  \n \n", "The text is empty"),
  ]) func textThatIsNoneFailsWithASentence(text: String, words: String) async throws {
    var request = harbour { $0.corpus = LiveSettings.pasted }
    request.text = text
    let run = try laboratory().start(request)
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let end = try #require(try await run.allEvents().last)
    #expect(try end.object["reason"] as? String == "failed")
    let sentence = try #require(try end.object["sentence"] as? String)
    #expect(sentence.hasPrefix(words) && sentence.hasSuffix("."))
  }

  @Test func moreThanThePageMakesFailsWithWhatToLower() async throws {
    let laboratory = try laboratory { $0.writtenTokens = 5000 }
    let run = try laboratory.start(harbour())
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let end = try #require(try await run.allEvents().last)
    let sentence = try #require(try end.object["sentence"] as? String)
    #expect(sentence.contains("Lower 'generations' to 2"))
  }

  @Test func wordsHaveTheirHistory() async throws {
    let run = try laboratory().start(harbour())
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let events = try await run.allEvents()
    let start = try events[0].object
    let words = try #require(start["words"] as? [[String: Any]])
    let counts = try events.filter { $0.kind == "generation" }.map {
      try #require(try $0.object["counts"] as? [Int])
    }
    for (index, word) in words.enumerated() {
      let text = try #require(word["text"] as? String)
      let history = try #require(run.history(of: text))
      #expect(history.counts.map(Int.init) == counts.map { $0[index] })
    }
    #expect(run.history(of: "MONDAY")?.word == "Monday")
    #expect(run.history(of: "</s>") == nil)
    #expect(run.history(of: "no such word") == nil)
    let all = try #require(run.wordHistory?.all)
    #expect(all.count == start["types"] as? Int)
  }
}
