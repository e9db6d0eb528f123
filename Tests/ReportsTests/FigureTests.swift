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

  // Replicates have ranks of their own, so that a mean over those they share would lose the tail.
  @Test func zipfCurvesKeepTheirTail() throws {
    var record = DemoRun(generations: 1, replicates: 2).record
    for (index, ranks) in [[1, 5, 4310], [1, 4, 3000], [1, 6, 4310], [1, 7, 2900]].enumerated() {
      record.generations[index].rankFrequency = ranks.map {
        RankFrequency(rank: $0, frequency: 0.1 / Double($0))
      }
    }
    let figure = try #require(
      RankFrequencyFigure(RunFacts(record: record, definitions: []))?.figure)
    #expect(
      figure.summary
        == "The list of words shrank from 4,310 ranks in generation 0 to 3,000 in generation 1.")
    let points = [
      RankFrequency(rank: 2, frequency: 0.1), RankFrequency(rank: 0, frequency: 1),
      RankFrequency(rank: 1, frequency: 0.2), RankFrequency(rank: 3, frequency: 0),
    ]
    #expect(RankFrequencyFigure.drawable(points).map(\.rank) == [1, 2])
    #expect(RankFrequencyFigure.selection(Array(0...10)) == [0, 1, 3, 5, 8, 10])
  }

  @Test func columnsOfColourDiffer() {
    for count in 1...8 {
      #expect(Set(ChartPalette.file.ramp(count)).count == count)
    }
  }

  @Test func labelsAtTheEndOfCurvesDoNotTouch() {
    let spread = EndLabels.spread([1, 0.995, 0.99, 0.5, 0.49, 0.02], gap: 0.06, within: 0...1.05)
    #expect(zip(spread, spread.dropFirst()).allSatisfy { $0 - $1 > 0.0599 })
    #expect(spread.allSatisfy { (-1e-9...1.1).contains($0) })
    // Two labels that collide share the way: 0.5 and 0.49 move apart by as much each.
    #expect(abs((spread[3] + spread[4]) / 2 - 0.495) < 1e-9)
    #expect(EndLabels.spread([], gap: 0.1, within: 0...1).isEmpty)
    #expect(EndLabels.spread([0.5, 0.5], gap: 2, within: 0...1).count == 2)
  }
}
