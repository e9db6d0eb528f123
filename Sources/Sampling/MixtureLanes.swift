internal import CPrefetch
internal import LanguageModels
internal import Tokenization

/// Draws several sentences in turn, one look-up each.
///
/// A draw waits for memory at every context that it passes. Sentences are independent, so while one
/// waits the others go on; each asks for what it will read next. A sentence uses its own random
/// numbers in the same order as ``MixtureView/draw(from:_:)``, and is the same sentence.
struct MixtureLanes {
  /// How many sentences are on their way at once.
  static let count = 16

  private let view: MixtureView
  private let startContext: UInt32
  private let limit: Int
  private let refusesUnknown: Bool

  init(_ tables: MixtureTables, limit: Int, refusesUnknown: Bool) {
    view = tables.view
    startContext = tables.model.startContext
    self.limit = limit
    self.refusesUnknown = refusesUnknown
  }

  /// Draws sentences.
  ///
  /// - Parameters:
  ///   - range: Which sentences.
  ///   - random: Opens the random numbers of one.
  ///   - listed: Draws from a list of all tokens that may follow a context; nil where there is none.
  /// - Returns: The sentences in order.
  /// - Throws: ``SamplingError/nothingToDraw``.
  func sentences(
    _ range: Range<Int>, random: (_ sentence: Int) -> SentenceRandom,
    listed: (_ context: UInt32, _ random: inout SentenceRandom) -> TokenID?
  ) throws(SamplingError) -> SentenceBatch {
    var next = range.lowerBound
    var lanes: [SentenceLane] = []
    while lanes.count < Self.count, next < range.upperBound {
      lanes.append(
        SentenceLane(
          random(next), sentence: next, context: startContext, number: lanes.count))
      next += 1
    }
    var written = lanes.map { _ in [TokenID]() }
    var finished: [FinishedSentence] = []
    finished.reserveCapacity(range.count)
    try lanes.withUnsafeMutableBufferPointer { lanes throws(SamplingError) in
      var alive = lanes.count
      while alive > 0 {
        var place = 0
        while place < alive {
          var drawn = advance(&lanes[place])
          if lanes[place].step == .listing { drawn = try list(&lanes[place], listed) }
          guard let token = drawn else {
            place += 1
            continue
          }
          let lane = lanes[place].number
          let isEnd = token == SpecialToken.boundary
          if !isEnd {
            written[lane].append(token)
            lanes[place].length &+= 1
          }
          if !isEnd, lanes[place].length < limit {
            place += 1
            continue
          }
          let end = written[lane].count
          finished.append(
            FinishedSentence(
              sentence: lanes[place].sentence, lane: lane,
              tokens: (end - lanes[place].length)..<end, isCut: !isEnd))
          if next < range.upperBound {
            lanes[place].begin(random(next), sentence: next, context: startContext)
            next += 1
            place += 1
          } else {
            alive -= 1
            lanes.swapAt(place, alive)
          }
        }
      }
    }
    finished.sort { $0.sentence < $1.sentence }
    var batch = SentenceBatch()
    batch.ids.reserveCapacity(written.reduce(range.count) { $0 + $1.count })
    for sentence in finished {
      batch.add(written[sentence.lane][sentence.tokens], isCut: sentence.isCut)
    }
    return batch
  }

  /// Takes a lane one look-up further; returns a token when one is drawn.
  @inline(__always)
  private func advance(_ lane: inout SentenceLane) -> TokenID? {
    switch lane.step {
    case .choosing: choose(&lane)
    case .drawing: draw(&lane)
    case .placing: place(&lane)
    case .listing: nil
    }
  }

  /// Draws from the context at hand, or goes down to the shorter one.
  @inline(__always)
  private func choose(_ lane: inout SentenceLane) -> TokenID? {
    let record = view.contexts[Int(lane.here)]
    if record.ownShare == .max || lane.random.next() < record.ownShare {
      open(lane.here, &lane)
      lane.step = .drawing
      cprefetch(view.successors + Int(lane.first &+ lane.width &- 1))
      return nil
    }
    guard lane.here != 0 else {
      return found(view.successors[Int(view.drawFloor(&lane.random))], &lane)
    }
    lane.here = record.backOff
    cprefetch(view.contexts + Int(lane.here))
    return nil
  }

  @inline(__always)
  private func draw(_ lane: inout SentenceLane) -> TokenID? {
    let index = view.drawOwn(
      lane.here, from: Int(lane.first), count: Int(lane.width), &lane.random)
    return found(view.successors[index], &lane)
  }

