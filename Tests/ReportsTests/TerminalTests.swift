import Measures
import Testing

@testable import Reports

@Suite struct TerminalTests {
  @Test(arguments: [40, 60, 80, 100, 200])
  func linesFitTheTerminal(width: Int) {
    var run = DemoRun().record
    run.manifest.title = "模型崩溃实验室：一种语言如何忘记它的罕见词汇，以及我们能为此做些什么"
    var definitions = DemoDefinitions.all
    definitions[0].title = "保留真实文本的困惑度（越低越好）"
    for ascii in [false, true] {
      let text = TerminalSummary(run, definitions).text(width: width, color: false, ascii: ascii)
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
      }
      #expect(!ascii || text.allSatisfy(\.isASCII))
    }
  }

  @Test func theCurveAndTheNumbersAreThere() {
    let text = TerminalSummary(DemoRun(replicates: 1).record, DemoDefinitions.all)
      .text(width: 100, color: false)
    #expect(text.contains("Perplexity of held-out real text  ▁▂▂▃▄▄▅▆▆▇█  312 → 7"))
  }

  @Test func colourIsAddedOnlyWhenAsked() {
    let summary = TerminalSummary(DemoRun().record, DemoDefinitions.all)
    #expect(summary.text(width: 80, color: true).contains("\u{1B}["))
    #expect(!summary.text(width: 80, color: false).contains("\u{1B}["))
  }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("漢字", 4), ("e\u{301}", 1), ("👩‍🔬", 2), ("ｶﾅ", 2), ("ไก่", 2),
    ("\u{200B}", 0),
  ])
  func widths(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func sparklines() {
    #expect(Sparkline.text([1, nil, 3, 2], limit: 10, ascii: false) == "▁ █▅")
    #expect(Sparkline.text([1, 2, 3], limit: 10, ascii: true) == "_=#")
    #expect(Sparkline.text([2, 2], limit: 10, ascii: false) == "▅▅")
    #expect(Sparkline.text([nil, .nan], limit: 10, ascii: false) == "  ")
    #expect(Sparkline.text((0..<100).map(Double.init), limit: 8, ascii: false) == "▁▂▃▄▅▆▇█")
  }

  @Test func cutTextKeepsItsWidth() {
    #expect(DisplayWidth.cut("漢字漢字", to: 5) == "漢字…")
    #expect(DisplayWidth.cut("abc", to: 3) == "abc")
    #expect(DisplayWidth.wrapped("a bb ccc", to: 4) == ["a bb", "ccc"])
  }
}
