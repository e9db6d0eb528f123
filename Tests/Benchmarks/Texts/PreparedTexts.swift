/// A text in a file, one sentence a line, words parted by one space.
struct PreparedText: Codable {
  var path: String
  var tokens = 0
  var lines = 0
  var bytes = 0
}

/// The texts of a table.
struct PreparedTexts: Codable {
  /// Where the training and test text come from, in words.
  var source: String
  var training: PreparedText
  /// Every tenth line, never trained on.
  var test: PreparedText
  /// The test text again and again, so that scoring takes a while.
  var scoring: PreparedText
  /// The first lines of the training text, for what is slow.
  var small: PreparedText
  /// The bundled corpora to tokenize, by language, again and again.
  var languages: [LanguageText]
  /// So many millions of tokens of distinct novels.
  var growth: [PreparedText] = []
  /// Novels that the growing texts do not hold.
  var growthTest: PreparedText?
  /// All novels.
  var novels: PreparedText?
}

/// A bundled corpus, repeated.
struct LanguageText: Codable {
  var name: String
  var locale: String
  var text: PreparedText
}
