import Foundation
import Testing

/// A corpus, names and options written to attack the report, in a real browser.
@Suite(.enabled(if: Browser.isThere)) struct HostileReportBrowserTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  /// What an attack does when it succeeds.
  private static let deed = "document.documentElement.setAttribute('data-owned',1)"

  /// Attacks without white space, so that each is one word.
  private static let words = [
    "</script><script>\(deed)</script>", "<img/src=x/onerror=\(deed)>", "<svg/onload=\(deed)>",
    "\"onmouseover=\"\(deed)", "'-\(deed)-'", "${\(deed)}", "{{\(deed)}}", "javascript:\(deed)",
    "<!--", "-->", "]]>", "<base/href=//evil.example/>", "<style>*{display:none}</style>",
    "<meta/http-equiv=refresh/content=0;url=//evil.example>", "<iframe/src=//evil.example>",
    "<link/rel=stylesheet/href=//evil.example/x.css>", "</textarea>", "</title>", "</style>",
    "=HYPERLINK(\"//evil.example\",\"x\")", "+1+cmd|'/C'!A0", "@SUM(1)", "-2+3", "__proto__",
    "constructor", "\u{202E}gnp.exe", "\u{2066}left", "\u{2069}", "\u{200F}", "&lt;b&gt;",
    "\u{2028}", "a\u{FEFF}b",
  ]

  private func runOnAttacks() throws -> String {
    var lines: [String] = []
    for line in 0..<60 {
      let chosen = (0..<12).map { Self.words[(line * 7 + $0 * $0) % Self.words.count] }
      // Half of a surrogate pair can stand in JSON, and in nothing else.
      let text = chosen.joined(separator: " ").replacing("\\", with: "\\\\")
        .replacing("\"", with: "\\\"")
      lines.append("{\"text\":\"\(text) \\ud83d \\udc00x.\"}")
    }
    let name = "\"><svg onload=\(Self.deed)>.jsonl"
    try tool.write(name, (lines.joined(separator: "\n") + "\n").utf8)
    let output = try tool.shell(
      """
      $T run --corpus '\(name.replacing("'", with: "'\\''"))' --lossy --tokenizer whitespace \
        --sentences line --generations 3 --replicates 2 --output run -q \
        --title "</title><script>\(Self.deed)</script>"
      """, ["TEXTCOLLAPSE_CHARTS": "\(Tool.root)/.cache/vega/vega-embed.js"])
    #expect(output.code == 0, "\(output.err)")
    return "\(tool.folder)/run/report.html"
  }

  @Test(arguments: ["", "--force-dark-mode --window-size=375,800"])
  func nothingInACorpusRunsOrLoads(_ options: String) throws {
    let page = try Browser.open(try runOnAttacks(), options, in: tool)
    let root = try #require(page.document.firstMatch(of: /<html[^>]*>/)).output
    #expect(!root.contains("data-owned"), "\(root)")
    #expect(page.console.isEmpty, "\(page.console.prefix(5))")
    // The page is whole, and its elements are its own.
    let markup = page.markup
    let elements = markup.matches(of: /<([a-z]+)[ >]/).map { String($0.output.1) }
    #expect(elements.contains("main"))
    for element in ["iframe", "base", "img", "link", "object", "embed"] {
      #expect(!elements.contains(element), "\(element)")
    }
    let handler = markup.firstMatch(of: /<[a-z]+[^>]* on[a-z]+="/)?.output
    #expect(handler == nil)
    if FileManager.default.fileExists(atPath: "\(Tool.root)/.cache/vega/vega-embed.js") {
      #expect(elements.count { $0 == "svg" } > 4)
    }
  }

  @Test func aSuccessfulAttackWouldBeSeen() throws {
    let html = "<!doctype html><html><body><main><svg onload=\"\(Self.deed)\"></svg></main></body>"
    try tool.write("open.html", html.utf8)
    let page = try Browser.open("\(tool.folder)/open.html", in: tool)
    #expect(page.document.contains("data-owned=\"1\""))
    // The same under the policy of the report.
    let report = String(
      decoding: try Data(contentsOf: URL(filePath: runOnAttacks())), as: UTF8.self)
    let policy = try #require(report.firstMatch(of: /<meta http-equiv="Content-Security[^>]*>/))
    for directive in ["default-src", "base-uri", "form-action"] {
      #expect(policy.output.contains(directive), "\(directive)")
    }
    for hole in ["unsafe-inline", "unsafe-eval", "http:", "https:", " * "] {
      #expect(!policy.output.contains(hole), "\(hole)")
    }
    try tool.write("closed.html", html.replacing("<html>", with: "<html>\(policy.output)").utf8)
    let closed = try Browser.open("\(tool.folder)/closed.html", in: tool)
    #expect(!closed.document.contains("data-owned=\"1\""))
    #expect(closed.console.contains { $0.contains("Content Security Policy") })
  }

  @Test func noCellOfATableIsAFormula() throws {
    _ = try runOnAttacks()
    let tables = try tool.files.filter { $0.hasSuffix(".csv") }
    #expect(tables.contains("run/measures.csv"))
    for table in tables {
      for line in String(decoding: try tool.bytes(table), as: UTF8.self).split(separator: "\n") {
        for cell in line.split(separator: ",") where Double(cell) == nil {
          #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.prefix(1)), "\(cell)")
        }
      }
    }
  }
}
