internal import Counting
public import Tokenization

/// One step of a walk through a model.
public struct TokenScore: Sendable, Equatable {
  /// p(token | context).
  public var probability: Double
  /// The length of the n-gram that matched; 1 for a unigram.
  public var matchedLength: Int
}

/// A view of a model's arrays for hot loops.
///
/// Safe: valid only while the model lives, and whoever keeps the view keeps the model, too; what it
/// points to is only read.
@usableFromInline
package struct ModelView: @unchecked Sendable {
  @usableFromInline package let contexts: UnsafeMutablePointer<Context>
  @usableFromInline package let successors: UnsafeMutablePointer<Successor>
  @usableFromInline package let weights: UnsafeMutablePointer<Double>

  package init(_ model: NgramModel) {
    contexts = model.contexts.base
    successors = model.successors.base
    weights = model.weights.base
  }

  /// A view of a model that is still being made.
  init(
    contexts: UnsafeMutablePointer<Context>, successors: UnsafeMutablePointer<Successor>,
    weights: UnsafeMutablePointer<Double>
  ) {
    self.contexts = contexts
    self.successors = successors
    self.weights = weights
  }

  /// γ(h) of a context.
  @inlinable
  @inline(__always)
  package func weight(of context: Context) -> Double { weights[Int(context.weight)] }

  /// The index of a token among the successors of a context, or -1.
  ///
  /// - Complexity: O(log *s*) for *s* successors; O(1) in the empty context.
  @inlinable
  @inline(__always)
  package func find(_ token: TokenID, in context: UInt32) -> Int {
    if context == 0 { return Int(token) }
    let first = Int(contexts[Int(context)].firstSuccessor)
    return find(
      token, from: first, count: Int(contexts[Int(context) &+ 1].firstSuccessor) &- first)
  }

  /// The index of a token among `count` successors, or -1.
  @inlinable
  @inline(__always)
  package func find(_ token: TokenID, from first: Int, count: Int) -> Int {
    var low = first
    var count = count
    while count > 1 {
      let half = count &>> 1
      if successors[low &+ half].token <= token { low &+= half }
      count &-= half
    }
    return count == 1 && successors[low].token == token ? low : -1
  }

  /// The index of `<unk>` among the successors from `first` to `end`, or -1: only the boundary has a lower
  /// number.
  ///
  /// - Complexity: O(1).
  @inlinable
  @inline(__always)
  package func findUnknown(from first: Int, to end: Int) -> Int {
    var index = first
    if index < end, successors[index].token == SpecialToken.boundary { index &+= 1 }
    return index < end && successors[index].token == SpecialToken.unknown ? index : -1
  }

  /// Scores a token and moves on.
  ///
  /// - Parameters:
  ///   - token: The token that follows.
  ///   - context: The context; afterwards the one to continue with.
  /// - Returns: The probability, and the context in which the token was found.
  /// - Complexity: O(order · log *s*).
  @inlinable
  @inline(__always)
  package func step(
    _ token: TokenID, from context: inout UInt32
  ) -> (probability: Double, found: UInt32) {
    let index = find(token, in: context)
    if index >= 0 {
      let found = context
      context = successors[index].next
      return (successors[index].probability, found)
    }
    return stepBackingOff(token, from: &context)
  }

  /// The rest of ``step(_:from:)`` for a token that is no successor of the context.
  ///
  /// Weights are multiplied from the shortest context outwards, p(w | h) = γ(h) · p(w | h'), so that
  /// rounding never reverses the order of two tokens between a context and its back-off: rankings
  /// (top-k, top-p) rely on it.
  @usableFromInline
  func stepBackingOff(
    _ token: TokenID, from context: inout UInt32
  ) -> (probability: Double, found: UInt32) {
    var weights = InlineArray<8, Double>(repeating: 1)
    var depth = 0
    var here = context
    var index = -1
    while index < 0 {
      weights[depth] = weight(of: contexts[Int(here)])
      depth &+= 1
      here = contexts[Int(here)].backOff
      index = find(token, in: here)
    }
    var probability = successors[index].probability
    while depth > 0 {
      depth &-= 1
      probability *= weights[depth]
    }
    context = successors[index].next
    return (probability, here)
  }
}

extension NgramModel {
  /// Scores one token after a context of any length.
  ///
  /// - Parameters:
  ///   - token: The token; numbers outside the vocabulary are scored as `<unk>`.
  ///   - context: The tokens before, oldest first. A boundary among them stands for the sentence
  ///     start and hides what lies before it.
  /// - Returns: The probability and the length of the n-gram that matched.
  /// - Complexity: O(order² · log *s*) for contexts with *s* successors.
  public func score(_ token: TokenID, after context: [TokenID]) -> TokenScore {
    let view = ModelView(self)
    var state = state(after: context)
    let known = Int(token) < vocabularySize ? token : SpecialToken.unknown
    guard isPredictable(known) else { return TokenScore(probability: 0, matchedLength: 1) }
    let (probability, found) = view.step(known, from: &state)
    return TokenScore(probability: probability, matchedLength: length(ofContext: found) + 1)
  }

  /// The longest context the model knows at the end of a list of tokens.
  package func state(after tokens: [TokenID]) -> UInt32 {
    let view = ModelView(self)
    var state: UInt32 = 0
    for token in tokens.suffix(order) {
      if token == SpecialToken.boundary && structure == .sentences {
        state = startContext
      } else {
        _ = view.step(
          Int(token) < vocabularySize ? token : SpecialToken.unknown, from: &state)
      }
    }
    return state
  }
}
