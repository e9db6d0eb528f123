internal import Counting

/// What the n-grams of one order are to those that are one token longer.
///
/// Their probabilities p(w | h) stand in the records of the contexts that they will be, in place of what
/// is not known yet: only those that are no contexts need memory of their own.
struct LowerOrder: Sendable {
  /// p(w | h) of each n-gram that ends in the boundary and is no context, by its number.
  var boundaryProbabilities = FlatBuffer<Double>(uninitialized: 0)
  /// The last token of each.
  var lastTokens = LastTokens(
    tokens: FlatBuffer(uninitialized: 0), starts: FlatBuffer(uninitialized: 0))
  /// Whether each begins a sentence (1) or not (0).
  var startsSentence = FlatBuffer<UInt8>(uninitialized: 0)
  /// How many n-grams stand in front and are no contexts: those that end in the boundary.
  var skipped = 0
  /// What makes an n-gram's number that of its context.
  var firstContext = 0
  /// The context that follows an n-gram that ends in the boundary.
  var startContext: UInt32 = 0
}

extension Context {
  /// The probability of the n-gram that this context is, in place of where its successors begin and of
  /// its weight.
  var pending: Double {
    get { Double(bitPattern: UInt64(firstSuccessor) | UInt64(weight) << 32) }
    set {
      firstSuccessor = UInt32(truncatingIfNeeded: newValue.bitPattern)
      weight = UInt32(truncatingIfNeeded: newValue.bitPattern >> 32)
    }
  }
}

/// The same without owners, for loops: an owner in a loop is counted at every turn.
struct PlainOrder {
  let skipped: Int
  let firstContext: Int
  private let startContext: UInt32
  private let boundaryProbabilities: UnsafeMutablePointer<Double>
  private let contexts: UnsafeMutablePointer<Context>

  init(_ order: LowerOrder, in contexts: UnsafeMutablePointer<Context>) {
    boundaryProbabilities = order.boundaryProbabilities.base
    skipped = order.skipped
    firstContext = order.firstContext
    startContext = order.startContext
    self.contexts = contexts
  }

  /// p(w | h) of an n-gram, until the record of its context is written.
  @inline(__always)
  subscript(number: Int) -> Double {
    get {
      number < skipped
        ? boundaryProbabilities[number] : contexts[firstContext &+ number].pending
    }
    nonmutating set {
      if number < skipped {
        boundaryProbabilities[number] = newValue
      } else {
        contexts[firstContext &+ number].pending = newValue
      }
    }
  }

  /// The n-gram that a context is; the first one for the start of a sentence, which all have in common
  /// that end in the boundary.
  @inline(__always)
  func number(of context: UInt32) -> Int {
    skipped > 0 && context == startContext ? 0 : Int(context) &- firstContext
  }

  /// The longest context that a model knows after an n-gram: the n-gram itself, or the start of the
  /// next sentence.
  @inline(__always)
  func context(after number: Int) -> UInt32 {
    number < skipped ? startContext : UInt32(truncatingIfNeeded: firstContext &+ number)
  }
}
