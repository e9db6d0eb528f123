import Foundation
import HTTPSupport
import Testing

/// The live page for every eye and every screen, and for whoever would break it.
@Suite(.enabled(if: WebDriver.isThere), .serialized) struct LivePageLooksBrowserTests {
  private let page: LivePage
  private var browser: WebDriver { page.browser }

  init() throws { page = try LivePage() }

  /// axe-core, where the set-up has put it.
  private static let axe = "\(Server.root)/.cache/axe/axe_playwright_python/axe.min.js"

  private func violations() throws -> [String] {
    let script = try String(contentsOfFile: Self.axe, encoding: .utf8)
    try browser.script(script)
    let found = try browser.asyncScript(
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, { resultTypes: ["violations"] }).then((results) => done(results.violations.map(
        (each) => `${each.id}: ${each.nodes.map((node) => `${node.target} ${node.failureSummary}`).join("; ")}`)))
      """)
    return found as? [String] ?? ["axe gave nothing"]
  }

  private func expectNone(_ found: [String], _ location: SourceLocation = #_sourceLocation) {
    for violation in found { Issue.record("\(violation)", sourceLocation: location) }
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: axe)
        || ProcessInfo.processInfo.environment["TEXTCOLLAPSE_BROWSER"] != nil),
    arguments: [(1280, false), (1280, true), (1920, false), (375, false), (375, true)])
  func thePageHasNoBarriers(width: Int, dark: Bool) throws {
    try browser.prefer(width: width, height: width > 1000 ? 900 : 700, dark: dark)
    try page.open(
      "lesson=fresh&corpus=harbour&generations=3&tokens=1500&b.corpus=harbour&b.generations=3&b.tokens=1500&b.regime=mix&race=2&predict=1"
    )
    try expectNone(violations())
    try browser.script(
      "for (const each of document.querySelectorAll('details')) each.open = true")
    try page.run()
    try page.settle()
    try expectNone(violations())
    try browser.picture("barriers-\(width)-\(dark ? "dark" : "light")")
    try browser.script("document.getElementById('share-open').click()")
    try browser.wait("document.querySelector('#qr img')?.complete")
    try expectNone(violations())
    // The check sees what is wrong.
    try browser.script(
      "document.getElementById('share').close(); document.getElementById('status').style.color = 'color-mix(in srgb, gray, transparent 60%)'; document.getElementById('lesson').removeAttribute('id')"
    )
    #expect(
      try violations().contains { $0.hasPrefix("color-contrast") || $0.hasPrefix("select-name") })
  }

  @Test(arguments: [320, 375, 768, 1280, 1920]) func nothingIsWiderThanTheScreen(width: Int) throws
  {
    try browser.prefer(width: width, height: 800)
    try page.open(
      "corpus=harbour&generations=3&tokens=1500&b.corpus=harbour&b.generations=3&b.tokens=1500&race=2"
    )
    try browser.script("document.getElementById('settings-panel').open = true")
    try page.run()
    #expect(try browser.script("return document.documentElement.scrollWidth") as? Int == width)
    let ribbons = try browser.script(
      "return Math.min(...[...document.querySelectorAll('.ribbon-box')].map((each) => each.clientWidth))"
    )
    #expect(try #require(ribbons as? Int) >= min(150, width / 3))
    let small = try browser.script(
      """
      return [...document.querySelectorAll("button, select, summary, a.button, input:not([type=checkbox]), label.check")]
        .filter((each) => each.offsetParent && !each.closest("dialog:not([open])"))
        .map((each) => [each.id || each.textContent || each.className, each.getBoundingClientRect()])
        .filter(([, box]) => box.height < 43.9).map(([name, box]) => `${name}: ${box.height}`)
      """)
    #expect(small as? [String] == [])
    // Text for a room: at least 16 pixels on a phone, 20 on a projector.
    let size =
      try browser.script("return parseFloat(getComputedStyle(document.body).fontSize)") as? Double
    #expect(try #require(size) >= (width >= 1920 ? 20 : 16))
  }

  @Test func darkIsDark() throws {
    for (dark, low, high) in [(true, 0.0, 60.0), (false, 200.0, 255.0)] {
      try browser.prefer(width: 1280, height: 900, dark: dark)
      try page.open()
      let red =
        try browser.script(
          "return Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        as? Double
      #expect((low...high).contains(try #require(red)))
      try browser.click("#theme")
      let other =
        try browser.script(
          "return Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")
        as? Double
      #expect(!(low...high).contains(try #require(other)))
      try browser.script("localStorage.clear()")
    }
  }

  @Test func nothingOfATextIsRun() throws {
    let attack =
      #"<img src=x onerror="window.broken=1"> </script><script>window.broken=1</script> ‮evil‬ javascript:alert(1) "#
    let text = (0..<30).map { "Sentence \($0) says \(attack) and goes on with words. " }.joined(
      separator: "\n\n")
    try page.open("corpus=pasted&generations=2")
    try browser.script(
      "const t = document.getElementById('a-text'); t.value = arguments[0]; t.dispatchEvent(new Event('input'))",
      [text])
    try page.run()
    try browser.script("document.getElementById('word').value = '<b>x</b>'")
    try browser.click("#adopt button")
    try page.settle()
    #expect(try browser.text("window.broken") == "undefined")
    #expect(
      try browser.script(
        "return document.querySelectorAll('#stage img, #stage script, #ribbons img, #ribbons script, #adopted-text b').length"
      ) as? Int == 0)
    #expect(try browser.text("document.getElementById('stage').textContent").contains("onerror"))
    #expect(
      try browser.text("document.querySelector('.lane-0 .prose').textContent").contains("script"))

    // Nor in the page that is kept.
    try page.replayOffline()
    #expect(try browser.text("window.broken") == "undefined")
    #expect(try browser.text("document.getElementById('stage').textContent").contains("onerror"))
    #expect(try browser.console().filter { !$0.contains("404") }.isEmpty)
  }

  @Test func theOfflinePageReplays() throws {
    try page.open(
      "corpus=harbour&generations=3&tokens=1500&b.corpus=harbour&b.generations=3&b.tokens=1500&b.greedy=1&race=2"
    )
    try page.run()
    let numbers = try [page.numbers(0), page.numbers(1)]
    try page.replayOffline()
    #expect(try [page.numbers(0), page.numbers(1)] == numbers)
    try browser.script("document.getElementById('word').value = 'monday'")
    try browser.click("#adopt button")
    try browser.wait("document.querySelectorAll('.ribbons .own').length === 2")
    #expect(try browser.console().isEmpty)
    try browser.picture("offline")
  }
}
