internal import CICU

/// The ICU that is loaded: segmentation, and so every result, depends on it.
public enum UnicodeLibrary {
  /// The version of ICU, such as `72.1`.
  public static let icuVersion = versions.icu
  /// The version of Unicode that it implements, such as `15.0`.
  public static let unicodeVersion = versions.unicode

  private static let versions: (icu: String, unicode: String) = {
    var icu = [CChar](repeating: 0, count: 20)
    var unicode = [CChar](repeating: 0, count: 20)
    cicu_versions(&icu, &unicode)
    return (text(icu), text(unicode))
  }()

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
