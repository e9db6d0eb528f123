internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import LiveLab
internal import NIOCore
internal import QRCodes
internal import TextCollapseCommands

/// What the page asks for, under `/api`.
struct RunRoutes: Sendable {
  let laboratory: Laboratory
  let catalog: Catalog
  let rate: StartRate
  let readers: ReaderCount

  /// Adds the routes.
  func add(to group: RouterGroup<LiveContext>) {
    group.get("catalog") { _, _ in try Response.json(catalog) }
    group.get("qr.svg", use: qrCode)
    group.post("runs", use: start)
    group.get("runs/:id/events") { request, context in
      try EventStream(run: try run(context), request: request, readers: readers).response()
    }
    group.post("runs/:id/:action", use: control)
    group.get("runs/:id/words", use: words)
    group.get("runs/:id/run.tar.gz", use: directory)
    group.get("runs/:id/report.html", use: report)
    group.get("replay.html", use: replay)
  }

  private func run(_ context: LiveContext) throws -> LiveRun {
    try laboratory.run(context.parameters.get("id") ?? "")
  }

  // MARK: Running

  private func start(_ request: Request, _ context: LiveContext) async throws -> Response {
    struct Started: Encodable {
      var id: String
    }
    try rate.take(context.client)
    guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
      throw RequestRefusal(
        status: .unsupportedMediaType, sentence: "Settings are sent as application/json.")
    }
    // Within JSON a byte may take six.
    let most = laboratory.limits.textBytes * 2 + 65_536
    let body = try await request.body.collect(upTo: most)
    let live = try LiveRequest.read(Array(body.readableBytesView), laboratory.limits)
    let run = try laboratory.start(live)
    return try .json(Started(id: run.id), status: .created)
  }

  private func control(_ request: Request, _ context: LiveContext) async throws -> Response {
    let run = try run(context)
    switch context.parameters.get("action") {
    case "resume": run.resume()
    case "pause": run.pause()
    case "step": run.step()
    case "stop": run.stop()
    default:
      throw LiveRefusal(.notFound, "A run can resume, pause, step and stop.")
    }
    return Response(status: .noContent)
  }

  private func words(_ request: Request, _ context: LiveContext) async throws -> Response {
    struct History: Encodable {
      var word: String
      var counts: [UInt32]
    }
    let word = request.uri.queryParameters["word"].map(String.init) ?? ""
    guard !word.isEmpty, word.utf8.count <= 200 else {
      throw LiveRefusal(.badRequest, "Name a word of at most 200 bytes.")
    }
    guard let history = try run(context).history(of: word) else {
      throw LiveRefusal(.notFound, "The real text does not have the word '\(word)'.")
    }
    return try .json(History(word: history.word, counts: history.counts))
  }

  // MARK: Saving

  private func directory(_ request: Request, _ context: LiveContext) async throws -> Response {
    let run = try run(context)
    try rate.take(context.client)
    let bytes = try await laboratory.compute { try SavedRun(run).archive() }
    return Self.download(bytes, "application/gzip", as: "textcollapse-\(run.id).tar.gz")
  }

  private func report(_ request: Request, _ context: LiveContext) async throws -> Response {
    let run = try run(context)
    try rate.take(context.client)
    let bytes = try await laboratory.compute { try SavedRun(run).report() }
    return Self.download(
      bytes, "text/html; charset=utf-8", as: "textcollapse-\(run.id)-report.html")
  }

  private func replay(_ request: Request, _ context: LiveContext) async throws -> Response {
    let ids = (request.uri.queryParameters["runs"].map(String.init) ?? "").split(separator: ",")
    guard (1...3).contains(ids.count) else {
      throw LiveRefusal(.badRequest, "Name one run, or up to three that stand beside each other.")
    }
    let runs = try ids.map { try laboratory.run(String($0)) }
    try rate.take(context.client)
    let bytes = try await laboratory.compute { [catalog] in
      try OfflinePage(runs, catalog: catalog, version: catalog.version).bytes
    }
    return Self.download(bytes, "text/html; charset=utf-8", as: "textcollapse-replay.html")
  }

  /// A file to keep; it is never shown in the place of the page.
  private static func download(_ bytes: [UInt8], _ type: String, as name: String) -> Response {
    var response = Response(
      status: .ok, headers: [.contentType: type],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    return response
  }

  // MARK: Sharing

  private func qrCode(_ request: Request, _ context: LiveContext) async throws -> Response {
    let text = request.uri.queryParameters["text"].map(String.init) ?? ""
    guard !text.isEmpty else { throw LiveRefusal(.badRequest, "Name the text of the code.") }
    guard let code = QRCode(text) else {
      throw LiveRefusal(
        .tooLarge,
        "A QR code holds \(QRCode.capacity) bytes, and this text has \(text.utf8.count).")
    }
    return Response(
      status: .ok, headers: [.contentType: "image/svg+xml"],
      body: .init(byteBuffer: ByteBuffer(string: code.svg)))
  }
}
