internal import Corpora
internal import FoundationEssentials

/// What a page sends to start a run.
public struct LiveRequest: Sendable, Equatable, Codable {
  /// How a run goes on after a generation.
  public enum Mode: String, Sendable, Codable {
    /// By itself.
    case run
    /// When it is told to.
    case step
  }

  /// The settings.
  public var settings: LiveSettings
  /// The pasted text, where the settings name it.
  public var text: String?
  /// How the run goes on.
  public var mode: Mode?
  /// Milliseconds that a generation stands at least, so that it can be read; it has no influence on what is
  /// computed.
  public var pace: Int?

  /// Creates a request.
  public init(
    settings: LiveSettings = LiveSettings(), text: String? = nil, mode: Mode? = nil,
    pace: Int? = nil
  ) {
    self.settings = settings
    self.text = text
    self.mode = mode
    self.pace = pace
  }

  /// The slowest pace in milliseconds.
  static let slowest = 10_000

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - json: A JSON object.
  ///   - limits: The limits of a live run.
  /// - Returns: The request, all of whose settings are in range.
  /// - Throws: ``LiveRefusal``.
  public static func read(_ json: [UInt8], _ limits: LiveLimits) throws(LiveRefusal) -> LiveRequest
  {
    do {
      let request = try JSONDecoder().decode(LiveRequest.self, from: Data(json))
      try request.check(limits)
      return request
    } catch let refusal as LiveRefusal {
      throw refusal
    } catch let error as DecodingError {
      throw LiveRefusal(.badRequest, sentence(for: error, json))
    } catch {
      let text = "\(error)"
      throw LiveRefusal(.badRequest, text.prefix(1).uppercased() + text.dropFirst())
    }
  }

  private static func sentence(for error: DecodingError, _ json: [UInt8]) -> String {
    switch error {
    case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing."
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      if let key = context.codingPath.last {
        return "'\(key.stringValue)' has a value that it does not take."
      }
      if let fault = JSONFault.first(in: json) { return "The request cannot be read: \(fault)." }
      if case .typeMismatch = error { return "The request cannot be read: it is not an object." }
      return "A number in the request does not fit its setting."
    @unknown default: return "The request cannot be read."
    }
  }

  private func check(_ limits: LiveLimits) throws {
    try settings.check(limits)
    if let pace, !(0...Self.slowest).contains(pace) {
      throw LiveRefusal(.badRequest, "'pace' is from 0 to \(Self.slowest) milliseconds.")
    }
    let isPasted = settings.corpus == LiveSettings.pasted
    guard isPasted == (text != nil) else {
      throw LiveRefusal(
        .badRequest,
        isPasted
          ? "There is no pasted text. Paste one, or choose a corpus."
          : "A text was sent, and the settings name the corpus '\(settings.corpus)'.")
    }
    if let text, text.utf8.count > limits.textBytes {
      throw LiveRefusal(
        .tooLarge,
        "The text has \(text.utf8.count) bytes, and \(limits.textBytes) may be pasted. Use a part of it, "
          + "or the command line: textcollapse run --corpus FILE.")
    }
  }
}
