import Foundation
import HTTPSupport
import Testing

/// Every route, and every way to be refused.
@Suite struct RouteTests {
  private let server: ServeProcess

  init() throws { server = try Server.start() }

  @Test func thePageAndItsFilesAreServed() throws {
    let page = try server.ask("GET", "/")
    #expect(page.status == 200)
    #expect(page.headers["content-type"] == "text/html; charset=utf-8")
    let names = page.text.matches(of: /(?:src|href)="([a-z]+\.(?:js|css|svg))"/)
      .map { String($0.1) }
    #expect(names.count == 13)
    for name in names {
      let file = try server.ask("GET", "/\(name)")
      #expect(file.status == 200)
      #expect(!file.body.isEmpty)
      let type = ["js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"]
      let expected = try #require(type[name.split(separator: ".").last.map(String.init) ?? ""])
      #expect(file.headers["content-type"]?.hasPrefix(expected) == true)
    }
    // The page holds no script or style of its own, as its policy demands.
    #expect(page.text.firstMatch(of: /<script(?![^>]* src=)/) == nil)
    #expect(page.text.firstMatch(of: /<style|style="|\son[a-z]+="/) == nil)
    #expect(!page.text.contains("{{"))
  }

  @Test(arguments: ["/", "/page.css", "/api/catalog"])
  func headIsGetWithoutABody(path: String) throws {
    let get = try server.ask("GET", path)
    let head = try server.ask("HEAD", path)
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    #expect(head.headers["content-length"] == get.headers["content-length"])
  }

  @Test(arguments: ["/", "/page.js", "/api/catalog", "/nothing", "/api/runs/none/events"])
  func everyAnswerHasItsPolicy(path: String) throws {
    let reply = try server.ask("GET", path)
    let policy = try #require(reply.headers["content-security-policy"])
    #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
    #expect(!policy.contains("unsafe"))
    #expect(reply.headers["x-content-type-options"] == "nosniff")
    #expect(reply.headers["referrer-policy"] == "no-referrer")
    #expect(reply.headers["cache-control"] == "no-store")
  }

  @Test func noPathOfTheMachineIsTold() throws {
    let catalog = try server.ask("GET", "/api/catalog")
    #expect(catalog.status == 200)
    #expect((catalog.object["corpora"] as? [Any])?.count == 13)
    #expect((catalog.object["lessons"] as? [Any])?.count == 7)
    #expect(!catalog.text.contains(Server.root))
    let reader = try EventReader(server, run: server.start(Server.settings()))
    try reader.read { $0.last?.kind == "end" }
    let said = reader.events.map(\.data).joined()
    #expect(!said.contains(Server.root))
    #expect(said.contains("--corpus Corpora/harbour"))
  }

  @Test(arguments: [
    ("GET", "/nothing"), ("GET", "/../../etc/passwd"), ("GET", "/%2e%2e/%2e%2e/etc/passwd"),
    ("GET", "/..%2f..%2fetc%2fpasswd"), ("GET", "/page.js/../Package.swift"),
    ("GET", "/api/runs/none/events"), ("GET", "/api/runs/none/words?word=a"),
    ("GET", "/api/runs/none/report.html"), ("GET", "/api/runs/none/run.tar.gz"),
    ("GET", "/api/replay.html?runs=none"), ("POST", "/api/runs/none/pause"),
    ("GET", "/api/runs"), ("DELETE", "/"), ("PUT", "/api/runs"),
  ]) func whatIsNotThereIsNotFound(method: String, path: String) throws {
    let reply = try server.ask(method, path)
    #expect(reply.status == 404)
    #expect(reply.sentence.hasSuffix("."))
  }

