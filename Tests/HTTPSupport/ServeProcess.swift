package import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A running `textcollapse-serve`, gone when nobody holds it any more.
package final class ServeProcess {
  package let process = Process()
  package let port: Int
  /// What it printed before it was ready.
  package let lines: [String]
  private let errors = Pipe()

  /// Starts the server on a port of its own and waits until it listens.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - corpora: The folder of the bundled corpora.
  ///   - arguments: More options.
  ///   - command: What stands before the options, where the program is another one.
  /// - Throws: That it cannot be started, with what it printed.
  package init(
    _ program: String, corpora: String, _ arguments: [String] = [], command: [String] = []
  ) throws {
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = command + ["--port", "0"] + arguments
    process.environment = Self.environment(["TEXTCOLLAPSE_CORPORA": corpora])
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    var text = ""
    while !text.contains("Ctrl-C ends it.") {
      let part = errors.fileHandleForReading.availableData
      guard !part.isEmpty else {
        throw Connection.Failure(description: "the server ended: \(text)")
      }
      text += String(decoding: part, as: UTF8.self)
    }
    lines = text.split(separator: "\n").map(String.init)
    let address = lines.first { $0.hasPrefix("The page: ") } ?? ""
    let digits = address.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
    port = Int(digits) ?? 0
  }

  /// What a program of the project is given of the environment: little, and what `make sanitize` says.
  package static func environment(_ more: [String: String] = [:]) -> [String: String] {
    ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }
      .merging(["PATH": "/usr/bin:/bin"]) { $1 }.merging(more) { $1 }
  }

  deinit {
    if process.isRunning {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  /// Asks for something; by default as the page itself does.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - path: The path and query.
  ///   - headers: Headers instead of, or beside, those of the page; nil leaves one out.
  ///   - body: The body.
  /// - Returns: The answer.
  /// - Throws: That there is none.
  package func ask(
    _ method: String = "GET", _ path: String, headers: [String: String?] = [:], body: String = ""
  ) throws -> Reply {
    let connection = try Connection(port: port)
    try connection.send(request(method, path, headers: headers, body: body))
    guard let reply = Reply(try connection.rest()) else {
      throw Connection.Failure(description: "no answer to \(method) \(path)")
    }
    return reply
  }

  /// The bytes of a request.
  package func request(
    _ method: String, _ path: String, headers: [String: String?] = [:], body: String = ""
  ) -> String {
    var all: [String: String?] = ["Host": "127.0.0.1:\(port)", "Connection": "close"]
    if method != "GET", method != "HEAD" {
      all["Origin"] = "http://127.0.0.1:\(port)"
      all["Content-Type"] = "application/json"
      all["Content-Length"] = "\(body.utf8.count)"
    }
    for (name, value) in headers { all[name] = value }
    let lines = all.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }
    return "\(method) \(path) HTTP/1.1\r\n" + lines.joined() + "\r\n" + body
  }

  /// Starts a run; gives back its identifier.
  package func start(_ json: String) throws -> String {
    let reply = try ask("POST", "/api/runs", body: json)
    guard reply.status == 201, let id = reply.object["id"] as? String else {
      throw Connection.Failure(description: "\(reply.status): \(reply.text)")
    }
    return id
  }
}
