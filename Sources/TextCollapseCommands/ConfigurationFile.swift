internal import Corpora
internal import FoundationEssentials
internal import Generations

/// A configuration on disk: JSON with the option names as keys, or the manifest of a run, which
/// holds one.
enum ConfigurationFile {
  static func read(_ path: String) throws -> RunConfiguration {
    let data = Data(try FileInput.read(path))
    let decoder = JSONDecoder()
    do {
      if let manifest = try? decoder.decode(Manifest.self, from: data) {
        return manifest.configuration
      }
      return try decoder.decode(RunConfiguration.self, from: data)
    } catch let error as GenerationError {
      throw error
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
      throw problem(path, "the value of \(Self.key(context)) is of the wrong kind")
    } catch DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty {
      throw problem(path, "\(Self.key(context)) has a value that it does not take")
    } catch {
      throw problem(path, "it is not a JSON object")
    }
  }

  private struct Manifest: Decodable {
    var configuration: RunConfiguration
  }

  private static func key(_ context: DecodingError.Context) -> String {
    "'\(context.codingPath.map(\.stringValue).joined(separator: "."))'"
  }

  private static func problem(_ path: String, _ words: String) -> GenerationError {
    .unreadableConfiguration(path: path, problem: words)
  }
}