  @Test(arguments: [
    (#"{"settings":{"generations":99999}}"#, 400),
    (#"{"settings":{"corpus":"../../etc/passwd"}}"#, 400),
    (#"{"settings":{"order":-1}}"#, 400), (#"{"settings":"#, 400), ("", 400),
    (#"{"settings":{"corpus":"pasted"}}"#, 400),
  ]) func wrongSettingsAreRefused(json: String, status: Int) throws {
    let reply = try server.ask("POST", "/api/runs", body: json)
    #expect(reply.status == status)
    #expect(reply.sentence.count > 10)
  }

  @Test func settingsComeAsJSON() throws {
    let reply = try server.ask(
      "POST", "/api/runs", headers: ["Content-Type": "text/plain"], body: Server.settings())
    #expect(reply.status == 415)
  }

  @Test func aTextThatIsTooLongIsRefused() throws {
    let letters = String(repeating: "word ", count: 200_001)
    let reply = try server.ask(
      "POST", "/api/runs", body: #"{"settings":{"corpus":"pasted"},"text":"\#(letters)"}"#)
    #expect(reply.status == 413)
    #expect(reply.sentence.contains("1000000"))
    // Beyond what any text could need, the body is not even read to its end.
    let body = String(repeating: "x", count: 3_000_000)
    #expect(try server.ask("POST", "/api/runs", body: body).status == 413)
  }

  @Test func anUnknownActionIsNotFound() throws {
    let id = try server.start(Server.settings())
    #expect(try server.ask("POST", "/api/runs/\(id)/explode").status == 404)
    for action in ["pause", "step", "resume", "stop"] {
      #expect(try server.ask("POST", "/api/runs/\(id)/\(action)").status == 204)
    }
  }

  @Test func wordsAreFoundByTheirText() throws {
    let id = try server.start(Server.settings())
    let reader = try EventReader(server, run: id)
    try reader.read { $0.last?.kind == "end" }
    let reply = try server.ask("GET", "/api/runs/\(id)/words?word=MONDAY")
    #expect(reply.status == 200)
    #expect(reply.object["word"] as? String == "Monday")
    #expect((reply.object["counts"] as? [Int])?.count == 4)
    #expect(try server.ask("GET", "/api/runs/\(id)/words?word=%3Cscript%3E").status == 404)
    #expect(try server.ask("GET", "/api/runs/\(id)/words").status == 400)
    let long = String(repeating: "a", count: 201)
    #expect(try server.ask("GET", "/api/runs/\(id)/words?word=\(long)").status == 400)
    let events = "/api/runs/\(id)/events"
    #expect(try server.ask("GET", events, headers: ["Last-Event-ID": "x"]).status == 400)
  }

  @Test func aCodeIsDrawnForAnAddress() throws {
    let reply = try server.ask("GET", "/api/qr.svg?text=http%3A%2F%2Fexample%2F%23a%3Db")
    #expect(reply.status == 200)
    #expect(reply.headers["content-type"] == "image/svg+xml")
    #expect(reply.text.hasPrefix("<svg"))
    #expect(try server.ask("GET", "/api/qr.svg").status == 400)
    let long = String(repeating: "a", count: 667)
    #expect(try server.ask("GET", "/api/qr.svg?text=\(long)").status == 413)
  }

  @Test func startsAreCounted() throws {
    var statuses: [Int] = []
    // One a second comes back, so a slow machine needs more of them.
    while statuses.last != 429, statuses.count < 1000 {
      // A start that is refused for its settings counts as well.
      let reply = try server.ask("POST", "/api/runs", body: "{}")
      statuses.append(reply.status)
      if reply.status == 429 { #expect(reply.headers["retry-after"] == "10") }
    }
    #expect(statuses.count > 60)
    #expect(statuses.dropLast().allSatisfy { $0 == 400 })
    #expect(statuses.last == 429)
  }

  @Test func allPlacesTakenIsSaid() throws {
    // Somebody watches each, so that none is given up.
    let readers = try (0..<24).map { _ in
      try EventReader(
        server,
        run: server.start(
          #"{"settings":{"corpus":"harbour","tokens":2000,"generations":60},"mode":"step"}"#))
    }
    let reply = try server.ask("POST", "/api/runs", body: Server.settings())
    #expect(reply.status == 503)
    #expect(reply.sentence.contains("24"))
    #expect(reply.headers["retry-after"] != nil)
    withExtendedLifetime(readers) {}
  }
}
