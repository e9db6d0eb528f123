internal import Corpora
internal import FoundationEssentials
package import Generations
internal import Sampling

/// A configuration on disk: JSON with the option names as keys, or the manifest of a run, which
/// holds one.
package enum ConfigurationFile {
  /// Reads and checks a configuration.
  static func read(_ path: String) throws -> RunConfiguration {
    try read(FileInput.read(path), path: path)
  }

  /// Checks the bytes of a configuration.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path, for errors.
  /// - Returns: The configuration.
  /// - Throws: ``GenerationError`` that says what is wrong.
  package static func read(_ bytes: [UInt8], path: String) throws -> RunConfiguration {
    let data = Data(bytes)
    if let repeated = JSONFault.repeatedName(in: bytes) { throw problem(path, repeated) }
    do {
      let configuration = try decode(data)
      try configuration.validate()
      return configuration
    } catch let error as UnknownOption {
      let names = RunConfiguration.CodingKeys.allCases.map(\.rawValue)
      throw GenerationError.unknownOption(
        path: path, option: error.name,
        nearest: Suggestion.nearest(to: error.name, among: names))
    } catch GenerationError.outOfRange(let option, let value, let range) {
      throw problem(path, "'\(option)' is \(value), and must be \(range)")
    } catch SamplingError.outOfRange(let option, let value, let range) {
      throw problem(path, "'\(option)' is \(value), and must be \(range)")
    } catch DecodingError.keyNotFound(let key, _) {
      throw problem(path, "'\(key.stringValue)' is missing")
    } catch DecodingError.typeMismatch(_, let context) {
      throw problem(path, Self.wrongKind(context))
    } catch DecodingError.valueNotFound(_, let context) {
      throw problem(path, Self.wrongKind(context))
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw problem(path, "\(Self.key(context)) has a value that it does not take")
    } catch {
      throw problem(path, JSONFault.first(in: bytes) ?? Self.noObject)
    }
  }

  private static func decode(_ data: Data) throws -> RunConfiguration {
    let decoder = JSONDecoder()
    // Only a manifest has an object under this key.
    if (try? decoder.decode(Mark.self, from: data)) != nil {
      return try decoder.decode(Manifest.self, from: data).configuration
    }
    return try decoder.decode(RunConfiguration.self, from: data)
  }

  private struct Mark: Decodable {
    struct Anything: Decodable {
      init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: RunConfiguration.CodingKeys.self)
      }
    }

    var configuration: Anything
  }

  private struct Manifest: Decodable {
    var configuration: RunConfiguration
  }

  private static let noObject = "it is not a JSON object with the values that options take"

  private static func wrongKind(_ context: DecodingError.Context) -> String {
    context.codingPath.isEmpty ? noObject : "the value of \(key(context)) is of the wrong kind"
  }

  private static func key(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
    return "'\(path.filter { $0 != "configuration" }.joined(separator: "."))'"
  }

  private static func problem(_ path: String, _ words: String) -> GenerationError {
    .unreadableConfiguration(path: path, problem: words)
  }
}
