import Foundation
import Lessons
import Measures
import Testing

/// The lessons, through the program.
@Suite struct DemoTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  @Test(arguments: Lesson.all.map(\.name))
  func aLessonShowsWhatItSays(_ name: String) throws {
    let lesson = try #require(Lesson.all.first { $0.name == name })
    let result = try tool.shell(
      "cd '\(Tool.root)' && $T demo \(name) --output '\(tool.folder)/demo'")
    // Code 1 would say that the runs do not show it.
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    let plain = result.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in [
      lesson.title, lesson.question, "Remember: " + lesson.remember, lesson.shows,
      lesson.doesNotShow,
    ] {
      #expect(
        plain.contains(words.split(whereSeparator: \.isWhitespace).joined(separator: " ")),
        "\(words)")
    }
    let outcomes = try lesson.parts.map {
      Outcome(try RunRecord.load(directory: "\(tool.folder)/demo/\($0.label)"))
    }
    #expect(lesson.holds(outcomes))
    for line in lesson.answer(outcomes, 0) {
      #expect(!line.contains("nan") && !line.contains("none"))
    }
    // What does not show it is not said to: a run in the place of another, or one that lost nothing.
    var idle = outcomes
    for index in idle.indices {
      var record = idle[index].record
      record.generations.removeAll { $0.generation > 0 }
      idle[index] = Outcome(record)
    }
    #expect(!lesson.holds(idle))
    if outcomes.count > 1 { #expect(!lesson.holds(outcomes.reversed())) }
    for part in lesson.parts {
      #expect(
        FileManager.default.fileExists(atPath: "\(tool.folder)/demo/\(part.label)/report.html"))
    }
  }

  @Test func lessonsAreListedAndNear() throws {
    let list = try tool("demo")
    #expect(list.code == 0)
    for lesson in Lesson.all { #expect(list.out.contains("\(lesson.name) ")) }
    let near = try tool("demo", "gredy")
    #expect(near.code == 64 && near.err.contains("Did you mean 'greedy'?"), "\(near.err)")
    let far = try tool("demo", "x")
    #expect(far.code == 64 && far.err.contains("There are: photocopy, "), "\(far.err)")
    let lost = try tool.shell("cp $T ./here && ./here demo photocopy")
    #expect(lost.code == 66 && lost.err.contains("TEXTCOLLAPSE_CORPORA"), "\(lost.err)")
    #expect(try tool.files == ["here"])
  }

  @Test func somebodyIsAskedOnATerminal() throws {
    // `script` gives the program a terminal; the first answer is none of the letters.
    let result = try tool.shell(
      """
      cd '\(Tool.root)' && printf 'z\\nb\\n' | TERM=xterm timeout 120 script -qec \
        "$T demo breadth --output '\(tool.folder)/demo'" /dev/null
      """)
    #expect(result.out.contains("Please one of a, b, c"), "\(result.out.prefix(1500))")
    #expect(result.out.contains("It is another one: the broad one."))
    #expect(result.out.contains("\u{1B}[2;9m"))
  }
}
