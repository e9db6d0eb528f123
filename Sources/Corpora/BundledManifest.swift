internal import FoundationEssentials

/// What is said of a bundled corpus in the `manifest.json` beside its `text.txt`.
public struct BundledManifest: Sendable, Equatable, Codable {
  /// The title for people.
  public var title: String
  /// The language as a BCP 47 tag, such as `en` or `zh-Hans`.
  public var language: String
  /// The licence as an SPDX identifier or in words.
  public var licence: String
  /// How the text was written.
  public var written: String
  /// The number of tokens under the default tokenizer.
  public var tokens: Int
  /// The number of types under the default tokenizer.
  public var types: Int
  /// The size of the text in bytes.
  public var bytes: Int
  /// The SHA-256 of the text in hexadecimal.
  public var sha256: String

  /// Creates a manifest.
  public init(
    title: String, language: String, licence: String, written: String, tokens: Int, types: Int,
    bytes: Int, sha256: String
  ) {
    self.title = title
    self.language = language
    self.licence = licence
    self.written = written
    self.tokens = tokens
    self.types = types
    self.bytes = bytes
    self.sha256 = sha256
  }

  /// The name of the manifest's file.
  public static let fileName = "manifest.json"
  /// The name of the text's file.
  public static let textName = "text.txt"

  /// Reads the manifest at `path`.
  public static func read(_ path: String) throws(CorpusError) -> BundledManifest {
    let bytes: [UInt8]
    do { bytes = try FileInput.read(path) } catch { throw .file(error) }
    do {
      return try JSONDecoder().decode(BundledManifest.self, from: Data(bytes))
    } catch DecodingError.keyNotFound(let key, _) {
      throw .invalidManifest(path: path, reason: "'\(key.stringValue)' is missing")
    } catch DecodingError.typeMismatch(_, let context) {
      let field = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .invalidManifest(path: path, reason: "'\(field)' has the wrong type")
    } catch {
      throw .invalidManifest(path: path, reason: "it is not JSON")
    }
  }
}
