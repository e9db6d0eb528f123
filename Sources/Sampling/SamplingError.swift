/// Why text cannot be sampled.
public enum SamplingError: Error, Equatable, CustomStringConvertible {
  /// A setting lies outside its range.
  case outOfRange(option: String, value: String, range: String)
  /// Thousands of sentences in a row held no token.
  case onlyEmptySentences(sampled: Int)
  /// No token can be drawn at all.
  case nothingToDraw

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .outOfRange(let option, let value, let range):
      "--\(option) \(value) is out of range; it must be \(range)"
    case .onlyEmptySentences(let sampled):
      """
      the model wrote \(sampled) empty sentences in a row, so the text would never reach its \
      length; drop empty lines from the corpus or use --sentences none
      """
    case .nothingToDraw:
      "the model knows no token that may be drawn; allow <unk> or give more text"
    }
  }
}
