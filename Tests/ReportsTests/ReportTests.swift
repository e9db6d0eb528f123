import Foundation
import Measures
import Testing

@testable import Reports

@Suite struct ReportTests {
  @Test(arguments: [
    DemoRun(generations: 0, replicates: 1), DemoRun(generations: 1, replicates: 1),
    DemoRun(generations: 1, replicates: 3), DemoRun(generations: 10, replicates: 1),
    DemoRun(generations: 120, replicates: 2), DemoRun(generations: 3, replicates: 40),
    DemoRun(regime: "mix"),
  ])
  func everyShapeOfRunGivesAWholeReport(run: DemoRun) throws {
    let report = Report(record: run.record, definitions: DemoDefinitions.all)
    let html = report.html
    for id in ["what-happened", "text", "words", "measures", "provenance", "command"] {
      let isThere = html.contains("id=\"\(id)\"")
      #expect(isThere, "\(id) is missing")
    }
    let isFilled = !html.contains("{{") && !html.contains(">nan<") && html.hasSuffix("</html>\n")
    #expect(isFilled)
    #expect(html.utf8.count < 900_000)
    #expect(report.figureFiles.count == report.figures.count)
    #expect(report.markdownPage.hasPrefix("# Harbour tales\n"))
  }

  @Test func aRecordWithoutAnythingGivesAReport() {
    let report = Report(record: DemoRun.empty, definitions: [])
    #expect(report.html.contains("untitled run") == true)
    #expect(report.figures.isEmpty)
    #expect(!report.markdownPage.isEmpty)
    #expect(!TerminalSummary(DemoRun.empty, []).text(width: 80, color: false).isEmpty)
  }

  @Test func listsOfOtherLengthsAreReadAsFarAsTheyGo() {
    var record = DemoRun(generations: 2, replicates: 1).record
    record.generations[1].classSurvival = []
    record.generations[2].trackedCounts = [1]
    record.generations[2].rankFrequency = []
    record.manifest.theory[0].values = [1]
    record.samples.generations[1].missing = [-1, 1_000_000, 3, 3]
    record.samples.generations.removeLast()
    let report = Report(record: record, definitions: DemoDefinitions.all)
    #expect(report.html.contains("Generation 1: 1 of the passage") == true)
    #expect(report.figures.map(\.name).contains("survival"))
  }

  @Test func measuresThatAreUndefinedAtTheEndAreADash() throws {
    var record = DemoRun(generations: 2).record
    for index in record.generations.indices where record.generations[index].generation == 2 {
      record.generations[index].measures = ["heldOutPerplexity": .infinity]
    }
    let report = Report(record: record, definitions: DemoDefinitions.all)
    let figure = try #require(report.figures.first { $0.name == "perplexity" })
    #expect(figure.table.rows[2][1] == "–")
    #expect(figure.summary.contains("undefined at the end"))
    #expect(report.html.contains("–") == true)
  }

  @Test func theSameRecordGivesTheSameBytes() {
    let first = Report(record: DemoRun().record, definitions: DemoDefinitions.all)
    let second = Report(record: DemoRun().record, definitions: DemoDefinitions.all)
    #expect(first.html == second.html)
    #expect(first.figureFiles.map(\.text) == second.figureFiles.map(\.text))
    #expect(first.markdownPage == second.markdownPage)
  }

  @Test func nothingIsLoadedFromOutside() {
    let bundle = Array("window.vegaEmbed = async () => {};</script>".utf8)
    let html = Report(
      record: DemoRun().record, definitions: DemoDefinitions.all, chartBundle: bundle
    ).html
    for load in ["src=", "url(", "@import", "http://", "https://", "onload", "onerror"] {
      let isThere = html.contains(load)
      #expect(!isThere, "\(load) in the page")
    }
    #expect(html.components(separatedBy: "</script").count == 4)
    #expect(html.contains("<\\/script>") == true)
  }

  @Test func withoutABundleTheTablesAreOpen() {
    let html = Report(record: DemoRun().record, definitions: DemoDefinitions.all).html
    #expect(html.contains("make setup") == true)
    #expect(html.contains("<details open") == true)
    #expect(html.contains("data-figure=") == false)
  }

  @Test func measuresTheCatalogueDoesNotKnowAreListed() {
    var record = DemoRun(generations: 1, replicates: 1).record
    record.generations[1].measures["lengthOfSighs"] = 3.25
    let html = Report(record: record, definitions: DemoDefinitions.all).html
    #expect(html.contains("length of sighs") == true)
    #expect(html.contains("3.25") == true)
  }
}

extension DemoRun {
  /// A record in which every list is empty.
  static var empty: RunRecord {
    var record = DemoRun(generations: 0, replicates: 1).record
    record.manifest.title = " "
    record.manifest.command = []
    record.manifest.configuration = [:]
    record.manifest.inputs = []
    record.manifest.frequencyClasses = []
    record.manifest.trackedWords = []
    record.manifest.theory = []
    record.manifest.execution = nil
    record.generations = []
    record.samples = TextSamples(reference: [], generations: [])
    return record
  }
}
