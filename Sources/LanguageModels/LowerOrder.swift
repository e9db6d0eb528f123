internal import Counting

/// What the n-grams of one order are to those that are one token longer.
struct LowerOrder: Sendable {
  /// p(w | h) of each n-gram, by its number.
  var probabilities = FlatBuffer<Double>(uninitialized: 0)
  /// Whether each begins a sentence (1) or not (0).
  var startsSentence = FlatBuffer<UInt8>(uninitialized: 0)
  /// How many n-grams stand in front and are no contexts: those that end in the boundary.
  var skipped = 0
  /// What makes an n-gram's number that of its context.
  var firstContext = 0
  /// The context that follows an n-gram that ends in the boundary.
  var startContext: UInt32 = 0
}

/// The same without owners, for loops: an owner in a loop is counted at every turn.
struct PlainOrder {
  let probabilities: UnsafeMutablePointer<Double>
  let skipped: Int
  let firstContext: Int
  private let startContext: UInt32

  init(_ order: LowerOrder) {
    probabilities = order.probabilities.base
    skipped = order.skipped
    firstContext = order.firstContext
    startContext = order.startContext
  }

  /// The longest context that a model knows after an n-gram: the n-gram itself, or the start of the
  /// next sentence.
  @inline(__always)
  func context(after number: Int) -> UInt32 {
    number < skipped ? startContext : UInt32(truncatingIfNeeded: firstContext &+ number)
  }
}
