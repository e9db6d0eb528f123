package import Counting
public import Tokenization

/// Where the uniform distribution below the unigrams is spread.
public enum UniformFloor: String, Sendable, Codable, CaseIterable {
  /// Over the whole vocabulary, `<unk>` and the sentence end included: no token of the vocabulary has
  /// probability zero where the method smooths. The judge of held-out text.
  case vocabulary
  /// Over the tokens that were seen: a word that the text has lost stays lost. The generator.
  case observed
  /// On `<unk>` alone: all the mass that discounts free goes to words that are not in the vocabulary,
  /// and an n-gram of known words has what was left to them (`lmplz --interpolate_unigrams 0`).
  case unknown
}

/// An n-gram language model.
///
/// Contexts are numbered; 0 is the empty one, then those of one token, of two, and so on. Each
/// context holds its successors, sorted by token, each with its probability and with the context
/// that follows it. A text is therefore scored by walking from context to context: no n-gram is ever
/// hashed or looked up as a whole, and the successors of a context can be listed.
public struct NgramModel: Sendable {
  /// The order N: a token depends on the N − 1 before it.
  public let order: Int
  /// The size of the vocabulary, specials included.
  public let vocabularySize: Int
  /// Whether the model knows sentences (a start and an end) or an endless stream.
  public let structure: StreamStructure
  /// Where the uniform distribution is spread.
  public let floor: UniformFloor
  /// How many tokens the uniform distribution is spread over.
  public let floorSize: Int
  /// The number of n-grams of each order, from order 1.
  public let ngramCounts: [Int]
  /// What the estimation had to replace, in sentences.
  public let notes: [String]

  /// The first context of each length, and at the end the number of contexts.
  package let contextStarts: [Int]
  /// The contexts, and one more that marks the end of the last one's successors.
  package let contexts: FlatBuffer<Context>
  /// The successors of all contexts; those of the empty context are indexed by token.
  package let successors: FlatBuffer<Successor>
  /// The back-off weights that contexts refer to; the first is 1.
  package let weights: FlatBuffer<Double>
  /// What an exact draw needs; nil for a model that is no mixture or was read from a file.
  package let drawing: DrawingCounts?
  /// For each token, whether pruning left it out (1) or not (0); nil where nothing was pruned.
  package let dropped: FlatBuffer<UInt8>?
  /// Whether some n-gram is less probable than its back-off would make it.
  ///
  /// Never so in a mixture. Back-off models (Katz) hold such n-grams, and so do, by rounding, files of
  /// interpolated ones.
  package private(set) var hasLosses = false

  package init(
    order: Int, vocabularySize: Int, structure: StreamStructure, floor: UniformFloor,
    floorSize: Int, ngramCounts: [Int], notes: [String], contextStarts: [Int],
    contexts: FlatBuffer<Context>, successors: FlatBuffer<Successor>, weights: FlatBuffer<Double>,
    drawing: DrawingCounts?, dropped: FlatBuffer<UInt8>? = nil
  ) {
    self.order = order
    self.vocabularySize = vocabularySize
    self.structure = structure
    self.floor = floor
    self.floorSize = floorSize
    self.ngramCounts = ngramCounts
    self.notes = notes
    self.contextStarts = contextStarts
    self.contexts = contexts
    self.successors = successors
    self.weights = weights
    self.drawing = drawing
    self.dropped = dropped
  }
}

extension NgramModel {
  /// Finds out whether the model is a mixture.
  ///
  /// - Complexity: O(*m* · order · log *s*) for *m* n-grams in contexts of *s* successors.
  mutating func lookForLosses() {
    let view = ModelView(self)
    hasLosses = (1..<max(1, contexts.count - 1)).contains { context in
      let record = view.contexts[context]
      return (record.firstSuccessor..<view.contexts[context + 1].firstSuccessor).contains {
        let successor = view.successors[Int($0)]
        var state = record.backOff
        let lower = view.step(successor.token, from: &state).probability
        return successor.probability < view.weight(of: record) * lower
      }
    }
  }
}

/// A context: where its successors begin and what happens to tokens that are not among them.
@usableFromInline
package struct Context: BitwiseCopyable, Sendable {
  /// The index of its first successor; the next context's is the end.
  @usableFromInline package var firstSuccessor: UInt32
  /// The context without its oldest token.
  @usableFromInline package var backOff: UInt32
  /// Where γ(h), with which the probability in the shorter context is multiplied, stands among the
  /// weights of the model.
  ///
  /// Most contexts are alike, so that many share one.
  @usableFromInline package var weight: UInt32
}

/// A successor of a context: an n-gram.
@usableFromInline
package struct Successor: BitwiseCopyable, Sendable {
  /// The token.
  @usableFromInline package var token: TokenID
  /// The longest context that the model knows after this token.
  @usableFromInline package var next: UInt32
  /// p(token | context), interpolation included.
  @usableFromInline package var probability: Double
}

/// The integer counts behind the probabilities, for exact draws.
package struct DrawingCounts: Sendable {
  /// The counts in use of all successors.
  package let counts: SmallCounts
  /// For each token, whether the text holds it (1) or not (0).
  package let observed: FlatBuffer<UInt8>
  /// The rule of each order, from order 1.
  package let rules: [InterpolationRule]
  /// What pruning left out of each context; nil where it left out nothing.
  package let leftOut: FlatBuffer<LeftOut>?
}

extension NgramModel {
  /// The context before the first token of a sentence; the empty one in a ring.
  package var startContext: UInt32 {
    structure == .sentences && order > 1 && contextStarts.count > 2 ? 1 : 0
  }

  /// The number of tokens in a context.
  package func length(ofContext context: UInt32) -> Int {
    ContextStarts(self).length(ofContext: context)
  }

  /// Whether a token was seen in the text the model was estimated from.
  package func isObserved(_ token: TokenID) -> Bool {
    guard let drawing else { return successors.base[Int(token)].probability > 0 }
    return drawing.observed.base[Int(token)] == 1
  }

  /// Whether a token can be predicted at all: the sentence end cannot in a ring, nor a word that
  /// pruning left out.
  package func isPredictable(_ token: TokenID) -> Bool {
    guard token != SpecialToken.boundary || structure == .sentences else { return false }
    return !isDropped(token)
  }

  /// Whether pruning left a word out.
  package func isDropped(_ token: TokenID) -> Bool { dropped?.base[Int(token)] == 1 }
}

/// The first contexts of each length without their owner, for hot loops.
package struct ContextStarts: Sendable, BitwiseCopyable {
  /// The first contexts of 1 to 7 tokens; past the order of the model no context lies behind.
  private var starts: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32)

  /// Copies the limits of a model.
  package init(_ model: NgramModel) {
    func start(_ length: Int) -> UInt32 {
      length < model.contextStarts.count - 1 ? UInt32(model.contextStarts[length]) : .max
    }
    starts = (start(1), start(2), start(3), start(4), start(5), start(6), start(7))
  }

  /// The number of tokens in a context.
  @inline(__always)
  package func length(ofContext context: UInt32) -> Int {
    var length = context >= starts.0 ? 1 : 0
    length &+= context >= starts.1 ? 1 : 0
    length &+= context >= starts.2 ? 1 : 0
    length &+= context >= starts.3 ? 1 : 0
    length &+= context >= starts.4 ? 1 : 0
    length &+= context >= starts.5 ? 1 : 0
    length &+= context >= starts.6 ? 1 : 0
    return length
  }
}
