import Foundation
import HTTPSupport
import Testing

/// Chromium, driven by Debian's chromium-driver over the WebDriver protocol of the W3C.
final class WebDriver {
  /// The program, where there is one.
  static let program = ["/usr/bin/chromedriver", "/usr/local/bin/chromedriver"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// Whether there is one, or the environment says that there has to be.
  static let isThere =
    program != nil || ProcessInfo.processInfo.environment["TEXTCOLLAPSE_BROWSER"] != nil

  private let process: Process
  private let port: Int
  private var session = ""
  private let profile: String

  /// Starts a browser with an empty profile, cut off from every other machine.
  init() throws {
    profile = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    (process, port) = try Self.driver()
    let options: [String: Any] = [
      "args": [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--user-data-dir=\(profile)", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      ]
    ]
    let value = try ask(
      "POST", "/session",
      [
        "capabilities": [
          "alwaysMatch": [
            "browserName": "chrome", "goog:chromeOptions": options,
            "goog:loggingPrefs": ["browser": "ALL"],
          ]
        ]
      ])
    session = try #require((value as? [String: Any])?["sessionId"] as? String)
  }

  /// Starts the driver.
  ///
  /// It takes a port that is free for IPv6, and gives up where the same one is taken for IPv4: then the next may do.
  private static func driver() throws -> (process: Process, port: Int) {
    var text = ""
    for _ in 1...10 {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: try #require(program))
      process.arguments = ["--port=0"]
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      text = ""
      while !text.contains("successfully on port") || !text.hasSuffix("\n") {
        let part = output.fileHandleForReading.availableData
        guard !part.isEmpty else { break }
        text += String(decoding: part, as: UTF8.self)
      }
      if let match = text.firstMatch(of: /successfully on port (\d+)/), let port = Int(match.1) {
        return (process, port)
      }
      process.terminate()
      process.waitUntilExit()
    }
    throw Refusal(description: text)
  }

  deinit {
    _ = try? ask("DELETE", "/session/\(session)", nil)
    process.terminate()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: profile)
  }

  /// What the browser refused to do.
  struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  private func ask(_ method: String, _ path: String, _ body: [String: Any]?) throws -> Any {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let connection = try Connection(port: port)
    try connection.send(
      Array(
        ("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
          + "Content-Type: application/json\r\nContent-Length: \(data.count)\r\n\r\n").utf8)
        + Array(data))
    guard let reply = try connection.reply() else {
      throw Refusal(description: "no answer to \(path)")
    }
    let value = reply.object["value"] ?? NSNull()
    if reply.status != 200 {
      throw Refusal(description: (value as? [String: Any])?["message"] as? String ?? reply.text)
    }
    return value
  }

  /// Opens an address.
  func open(_ address: String) throws {
    _ = try ask("POST", "/session/\(session)/url", ["url": address])
  }

  /// Runs a script in the page; what it returns.
  @discardableResult
  func script(_ text: String, _ arguments: [Any] = []) throws -> Any {
    try ask(
      "POST", "/session/\(session)/execute/sync", ["script": text, "args": arguments])
  }

  /// Runs a script whose last argument is called with its result.
  func asyncScript(_ text: String) throws -> Any {
    try ask("POST", "/session/\(session)/execute/async", ["script": text, "args": []])
  }

  /// The text that a script gives.
  func text(_ expression: String) throws -> String {
    try script("return String(\(expression))") as? String ?? ""
  }

  /// Waits until an expression is true.
  func wait(
    _ expression: String, seconds: Double = patience, _ location: SourceLocation = #_sourceLocation
  ) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if try script("return Boolean(\(expression))") as? Bool == true { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    Issue.record("\(expression) did not come true", sourceLocation: location)
  }

  /// Clicks on an element as a reader would: it has to be visible and not covered.
  func click(_ selector: String) throws {
    let found = try ask(
      "POST", "/session/\(session)/element", ["using": "css selector", "value": selector])
    let id = try #require((found as? [String: String])?.values.first)
    _ = try ask("POST", "/session/\(session)/element/\(id)/click", [:])
  }

  /// Presses keys one after the other.
  func press(_ keys: String...) throws {
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": key] }
    }
    _ = try ask(
      "POST", "/session/\(session)/actions",
      ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
  }

  /// Draws with the pressed pointer through points of the window.
  func drag(_ points: [(x: Int, y: Int)]) throws {
    var actions: [[String: Any]] = []
    for (index, point) in points.enumerated() {
      actions.append(["type": "pointerMove", "duration": 20, "x": point.x, "y": point.y])
      if index == 0 { actions.append(["type": "pointerDown", "button": 0]) }
    }
    actions.append(["type": "pointerUp", "button": 0])
    _ = try ask(
      "POST", "/session/\(session)/actions",
      ["actions": [["type": "pointer", "id": "mouse", "actions": actions]]])
  }

  /// Sets the size of the window and what the reader prefers, to which no motion belongs.
  func prefer(width: Int, height: Int, dark: Bool = false) throws {
    func command(_ name: String, _ parameters: [String: Any]) throws {
      _ = try ask(
        "POST", "/session/\(session)/goog/cdp/execute", ["cmd": name, "params": parameters])
    }
    try command(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
    try command(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"],
          ["name": "prefers-reduced-motion", "value": "reduce"],
        ]
      ])
  }

  /// What the browser said of the page since the last time.
  func console() throws -> [String] {
    let entries =
      try ask("POST", "/session/\(session)/se/log", ["type": "browser"]) as? [[String: Any]]
    return entries?.compactMap { $0["message"] as? String } ?? []
  }

  /// Keeps a picture where the environment asks for pictures.
  func picture(_ name: String) throws {
    guard let folder = ProcessInfo.processInfo.environment["TEXTCOLLAPSE_PICTURES"] else { return }
    let metrics =
      try ask(
        "POST", "/session/\(session)/goog/cdp/execute",
        ["cmd": "Page.getLayoutMetrics", "params": [:]]) as? [String: Any]
    let size = metrics?["cssContentSize"] as? [String: Any] ?? [:]
    let clip: [String: Any] = [
      "x": 0, "y": 0, "width": size["width"] ?? 1280, "height": size["height"] ?? 900, "scale": 1,
    ]
    let shot =
      try ask(
        "POST", "/session/\(session)/goog/cdp/execute",
        [
          "cmd": "Page.captureScreenshot",
          "params": ["format": "png", "captureBeyondViewport": true, "clip": clip],
        ]) as? [String: Any]
    guard let data = (shot?["data"] as? String).flatMap({ Data(base64Encoded: $0) }) else { return }
    try data.write(to: URL(fileURLWithPath: "\(folder)/\(name).png"))
  }
}

/// Keys that are no characters, as WebDriver names them.
enum Key {
  static let left = "\u{E012}"
  static let right = "\u{E014}"
  static let home = "\u{E011}"
  static let end = "\u{E010}"
  static let escape = "\u{E00C}"
  static let tab = "\u{E004}"
}
