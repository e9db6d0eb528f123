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
/// read next, and comes back to it when the others have had their turn. Where a context has many
/// successors, each halving of the search is a turn.
struct ScoringLanes {
  /// How many pieces are on their way at once.
  static let count = 32
  /// So many successors, at most two cache lines, are looked through in one turn.
  private static let few: UInt32 = 4

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

  /// The scores of pieces, each with the context before it.
  ///
  /// A lane that is done with a piece takes the next one. Every piece is summed alone: the result does
  /// not depend on the company it is scored in.
  func scores(of pieces: [(range: Range<Int>, context: UInt32)]) -> [TextScore] {
    var scores = [TextScore](repeating: TextScore(), count: pieces.count)
    var next = min(Self.count, pieces.count)
    withUnsafeTemporaryAllocation(of: Lane.self, capacity: next) { lanes in
      for index in 0..<next { lanes.initializeElement(at: index, to: lane(index, of: pieces)) }
      // The lanes that are still at work.
      withUnsafeTemporaryAllocation(of: Int.self, capacity: next) { active in
        for index in 0..<next { active.initializeElement(at: index, to: index) }
        var alive = next
        while alive > 0 {
          for place in 0..<alive { open(&lanes[active[place]]) }
          var place = 0
          while place < alive {
            let index = active[place]
            if look(&lanes[index]) {
              place += 1
              continue
            }
            scores[lanes[index].piece] = lanes[index].result
            if next < pieces.count {
              lanes[index] = lane(next, of: pieces)
              next += 1
              place += 1
            } else {
              alive -= 1
              active[place] = active[alive]
            }
          }
        }
      }
    }
    return scores
  }

  private func lane(_ piece: Int, of pieces: [(range: Range<Int>, context: UInt32)]) -> Lane {
    var lane = Lane(piece, pieces[piece].range, context: pieces[piece].context)
    lane.token = token(at: lane.position)
    return lane
  }

  @inline(__always)
  private func token(at index: Int) -> TokenID {
    // A number outside the vocabulary is `<unk>`.
    Int(ids[index]) < vocabularySize ? ids[index] : SpecialToken.unknown
  }

  /// Reads where the successors of the lane's context lie, and asks for those to look at.
  @inline(__always)
  private func open(_ lane: inout Lane) {
    guard !lane.isSearching else { return }
    lane.isSearching = true
    if lane.here == 0 {
      lane.first = lane.token
      lane.width = 1
    } else {
      lane.first = view.contexts[Int(lane.here)].firstSuccessor
      lane.width = view.contexts[Int(lane.here) &+ 1].firstSuccessor &- lane.first
    }
    askForSuccessors(of: lane)
  }

  /// Asks for the successor in the middle, or for all where they are few.
  @inline(__always)
  private func askForSuccessors(of lane: borrowing Lane) {
    if lane.width > Self.few {
      cprefetch(view.successors + Int(lane.first &+ lane.width &>> 1))
    } else {
      cprefetch(view.successors + Int(lane.first))
      cprefetch(view.successors + Int(lane.first &+ lane.width &- 1))
    }
  }

  /// Halves the successors to look at, or looks for the token and moves on, to the next one or to the
  /// shorter context; returns whether there is more to do.
  @inline(__always)
  private func look(_ lane: inout Lane) -> Bool {
    if lane.width > Self.few {
      let half = lane.width &>> 1
      let middle = lane.first &+ half
      lane.first = view.successors[Int(middle)].token <= lane.token ? middle : lane.first
      lane.width &-= half
      askForSuccessors(of: lane)
      return true
    }
    lane.isSearching = false
    let end = lane.first &+ lane.width
    var index = lane.first
    while index < end, view.successors[Int(index)].token < lane.token { index &+= 1 }
    guard index < end, view.successors[Int(index)].token == lane.token else {
      let record = view.contexts[Int(lane.here)]
      lane.backOff(to: record.backOff, weight: view.weight(of: record))
      cprefetch(view.contexts + Int(lane.here))
      return true
    }
    let successor = view.successors[Int(index)]
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
  let piece: Int
  /// The token to score next, or being scored.
  var position: Int
  let end: Int
  /// The context looked into: the state, or one of its back-offs.
  var here: UInt32
  /// Its successors.
  var first: UInt32 = 0
  var width: UInt32 = 0
  var token: TokenID = 0
  /// Whether these are what is left of a search.
  var isSearching = false
  private var depth = 0
  private var weights = InlineArray<8, Double>(repeating: 1)
  private var score = TextScore()
  private var product = LogProduct()

  init(_ piece: Int, _ range: Range<Int>, context: UInt32) {
    self.piece = piece
    position = range.lowerBound
    end = range.upperBound
    here = context
  }

  @inline(__always)
  mutating func backOff(to context: UInt32, weight: Double) {
    weights[depth] = weight
    depth &+= 1
    here = context
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
