public import Tokenization

/// Why a stream cannot be counted.
public enum CountingError: Error, Equatable, CustomStringConvertible {
  /// The order lies outside ``NgramCounts/supportedOrders``.
  case unsupportedOrder(Int)
  /// There is no token.
  case emptyStream
  /// There are more tokens than positions can be numbered.
  case tooLong(tokens: Int)
  /// The last sentence has no end.
  case unfinishedSentence
  /// A token number lies outside the vocabulary.
  case outsideVocabulary(id: TokenID, size: Int)
  /// A ring holds a sentence boundary.
  case boundaryInRing(position: Int)

  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unsupportedOrder(let order):
      "order \(order) is not supported; choose an order from 1 to 8"
    case .emptyStream:
      "there is no token to count; give a text with at least one word"
    case .tooLong(let tokens):
      "\(tokens) tokens are more than one count can hold (4,294,967,294); give a part of the corpus"
    case .unfinishedSentence:
      "the last sentence of the token stream has no sentence end"
    case .outsideVocabulary(let id, let size):
      "token number \(id) lies outside the vocabulary of \(size) numbers"
    case .boundaryInRing(let position):
      "a ring has no sentence boundaries, but one stands at position \(position)"
    }
  }
}