  /// Goes on with a token that was drawn: from the context it was drawn in, unless a longer one holds
  /// it, too.
  @inline(__always)
  private func found(_ successor: MixtureSuccessor, _ lane: inout SentenceLane) -> TokenID? {
    if successor.token == SpecialToken.unknown, refusesUnknown {
      refuse(&lane)
      return nil
    }
    guard lane.here == lane.context else {
      lane.drawn = successor
      open(lane.context, &lane)
      lane.longer = lane.context
      lane.step = .placing
      return nil
    }
    return lane.take(successor.token, next: successor.next, view)
  }

  /// Draws again, at last from a list; where `<unk>` fills a context, from the next shorter one.
  private func refuse(_ lane: inout SentenceLane) {
    lane.refusals += 1
    lane.here = lane.source
    lane.step = .choosing
    if lane.refusals == RefusedDraws.limit || view.isFilledByUnknown(lane.source) {
      lane.step = .listing
    }
  }

  private func list(
    _ lane: inout SentenceLane,
    _ listed: (_ context: UInt32, _ random: inout SentenceRandom) -> TokenID?
  ) throws(SamplingError) -> TokenID? {
    if !view.isFilledByUnknown(lane.source), let token = listed(lane.source, &lane.random) {
      let next = view.successors[view.place(token, after: lane.context).index].next
      return lane.take(token, next: next, view)
    }
    guard lane.source != 0 else { throw .nothingToDraw }
    lane.source = view.contexts[Int(lane.source)].backOff
    lane.refusals = 0
    lane.here = lane.source
    lane.step = .choosing
    return nil
  }

  /// Looks for the token in the longer context at hand.
  @inline(__always)
  private func place(_ lane: inout SentenceLane) -> TokenID? {
    let index = view.find(lane.drawn.token, from: Int(lane.first), count: Int(lane.width))
    if index >= 0 {
      return lane.take(lane.drawn.token, next: view.successors[index].next, view)
    }
    lane.longer = view.contexts[Int(lane.longer)].backOff
    guard lane.longer != lane.here else {
      return lane.take(lane.drawn.token, next: lane.drawn.next, view)
    }
    open(lane.longer, &lane)
    return nil
  }

  /// Finds out where the successors of a context lie, and asks for those in the middle.
  @inline(__always)
  private func open(_ context: UInt32, _ lane: inout SentenceLane) {
    lane.first = view.contexts[Int(context)].firstSuccessor
    lane.width = view.contexts[Int(context) &+ 1].firstSuccessor &- lane.first
    cprefetch(view.successors + Int(lane.first &+ lane.width &>> 1))
  }
}

/// A sentence on its way.
private struct SentenceLane {
  enum Step { case choosing, drawing, placing, listing }

  /// Which of the lanes it is; stays when lanes change places.
  let number: Int
  var random: SentenceRandom
  var sentence: Int
  /// Tokens drawn so far.
  var length = 0
  var step = Step.choosing
  /// The context of the token to draw; the one it is drawn from, which is shorter where only `<unk>`
  /// follows; and the one looked into, this or one of its back-offs.
  var context: UInt32
  var source: UInt32
  var here: UInt32
  /// Draws of `<unk>` in a row.
  var refusals = 0
  /// The context that may hold a token drawn further down.
  var longer: UInt32 = 0
  /// The successors of the context at hand.
  var first: UInt32 = 0
  var width: UInt32 = 0
  var drawn = MixtureSuccessor(sum: 0, token: 0, next: 0)

  init(_ random: SentenceRandom, sentence: Int, context: UInt32, number: Int) {
    self.number = number
    self.random = random
    self.sentence = sentence
    self.context = context
    source = context
    here = context
  }

  mutating func begin(_ random: SentenceRandom, sentence: Int, context: UInt32) {
    self = SentenceLane(random, sentence: sentence, context: context, number: number)
  }

  /// Moves on over a token.
  @inline(__always)
  mutating func take(_ token: TokenID, next: UInt32, _ view: MixtureView) -> TokenID {
    context = next
    source = next
    here = next
    refusals = 0
    step = .choosing
    cprefetch(view.contexts + Int(next))
    return token
  }
}

private struct FinishedSentence {
  let sentence: Int
  let lane: Int
  let tokens: Range<Int>
  let isCut: Bool
}

/// Sentences that were drawn one after the other.
struct SentenceBatch: Sendable {
  private(set) var ends: [Int] = []
  private(set) var cut: [Bool] = []
  var ids: [TokenID] = []

  /// Adds a sentence without its end.
  mutating func add(_ tokens: some Collection<TokenID>, isCut: Bool) {
    ids.append(contentsOf: tokens)
    ids.append(SpecialToken.boundary)
    ends.append(ids.count)
    cut.append(isCut)
  }
}
