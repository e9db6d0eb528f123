internal import Corpora
internal import FoundationEssentials

/// A corpus that the page offers.
public struct LiveCorpus: Sendable, Equatable, Codable {
  /// What the page calls it by; never a path.
  public var id: String
  /// The title for people.
  public var title: String
  /// The language as a BCP 47 tag.
  public var language: String
  /// The licence.
  public var licence: String
  /// The tokens of the whole text.
  public var tokens: Int
  /// The types of the whole text.
  public var types: Int
  /// Where it lies; not for the page.
  public var path: String

  enum CodingKeys: String, CodingKey {
    case id, title, language, licence, tokens, types
  }

  /// Writes all but the path.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(id, forKey: .id)
    try values.encode(title, forKey: .title)
    try values.encode(language, forKey: .language)
    try values.encode(licence, forKey: .licence)
    try values.encode(tokens, forKey: .tokens)
    try values.encode(types, forKey: .types)
  }

  /// Reads what the page knows.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    id = try values.decode(String.self, forKey: .id)
    title = try values.decode(String.self, forKey: .title)
    language = try values.decode(String.self, forKey: .language)
    licence = try values.decode(String.self, forKey: .licence)
    tokens = try values.decode(Int.self, forKey: .tokens)
    types = try values.decode(Int.self, forKey: .types)
    path = ""
  }

  private init(id: String, manifest: BundledManifest, path: String) {
    self.id = id
    title = manifest.title
    language = manifest.language
    licence = manifest.licence
    tokens = manifest.tokens
    types = manifest.types
    self.path = path
  }

  /// The corpora of a folder: every folder in it that has a manifest and a text, the longest text first.
  ///
  /// - Parameter folder: The folder `Corpora`.
  /// - Returns: The corpora.
  /// - Throws: An error of reading a manifest.
  public static func all(in folder: String) throws -> [LiveCorpus] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.filter { name in
      FileManager.default.fileExists(atPath: "\(folder)/\(name)/\(BundledManifest.fileName)")
        && FileManager.default.fileExists(atPath: "\(folder)/\(name)/\(BundledManifest.textName)")
    }
    .map { name in
      let path = "\(folder)/\(name)"
      return LiveCorpus(
        id: name, manifest: try .read("\(path)/\(BundledManifest.fileName)"), path: path)
    }
    .sorted { ($1.tokens, $0.id) < ($0.tokens, $1.id) }
  }
}
