import Foundation
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
    let runs: [(String, DemoRun)] = [
      ("demo", DemoRun()), ("mix", DemoRun(replicates: 1, regime: "mix")),
      ("start", DemoRun(generations: 0, replicates: 1)),
    ]
    for (name, run) in runs {
      let report = Report(
        record: run.record, definitions: DemoDefinitions.all, chartBundle: bundle)
      try report.html.write(
        to: directory.appendingPathComponent("\(name).html"), atomically: true, encoding: .utf8)
      try report.markdownPage.write(
        to: directory.appendingPathComponent("\(name).md"), atomically: true, encoding: .utf8)
      let terminal = TerminalSummary(run.record, DemoDefinitions.all)
      print(terminal.text(width: 100, color: true))
      print(terminal.text(width: 50, color: false, ascii: true))
      guard name == "demo" else { continue }
      for (file, text) in report.figureFiles {
        try text.write(
          to: figures.appendingPathComponent(file), atomically: true, encoding: .utf8)
      }
    }
  }
}
