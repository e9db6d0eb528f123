internal import Corpora
internal import FoundationEssentials

/// A corpus that the page offers.
public struct LiveCorpus: Sendable, Equatable, Encodable {
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
