internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import LiveLab

/// What a refusal is over HTTP.
extension LiveRefusal {
  var status: HTTPResponse.Status {
    switch kind {
    case .badRequest: .badRequest
    case .notFound: .notFound
    case .tooLarge: .contentTooLarge
    case .tooOften: .tooManyRequests
    case .busy: .serviceUnavailable
    }
  }
}

/// A refusal of the server itself.
struct RequestRefusal: Error {
  var status: HTTPResponse.Status
  var sentence: String
}

extension Response {
  /// A value as JSON.
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(value)
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }

  /// A sentence that says what is wrong and what to do.
  static func refusal(_ status: HTTPResponse.Status, _ sentence: String) -> Response {
    struct Refusal: Encodable { var error: String }
    var response =
      (try? json(Refusal(error: sentence), status: status)) ?? Response(status: status)
    if status == .tooManyRequests || status == .serviceUnavailable {
      response.headers[.retryAfter] = "10"
    }
    return response
  }
}

/// Turns everything that is thrown into a sentence.
struct RefusalMiddleware: RouterMiddleware {
  func handle(
    _ request: Request, context: LiveContext,
    next: (Request, LiveContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as LiveRefusal {
      return .refusal(refusal.status, refusal.description)
    } catch let refusal as RequestRefusal {
      return .refusal(refusal.status, refusal.sentence)
    } catch let error as any HTTPResponseError {
      let sentence =
        switch error.status {
        case .notFound: "There is nothing at this address."
        case .methodNotAllowed: "This address is not asked for in this way."
        case .contentTooLarge:
          "The request is too large. Use a part of the text, or the command line: textcollapse run --corpus FILE."
        default: "The request cannot be answered: \(error.status.reasonPhrase)."
        }
      return .refusal(error.status, sentence)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return .refusal(.internalServerError, "Something went wrong: \(error)")
    }
  }
}
