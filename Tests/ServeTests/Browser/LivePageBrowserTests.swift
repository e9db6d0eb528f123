import Foundation
import HTTPSupport
import Testing

/// The live page as a teacher uses it.
@Suite(.enabled(if: WebDriver.isThere), .serialized) struct LivePageBrowserTests {
  private let page: LivePage
  private var browser: WebDriver { page.browser }

  init() throws { page = try LivePage() }

  @Test func aRunComesToItsEnd() throws {
    try page.open()
    #expect(try page.numbers() == ["–", "–", "–"])
    try page.run()
    #expect(try page.text(of: "at") == "generation 4 of 4")
    #expect(try page.text(of: "status").hasPrefix("Generation 4 has "))
    #expect(try page.numbers().allSatisfy { $0 != "–" })
    let gone = try browser.script("return document.querySelectorAll('.lane-0 del').length") as? Int
    #expect(gone ?? 0 > 5)
    let points = try browser.script(
      "return [...document.querySelectorAll('#curves svg')].map((each) => each.querySelectorAll('.dot').length)"
    )
    #expect(points as? [Int] == Array(repeating: 5, count: 6))
    #expect(try browser.script("return document.querySelectorAll('.band').length") as? Int == 1)
    #expect(
      try browser.script("return document.querySelectorAll('.ribbons li:not(.axis)').length")
        as? Int == 26)
    #expect(
      try browser.script("return document.querySelectorAll('.cross').length") as? Int ?? 0 > 0)
    #expect(try page.text(of: "command").contains("--generations 4"))
    #expect(try browser.console().isEmpty)
    // The numbers are those of the server.
    let kept = try browser.text("document.querySelector('.lane-0 .big strong').textContent")
    #expect(try page.text(of: "status").contains(" \(kept) of "))
  }

  @Test func stepsAndPauses() throws {
    try page.open("corpus=harbour&generations=30&tokens=2000")
    try browser.click("#step")
    try browser.wait("document.getElementById('at').textContent === 'generation 0 of 30'")
    try browser.wait("!document.querySelector('.lane.empty')")
    for generation in 1...3 {
      try browser.click("#step")
      try browser.wait(
        "document.getElementById('at').textContent === 'generation \(generation) of 30'")
    }
    try browser.script("document.getElementById('pace').value = '500'")
    try browser.click("#reset")
    try browser.wait("document.getElementById('run').textContent === 'Run'")
    try browser.wait("document.querySelector('.lane.empty')")
    try browser.click("#run")
    try browser.wait("document.getElementById('at').textContent.startsWith('generation 2')")
    try browser.click("#run")
    try browser.wait("document.getElementById('run').textContent === 'Go on'")
    // The generation that was at work may still come; no other does, in three times the pace.
    var paused = try page.text(of: "at")
    var stands = false
    for _ in 0..<6 where !stands {
      Thread.sleep(forTimeInterval: 1.5)
      let now = try page.text(of: "at")
      stands = now == paused
      paused = now
    }
    #expect(stands && !paused.hasPrefix("generation 30"))
    try browser.click("#run")
    try browser.wait("document.getElementById('at').textContent !== '\(paused)'")
  }

  @Test func theKeyboardIsEnough() throws {
    try page.open()
    try browser.press(" ")
    try browser.wait("document.getElementById('step').disabled")
    try page.settle()
    try browser.press(Key.left, Key.left)
    try browser.wait("document.getElementById('at').textContent === 'generation 2 of 4'")
    try browser.press(Key.home)
    try browser.wait("document.getElementById('at').textContent === 'generation 0 of 4'")
    try page.settle()
    #expect(
      try browser.script("return document.querySelectorAll('.lane-0 del').length") as? Int == 0)
    try browser.press(Key.end)
    try browser.wait("document.getElementById('at').textContent === 'generation 4 of 4'")
    try browser.press("r")
    try browser.wait("document.querySelector('.lane.empty')")
    try browser.press("s")
    try browser.wait("!document.querySelector('.lane.empty')")
    try browser.press("?")
    try browser.wait("document.getElementById('help').open")
    try browser.press(Key.escape)
    try browser.wait("!document.getElementById('help').open")
    // Letters in a field are letters.
    try browser.script("document.getElementById('word').focus()")
    try browser.press("r", "s", " ")
    #expect(try browser.text("document.getElementById('word').value") == "rs ")
    // Every control can be reached, and shows that it is.
    try browser.script("document.activeElement.blur(); document.querySelector('.skip').focus()")
    var seen: Set<String> = []
    for _ in 0..<30 {
      try browser.press(Key.tab)
      seen.insert(try browser.text("document.activeElement.id"))
      let outline = try browser.text("getComputedStyle(document.activeElement).outlineStyle")
      let element = try browser.text("document.activeElement.outerHTML.slice(0, 100)")
      #expect(outline != "none" || element.hasPrefix("<body"), "\(element)")
    }
    for id in ["lesson", "run", "step", "reset", "share-open", "help-open", "theme"] {
      #expect(seen.contains(id), "\(id)")
    }
  }

  @Test func theAddressReplaysTheRunToTheBit() throws {
    try page.open(
      "corpus=harbour&generations=3&tokens=1500&order=2&temperature=0.8&seed=42&regime=mix")
    try page.run()
    func shown() throws -> String {
      try browser.text(
        "document.getElementById('stage').innerText + document.getElementById('curves').innerText "
          + "+ document.getElementById('ribbons').innerText")
    }
    let first = try shown()
    let address = try browser.text("location.href")
    #expect(address.contains("seed=42") && address.contains("regime=mix"))
    let hash = try #require(address.split(separator: "#").last)
    let other = try LivePage()
    try other.open(String(hash))
    try other.run()
    let second = try other.browser.text(
      "document.getElementById('stage').innerText + document.getElementById('curves').innerText "
        + "+ document.getElementById('ribbons').innerText")
    #expect(first == second)
    // Another seed is another text.
    try other.open(hash.replacingOccurrences(of: "seed=42", with: "seed=43"))
    try other.run()
    #expect(
      try other.browser.text("document.getElementById('stage').innerText")
        != browser.text("document.getElementById('stage').innerText"))
    // What an address cannot mean is left out.
    try page.open("corpus=..%2F..%2Fetc&order=99&temperature=hot&generations=4&greedy=maybe")
    #expect(try browser.text("location.hash") == "#generations=4")
  }

  @Test func twoSettingsRace() throws {
    try page.open(
      "corpus=harbour&generations=3&tokens=1500&b.corpus=harbour&b.generations=3&b.tokens=1500&b.greedy=1&race=2"
    )
    try page.run()
    let (a, b) = (try page.numbers(0), try page.numbers(1))
    #expect(a.count == 3 && b.count == 3 && a != b)
    #expect(
      try browser.text("document.querySelector('.lane-1 .lane-title').textContent").contains(
        "likeliest"))
    #expect(try browser.script("return document.querySelectorAll('.curve').length") as? Int == 12)
    try browser.click("#settings-panel > summary")
    try browser.click("#race")
    try browser.wait("document.querySelectorAll('.lane').length === 1")
  }

  @Test func othersFollowTheVeryRun() throws {
    try page.open("corpus=harbour&generations=3&seed=5")
    try browser.click("#step")
    try browser.wait("!document.querySelector('.lane.empty')")
    try browser.click("#share-open")
    try browser.click("#follow")
    let link = try browser.text("document.getElementById('link').value")
    let run = try #require(link.firstMatch(of: /#(run=[a-z0-9]{20})$/)).1
    let other = try WebDriver()
    try other.prefer(width: 375, height: 700)
    try other.open("http://127.0.0.1:\(page.server.port)/#\(run)")
    try other.wait("document.getElementById('at').textContent === 'generation 0 of 3'")
    #expect(try other.text("getComputedStyle(document.getElementById('run')).display") == "none")
    try browser.press(Key.escape)
    for generation in 1...3 {
      try browser.click("#step")
      try other.wait(
        "document.getElementById('at').textContent === 'generation \(generation) of 3'")
    }
    try other.wait("document.querySelectorAll('.lane-0 del').length > 0")
    #expect(
      try other.text("document.querySelector('.big').textContent")
        == browser.text("document.querySelector('.big').textContent"))
    // Who follows cannot stop it, and may leave.
    try other.open("about:blank")
    try browser.wait("document.getElementById('step').disabled")
    #expect(try page.text(of: "at") == "generation 3 of 3")
  }

  @Test func realTextIsMarked() throws {
    try page.open("corpus=harbour&generations=2&tokens=1500&regime=mix&real-share=0.3")
    try page.run()
    #expect(
      try browser.script("return document.querySelectorAll('.lane-0 .prose mark.real').length")
        as? Int ?? 0 > 0)
    #expect(
      try browser.script(
        "return document.querySelectorAll('.lane-0 .prose:not(:has(mark))').length") as? Int == 1)
  }

  @Test func theClassDrawsFirst() throws {
    try page.open("corpus=harbour&generations=4&predict=1")
    try browser.script(
      "document.querySelector('#curves .chart').scrollIntoView({ block: 'center' })")
    let box = try #require(
      try browser.script(
        "const b = document.querySelector('#curves .chart').getBoundingClientRect(); return [b.left, b.top, b.width, b.height]"
      )
        as? [Double])
    let points = (0...8).map { step in
      (
        x: Int(box[0] + 60 + (box[2] - 80) * Double(step) / 8),
        y: Int(box[1] + 20 + Double(step) * 12)
      )
    }
    try browser.drag(points)
    try page.settle()
    #expect(
      try browser.script("return document.querySelectorAll('.prediction').length") as? Int == 1)
    try browser.script("window.scrollTo(0, 0)")
    try page.run()
    try browser.wait("document.getElementById('status').textContent.includes('you drew')")
    // Without a pointer, by the slider.
    try browser.click("#reset")
    try browser.script(
      "const g = document.getElementById('guess'); g.value = 30; g.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    try page.run()
    try browser.wait("document.getElementById('status').textContent.includes('you drew 30')")
  }

  @Test func aWordIsAdopted() throws {
    try page.open()
    try browser.script("document.getElementById('word').value = 'MONDAY'")
    try browser.click("#adopt button")
    #expect(try page.text(of: "adopted-text").contains("is yours"))
    try page.run()
    try browser.wait("document.getElementById('adopted-text').textContent.includes('“Monday”')")
    #expect(
      try browser.script("return document.querySelectorAll('.ribbons .own').length") as? Int == 1)
    // A word of the text is adopted by a press.
    try browser.script("document.querySelectorAll('.lane-0 .prose [data-word]')[3].click()")
    try browser.wait(
      "document.querySelectorAll('.ribbons .own').length === 2"
    )
    try browser.script("document.getElementById('word').value = 'xylophonist'")
    try browser.click("#adopt button")
    try browser.wait(
      "document.getElementById('adopted-text').textContent.includes('does not have')")
  }

  @Test(arguments: [
    "photocopy", "forgotten", "thermometers", "greedy", "accumulate", "fresh", "breadth",
  ]) func everyLessonRuns(name: String) throws {
    try page.open("")
    try browser.script(
      "const l = document.getElementById('lesson'); l.value = '\(name)'; l.dispatchEvent(new Event('change'))"
    )
    let lanes = ["greedy": 3, "accumulate": 2, "fresh": 2, "breadth": 2][name] ?? 1
    #expect(try browser.script("return document.querySelectorAll('.lane').length") as? Int == lanes)
    try browser.click("#choices button")
    try page.run()
    try browser.wait("!document.getElementById('lesson-answer').hidden")
    #expect(try !page.text(of: "remember").isEmpty)
    #expect(try browser.text("location.hash").contains("lesson=\(name)"))
    #expect(try browser.console().isEmpty)
    try browser.picture("lesson-\(name)")
  }
}
