internal import CPrefetch
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Tokenization

/// Scores several pieces of a text in turn, one look-up each.
///
/// A walk through a model waits for memory at every step, and its next step is known only then. Pieces
/// are independent, so while one waits the others go on: each round asks for what every lane will
/// read next, and comes back to it when the others have had their turn.
struct ScoringLanes {
  /// How many pieces are on their way at once.
  static let count = 16

  // Plain pointers and numbers only: an owner in here would be counted at every step.
  private let vocabularySize: Int
  private let view: ModelView
  private let starts: ContextStarts
  private let ids: UnsafeBufferPointer<TokenID>

  init(_ model: NgramModel, ids: UnsafeBufferPointer<TokenID>) {
    vocabularySize = model.vocabularySize
    self.ids = ids
    view = ModelView(model)
    starts = ContextStarts(model)
  }

  /// The scores of pieces, each with the context before it; at most ``count`` of them.
  ///
  /// Every piece is summed alone: the result does not depend on the company it is scored in.
  func scores(of pieces: [(range: Range<Int>, context: UInt32)]) -> [TextScore] {
    withUnsafeTemporaryAllocation(of: Lane.self, capacity: pieces.count) { lanes in
      for (index, piece) in pieces.enumerated() {
        lanes.initializeElement(at: index, to: Lane(piece.range, context: piece.context))
        lanes[index].token = token(at: piece.range.lowerBound)
      }
      // The lanes that are still at work.
      withUnsafeTemporaryAllocation(of: Int.self, capacity: pieces.count) { active in
        for index in pieces.indices { active.initializeElement(at: index, to: index) }
        var alive = pieces.count
        while alive > 0 {
          for place in 0..<alive { open(&lanes[active[place]]) }
          var place = 0
          while place < alive {
            if look(&lanes[active[place]]) {
              place += 1
            } else {
              alive -= 1
              active[place] = active[alive]
            }
          }
        }
      }
      return lanes.map(\.result)
    }
  }

  @inline(__always)
  private func token(at index: Int) -> TokenID {
    // A number outside the vocabulary is `<unk>`.
    Int(ids[index]) < vocabularySize ? ids[index] : SpecialToken.unknown
  }

  /// Reads where the successors of the lane's context lie, and asks for the first to look at.
  @inline(__always)
  private func open(_ lane: inout Lane) {
    if lane.here == 0 {
      cprefetch(view.successors + Int(lane.token))
      return
    }
    lane.first = view.contexts[Int(lane.here)].firstSuccessor
    lane.width = view.contexts[Int(lane.here) &+ 1].firstSuccessor &- lane.first
    cprefetch(view.successors + Int(lane.first &+ lane.width &>> 1))
  }

  /// Looks for the token and moves on, to the next token or to the shorter context; returns whether
  /// there is more to do.
  @inline(__always)
  private func look(_ lane: inout Lane) -> Bool {
    let index =
      lane.here == 0
      ? Int(lane.token)
      : view.find(lane.token, from: Int(lane.first), count: Int(lane.width))
    guard index >= 0 else {
      lane.backOff(view.contexts[Int(lane.here)])
      cprefetch(view.contexts + Int(lane.here))
      return true
    }
    let successor = view.successors[index]
    lane.take(successor.probability, matchedLength: starts.length(ofContext: lane.here) &+ 1)
    lane.here = successor.next
    cprefetch(view.contexts + Int(lane.here))
    guard lane.position < lane.end else { return false }
    lane.token = token(at: lane.position)
    return true
  }
}

/// A piece on its way.
private struct Lane {
  /// The token to score next, or being scored.
  var position: Int
  let end: Int
  /// The context looked into: the state, or one of its back-offs.
  var here: UInt32
  /// Its successors.
  var first: UInt32 = 0
  var width: UInt32 = 0
  var token: TokenID = 0
  private var depth = 0
  private var weights = InlineArray<8, Double>(repeating: 1)
  private var score = TextScore()
  private var product = LogProduct()

  init(_ range: Range<Int>, context: UInt32) {
    position = range.lowerBound
    end = range.upperBound
    here = context
  }

  @inline(__always)
  mutating func backOff(_ context: Context) {
    weights[depth] = context.backOffWeight
    depth &+= 1
    here = context.backOff
  }

  /// Enters the probability of the token in the context in which it was found.
  ///
  /// Weights are multiplied from the shortest context outwards, as in ``ModelView``.
  @inline(__always)
  mutating func take(_ found: Double, matchedLength: Int) {
    var probability = found
    while depth > 0 {
      depth &-= 1
      probability *= weights[depth]
    }
    position &+= 1
    score.tokens &+= 1
    score.matchedLength &+= matchedLength
    let isUnknown = token == SpecialToken.unknown
    if isUnknown { score.outOfVocabulary &+= 1 }
    if probability > 0 {
      if isUnknown {
        score.log2ProbabilityOutOfVocabulary += log2(probability)
      } else {
        product.multiply(probability)
      }
    } else {
      score.zeroProbability &+= 1
    }
  }

  /// The sums of the piece.
  var result: TextScore {
    var result = score
    result.log2Probability = product.log2Value + score.log2ProbabilityOutOfVocabulary
    return result
  }
}
