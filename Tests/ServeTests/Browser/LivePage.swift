import Foundation
import HTTPSupport
import Testing

/// The live page in a browser, on a server of its own.
final class LivePage {
  let server: ServeProcess
  let browser: WebDriver

  init() throws {
    server = try Server.start()
    browser = try WebDriver()
    try browser.prefer(width: 1280, height: 900)
  }

  /// Opens the page with settings in its address.
  func open(_ hash: String = "corpus=harbour&generations=4") throws {
    try browser.open("about:blank")
    try browser.open("http://127.0.0.1:\(server.port)/#\(hash)")
    try browser.wait("document.documentElement.dataset.page === 'ready'")
    try browser.script("document.getElementById('pace').value = '0'")
  }

  /// Presses Run and waits for the end.
  func run() throws {
    try browser.click("#run")
    try browser.wait(
      "document.getElementById('step').disabled && !document.querySelector('.lane.empty')")
    try settle()
  }

  /// Waits until the page has drawn what it knows.
  func settle() throws {
    _ = try browser.asyncScript(
      "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(done))"
    )
  }

  /// The big numbers of a lane.
  func numbers(_ lane: Int = 0) throws -> [String] {
    try browser.script(
      "return [...document.querySelectorAll('.lane-\(lane) .big strong')].map((each) => each.textContent)"
    )
      as? [String] ?? []
  }

  func text(of id: String) throws -> String {
    try browser.text("document.getElementById('\(id)').textContent")
  }

  /// Saves the offline page as the link on the page does, opens it from the disk, and plays it to its end.
  func replayOffline() throws {
    let address = try browser.text(
      "(() => { const link = document.querySelector('#saves a:last-child'); "
        + "link.addEventListener('click', (event) => event.preventDefault(), { once: true }); "
        + "link.click(); return link.getAttribute('href'); })()")
    let reply = try server.ask("GET", "/\(address)")
    try #require(reply.status == 200)
    let path = "\(FileManager.default.temporaryDirectory.path)/\(UUID().uuidString).html"
    try Data(reply.body).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try browser.open("file://\(path)")
    try browser.wait("document.documentElement.dataset.page === 'ready'")
    try browser.script("document.getElementById('pace').value = '0'")
    try browser.click("#step")
    try browser.wait("!document.querySelector('.lane.empty')")
    try browser.click("#run")
    try browser.wait("document.getElementById('step').disabled")
    try settle()
  }
}
