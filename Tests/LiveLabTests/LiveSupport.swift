import Foundation
import Generations
import Testing

@testable import LiveLab

/// A laboratory with the corpora of the project.
func laboratory(_ change: (inout LiveLimits) -> Void = { _ in }) throws -> Laboratory {
  var limits = LiveLimits()
  change(&limits)
  return Laboratory(corpora: try LiveCorpus.all(in: "\(projectFolder)/Corpora"), limits: limits) {
    "textcollapse run --seed \($0.seed)"
  }
}

/// The project, found from this file.
let projectFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path

/// A request for a short run on the harbour bulletins.
func harbour(
  generations: Int = 3, mode: LiveRequest.Mode = .run,
  _ change: (inout LiveSettings) -> Void = { _ in }
) -> LiveRequest {
  var settings = LiveSettings(corpus: "harbour")
  settings.configuration.generations = generations
  settings.configuration.tokens = 2000
  change(&settings)
  return LiveRequest(settings: settings, mode: mode)
}

extension LiveRun {
  /// Its events once a condition holds.
  func events(
    until holds: ([EventLog.Event]) -> Bool
  ) async throws -> [EventLog.Event] {
    for _ in 0..<6000 {
      let events = log.events(after: 0).events
      if holds(events) { return events }
      try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("The run did not come so far within a minute.")
    return log.events(after: 0).events
  }

  /// Its events once it has ended.
  func allEvents() async throws -> [EventLog.Event] {
    try await events { $0.last?.kind == "end" }
  }
}

extension EventLog.Event {
  /// The data as an object.
  var object: [String: Any] {
    get throws {
      try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
    }
  }
}
