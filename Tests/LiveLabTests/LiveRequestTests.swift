import Foundation
import Lessons
import Testing
import Tokenization

@testable import Generations
@testable import LiveLab

@Suite struct LiveRequestTests {
  private func refusal(_ json: String) -> LiveRefusal? {
    do {
      _ = try LiveRequest.read(Array(json.utf8), LiveLimits())
      return nil
    } catch { return error }
  }

  @Test(arguments: [
    (#"{"settings":{"generations":61}}"#, "'generations'"),
    (#"{"settings":{"generations":-1}}"#, "generations"),
    (#"{"settings":{"order":7}}"#, "'order'"),
    (#"{"settings":{"order":0}}"#, "order"),
    (#"{"settings":{"order":"three"}}"#, "'order'"),
    (#"{"settings":{"order":2.5}}"#, "number"),
    (#"{"settings":{"tokens":100001}}"#, "'tokens'"),
    (#"{"settings":{"temperature":0}}"#, "emperature"),
    (#"{"settings":{"temperature":0.01}}"#, "'temperature'"),
    (#"{"settings":{"temperature":1e999}}"#, "number"),
    (#"{"settings":{"top-p":1.5}}"#, "op-p"),
    (#"{"settings":{"top-k":0}}"#, "op-k"),
    (#"{"settings":{"real-share":1}}"#, "eal-share"),
    (#"{"settings":{"seed":-1}}"#, "number"),
    (#"{"settings":{"seed":9007199254740994}}"#, "'seed'"),
    (#"{"settings":{"smoothing":"rm -rf"}}"#, "'smoothing'"),
    (#"{"settings":{"regime":"forget"}}"#, "'regime'"),
    (#"{"settings":{"held-out":"/etc/passwd"}}"#, "'held-out'"),
    (#"{"settings":{},"pace":-1}"#, "'pace'"),
    (#"{"settings":{},"mode":"fly"}"#, "'mode'"),
    (#"{"settings":{},"text":"A text."}"#, "corpus"),
    (#"{"settings":{"corpus":"pasted"}}"#, "pasted"),
    (#"{}"#, "'settings'"), (#"[]"#, "object"), (#"{"settings""#, "JSON"), ("", "empty"),
  ]) func whatIsOutOfRangeIsRefused(json: String, words: String) throws {
    let found = refusal(json)
    let refusal = try #require(found)
    #expect(refusal.kind == .badRequest)
    #expect(refusal.description.contains(words))
  }

  @Test func deepNestingIsRefused() {
    let json = String(repeating: "[", count: 100_000)
    #expect(refusal(json)?.kind == .badRequest)
  }

  @Test func aTextHasALimit() throws {
    let text = String(repeating: "a", count: 1_000_001)
    let refusal = refusal(#"{"settings":{"corpus":"pasted"},"text":"\#(text)"}"#)
    #expect(refusal?.kind == .tooLarge)
  }

  @Test func whatIsLeftOutIsTheDefaultOfTheCommandLine() throws {
    let request = try LiveRequest.read(Array(#"{"settings":{}}"#.utf8), LiveLimits())
    var expected = RunConfiguration()
    expected.replicates = 1
    #expect(request.settings.configuration == expected)
  }

  @Test func settingsSurviveTheirJSON() throws {
    for lesson in LivePreset.all {
      for lane in lesson.lanes {
        let json = try JSONEncoder().encode(LiveRequest(settings: lane.settings))
        let request = try LiveRequest.read(Array(json), LiveLimits())
        #expect(request.settings == lane.settings)
      }
    }
  }

  /// The page shows what the lesson on the command line runs, with one replicate.
  @Test func presetsAreTheLessons() {
    #expect(LivePreset.all.map(\.name) == Lesson.all.map(\.name))
    for (preset, lesson) in zip(LivePreset.all, Lesson.all) {
      // The page has room for three.
      #expect((1...3).contains(preset.lanes.count))
      #expect(preset.lanes.map(\.label) == lesson.parts.map(\.label))
      for (lane, part) in zip(preset.lanes, lesson.parts) {
        var expected = part.configuration
        expected.replicates = 1
        #expect(lane.settings.configuration == expected)
        #expect(lane.settings.corpus == part.corpus)
      }
    }
  }
}

@Suite struct MarkedPassageTests {
  @Test func realTextHasItsShareOfTheSentences() {
    func parts(_ real: Int, _ synthetic: Int) -> [TrainingPart] {
      [
        TrainingPart(source: .synthetic(generation: 1), documents: 1, tokens: synthetic),
        TrainingPart(source: .fresh, documents: 1, tokens: real),
      ]
    }
    #expect(MarkedPassage.allotted(parts(100, 900)) == [9, 1])
    #expect(MarkedPassage.allotted(parts(300, 700)) == [7, 3])
    // However little there is, it is shown.
    #expect(MarkedPassage.allotted(parts(1, 9999)) == [10, 1])
    #expect(MarkedPassage.allotted(parts(0, 1000)) == [10, 0])
  }

  @Test func sentencesAreMarkedByTheirSource() async throws {
    let run = try laboratory().start(
      harbour {
        $0.configuration.regime = .mix
        $0.configuration.realShare = 0.3
      })
    let reader = run.log.join {}
    defer { run.log.leave(reader) }
    let text = try String(
      contentsOfFile: "\(projectFolder)/Corpora/harbour/text.txt", encoding: .utf8)
    let real = Set(
      text.split(whereSeparator: \.isWhitespace).map { $0.filter(\.isLetter) })
    for event in try await run.allEvents() where event.kind == "generation" {
      let passage = try #require(try event.object["passage"] as? [[String: Any]])
      let marks = passage.compactMap { $0["real"] as? Bool }
      let generation = try #require(try event.object["generation"] as? Int)
      if generation == 0 {
        #expect(marks.allSatisfy { $0 })
      } else {
        #expect(marks.contains(true) && marks.contains(false))
      }
      for sentence in passage where sentence["real"] as? Bool == true {
        let words = try #require(sentence["text"] as? String)
          .split(whereSeparator: \.isWhitespace).map { $0.filter(\.isLetter) }
        #expect(words.allSatisfy { $0.isEmpty || real.contains($0) })
      }
    }
  }
}
