import Foundation
import Measures
import Testing

@testable import Reports

@Suite struct FigureTests {
  private var figures: [Figure] {
    Report(record: DemoRun().record, definitions: DemoDefinitions.all).figures
  }

  @Test func everyFieldHasAType() throws {
    for figure in figures {
      for specification in [figure.pageSpecification, figure.fileSpecification] {
        check(specification, figure.name)
      }
    }
  }

  // A field without a type is drawn as something else; y2 takes that of y.
  private func check(_ value: JSONValue, _ path: String) {
    switch value {
    case .array(let values): for value in values { check(value, path) }
    case .object(let members):
      if members["field"] != nil, !path.hasSuffix(".y2") {
        #expect(members["type"] != nil, "\(path) has no type")
      }
      for (key, value) in members where key != "data" { check(value, "\(path).\(key)") }
    default: break
    }
  }

  @Test func thePageKeepsLookOutOfSpecifications() {
    for figure in figures {
      guard case .object(let members) = figure.pageSpecification else {
        Issue.record("\(figure.name) is no object")
        continue
      }
      #expect(members["config"] == nil)
      #expect(members["title"] == nil)
      #expect(!figure.pageSpecification.compact.contains("#0072b2"))
      #expect(!figure.file.contains("var(--"))
    }
  }

  @Test func namesAreFileNamesAndDiffer() {
    let names = figures.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
  }

  @Test func summariesAndTablesSayWhatTheChartShows() throws {
    let retained = try #require(figures.first { $0.name == "retained" })
    #expect(retained.summary.hasPrefix("Words still known fell from 100\u{A0}% to 40\u{A0}%"))
    #expect(retained.summary.contains("Theory expects"))
    #expect(retained.notes.last?.hasSuffix("(approximate for this run).") == true)
    #expect(
      retained.table.columns == [
        "generation", "share of words", "95\u{A0}% interval", "theory (approximate)",
      ])
    #expect(retained.table.rows.count == 11)
    let survival = try #require(figures.first { $0.name == "survival" })
    #expect(survival.table.columns.contains("51 or more (140 words)"))
  }

  @Test func logarithmicTicksAreRound() {
    #expect(Ticks.logarithmic(40, 800) == [50, 100, 200, 500])
    #expect(Ticks.logarithmic(0.9, 5000) == [1, 10, 100, 1000])
    #expect(Ticks.logarithmic(0, 10).isEmpty)
    #expect(Ticks.generations(upTo: 10) == [0, 2, 4, 6, 8, 10])
    #expect(Ticks.generations(upTo: 0) == [0])
  }

  @Test func zipfCurvesAreMeansAtSharedRanks() {
    let mean = RankFrequencyFigure.mean([
      [
        RankFrequency(rank: 1, frequency: 0.2), RankFrequency(rank: 2, frequency: 0.1),
        RankFrequency(rank: 9, frequency: 0.01),
      ],
      [RankFrequency(rank: 1, frequency: 0.4), RankFrequency(rank: 2, frequency: 0.3)],
    ])
    #expect(mean.map(\.rank) == [1, 2])
    #expect(abs(mean[0].frequency - 0.3) < 1e-12)
    #expect(RankFrequencyFigure.selection(Array(0...10)) == [0, 1, 3, 5, 8, 10])
  }
}
