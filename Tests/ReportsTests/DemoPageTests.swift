import Foundation
import Measures
import Testing

@testable import Reports

@Suite struct DemoPageTests {
  /// Writes the page to look at it: `REPORT_DEMO=DIR` (and `CHART_BUNDLE=FILE`) in the environment.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["REPORT_DEMO"] != nil))
  func writesThePage() throws {
    let environment = ProcessInfo.processInfo.environment
    let directory = URL(fileURLWithPath: try #require(environment["REPORT_DEMO"]))
    let bundle = try environment["CHART_BUNDLE"].map {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0)))
    }
    let figures = directory.appendingPathComponent("figures")
    try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
    let runs: [(String, RunRecord)] = [
      ("demo", DemoRun().record), ("mix", DemoRun(replicates: 1, regime: "mix").record),
      ("start", DemoRun(generations: 0, replicates: 1).record),
      ("long", DemoRun(generations: 60, replicates: 3).record),
      ("hostile", HostileTextTests.record), ("arabic", DemoRun.arabic),
    ]
    for (name, record) in runs {
      let report = Report(
        record: record, definitions: DemoDefinitions.all, chartBundle: bundle)
      try report.html.write(
        to: directory.appendingPathComponent("\(name).html"), atomically: true, encoding: .utf8)
      try report.markdownPage.write(
        to: directory.appendingPathComponent("\(name).md"), atomically: true, encoding: .utf8)
      let terminal = TerminalSummary(record, DemoDefinitions.all)
      print(terminal.text(width: 100, color: true))
      print(terminal.text(width: 50, color: false, ascii: true))
      if name == "demo" {
        let bare = Report(record: record, definitions: DemoDefinitions.all)
        try bare.html.write(
          to: directory.appendingPathComponent("bare.html"), atomically: true, encoding: .utf8)
      }
      guard name == "demo" else { continue }
      for (file, text) in report.figureFiles {
        try text.write(
          to: figures.appendingPathComponent(file), atomically: true, encoding: .utf8)
      }
    }
  }
}
