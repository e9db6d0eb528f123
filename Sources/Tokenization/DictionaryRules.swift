/// How words of Chinese and Japanese are found with ICU's dictionary: the cheapest way through a run
/// of ideographs and kana, as ICU takes it.
///
/// A word of the dictionary costs what the dictionary says. The numbers here are ICU's own; whether
/// the ICU that is loaded has the same is for ``FastPathCheck`` to say.
struct DictionaryRules: Sendable {
  /// The longest word that is looked for.
  static let longestWord = 20
  /// Runs of Katakana from this length on are no words.
  static let longestKatakana = 20

  /// What a character costs that is no word of the dictionary.
  var unknownCost: UInt32 = 255

  /// What a run of so many Katakana costs as a word; longer ones cost as much as the first.
  var katakanaCosts: [UInt32] = [8192, 984, 408, 240, 204, 252, 300, 372, 480]

  /// Whether a character counts where Katakana are a word together.
  @inline(__always)
  static func isKatakana(_ unit: UInt16) -> Bool {
    unit >= 0x30A1 && unit <= 0x30FE && unit != 0x30FB
  }
}
