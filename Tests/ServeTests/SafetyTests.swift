import Foundation
import HTTPSupport
import Testing

/// Who may ask, and from where.
@Suite struct SafetyTests {
  @Test(arguments: [
    ("example.com", 421), ("example.com:8080", 421), ("localhost.example.com", 421), ("", 421),
    ("127.0.0.1.example.com", 421), ("[::1", 421), ("localhost", 200), ("LOCALHOST:1", 200),
    ("127.0.0.1", 200), ("[::1]:80", 200), ("192.168.1.7:8080", 200),
  ]) func theHostIsChecked(host: String, status: Int) throws {
    let server = try Server.start()
    #expect(try server.ask("GET", "/", headers: ["Host": host]).status == status)
    #expect(try server.ask("GET", "/api/catalog", headers: ["Host": host]).status == status)
  }

  @Test func aNameMayBeAdded() throws {
    let server = try Server.start("--name", "Classroom.Local")
    #expect(try server.ask("GET", "/", headers: ["Host": "classroom.local:80"]).status == 200)
    #expect(try server.ask("GET", "/", headers: ["Host": "other.local"]).status == 421)
  }

  @Test(arguments: [
    "http://evil.example", "null", "https://127.0.0.1.evil.example", "http://127.0.0.1:1", "",
  ]) func anotherOriginIsRefused(origin: String) throws {
    let server = try Server.start()
    let reply = try server.ask(
      "POST", "/api/runs", headers: ["Origin": origin], body: Server.settings())
    #expect(reply.status == 403)
  }

  @Test func noOriginIsRefused() throws {
    let server = try Server.start()
    let reply = try server.ask(
      "POST", "/api/runs", headers: ["Origin": nil], body: Server.settings())
    #expect(reply.status == 403)
    let id = try server.start(Server.settings())
    for path in ["pause", "resume", "step", "stop"] {
      #expect(
        try server.ask("POST", "/api/runs/\(id)/\(path)", headers: ["Origin": nil]).status == 403)
    }
  }

  /// What makes the machine work is refused to another site even by GET.
  @Test(arguments: ["cross-site", "same-site"]) func anotherSiteIsRefused(site: String) throws {
    let server = try Server.start()
    let id = try server.start(Server.settings())
    for path in ["catalog", "runs/\(id)/events", "runs/\(id)/run.tar.gz", "runs/\(id)/report.html"]
    {
      let reply = try server.ask("GET", "/api/\(path)", headers: ["Sec-Fetch-Site": site])
      #expect(reply.status == 403)
    }
    #expect(
      try server.ask("GET", "/api/catalog", headers: ["Sec-Fetch-Site": "same-origin"]).status
        == 200)
  }

  @Test func aTokenOpensThePage() throws {
    let server = try Server.start("--token", "open-sesame-1")
    #expect(server.lines.contains { $0.hasSuffix("/?token=open-sesame-1") })
    // The page itself holds no secret; what it asks for does.
    #expect(try server.ask("GET", "/").status == 200)
    for token in ["", "open-sesame-2", "open-sesame", "open-sesame-11"] {
      #expect(try server.ask("GET", "/api/catalog?token=\(token)").status == 401)
      #expect(
        try server.ask("GET", "/api/catalog", headers: ["Authorization": "Bearer \(token)"])
          .status == 401)
    }
    #expect(try server.ask("GET", "/api/catalog").status == 401)
    #expect(try server.ask("POST", "/api/runs", body: Server.settings()).status == 401)
    #expect(try server.ask("GET", "/api/catalog?token=open-sesame-1").status == 200)
    #expect(
      try server.ask(
        "GET", "/api/catalog", headers: ["Authorization": "Bearer open-sesame-1"]
      ).status == 200)
  }

  @Test func anotherAddressNeedsAToken() throws {
    let server = try Server.start("--host", "0.0.0.0")
    let address = try #require(server.lines.first { $0.hasPrefix("The page: ") })
    let token = try #require(address.split(separator: "=").last)
    #expect(token.count == 24)
    #expect(server.lines.contains { $0.contains("can use its processors") })
    #expect(try server.ask("GET", "/api/catalog").status == 401)
    #expect(try server.ask("GET", "/api/catalog?token=\(token)").status == 200)
  }

  @Test func nothingOfATextStaysOnTheDisk() throws {
    let server = try Server.start()
    let folder = FileManager.default.temporaryDirectory.path
    func left() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { $0.hasPrefix("textcollapse-serve-") }
    }
    let paragraph = String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 20)
    let text = Array(repeating: paragraph, count: 12).joined(separator: "\\n\\n")
    let id = try server.start(
      #"{"settings":{"corpus":"pasted","generations":2},"text":"\#(text)"}"#)
    let reader = try EventReader(server, run: id)
    try reader.read { $0.last?.kind == "end" }
    #expect(reader.events.last?.data.contains("whole") == true)
    #expect(try server.ask("GET", "/api/runs/\(id)/run.tar.gz").status == 200)
    #expect(try left().filter { $0.contains(id) }.isEmpty)
  }

  @Test func bytesThatAreNoRequestAreRefused() throws {
    let server = try Server.start()
    for text in ["\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
      let connection = try Connection(port: server.port)
      try connection.send(text)
      let answer = String(decoding: try connection.rest(), as: UTF8.self)
      #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4") || answer.hasPrefix("HTTP/1.1 5"))
    }
    let headers = String(repeating: "a: \(String(repeating: "b", count: 1000))\r\n", count: 200)
    let connection = try Connection(port: server.port)
    try? connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\(headers)\r\n")
    let answer = String(decoding: try connection.rest(), as: UTF8.self)
    #expect(!answer.hasPrefix("HTTP/1.1 200"))
    #expect(try server.ask("GET", "/").status == 200)
  }
}
