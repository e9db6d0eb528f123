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
  private let isTruncated: Bool

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - tables: What to draw from.
  ///   - limit: The most tokens in a sentence.
  ///   - refusesUnknown: Whether `<unk>` is not taken.
  ///   - isTruncated: Whether other tokens may not be taken either.
  init(_ tables: MixtureTables, limit: Int, refusesUnknown: Bool, isTruncated: Bool) {
    view = tables.view
    startContext = tables.model.startContext
    self.limit = limit
    self.refusesUnknown = refusesUnknown
    self.isTruncated = isTruncated
  }

  /// Draws sentences.
  ///
  /// - Parameters:
  ///   - range: Which sentences.
  ///   - random: Opens the random numbers of one.
  ///   - listed: Draws from a list of all tokens that may follow a context; nil where there is none.
  ///   - accepts: Whether a token may be taken after a context, if draws are truncated.
  /// - Returns: The sentences in order.
  /// - Throws: ``SamplingError/nothingToDraw``.
  func sentences(
    _ range: Range<Int>, random: (_ sentence: Int) -> SentenceRandom,
    listed: (_ context: UInt32, _ random: inout SentenceRandom) -> TokenID?,
    accepts: (_ token: TokenID, _ placed: PlacedDraw, _ context: UInt32) -> Bool
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
          var drawn: TokenID?
          switch lanes[place].step {
          case .choosing: drawn = choose(&lanes[place])
          case .drawing: drawn = draw(&lanes[place])
          case .placing: drawn = self.place(&lanes[place])
          case .testing: drawn = test(&lanes[place], accepts)
          case .listing: drawn = try list(&lanes[place], listed)
          }
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
      return found(Int(view.drawFloor(&lane.random)), &lane)
    }
    lane.here = record.backOff
    ask(for: lane.here)
    return nil
  }

  @inline(__always)
  private func draw(_ lane: inout SentenceLane) -> TokenID? {
    let index = view.drawOwn(
      lane.here, from: Int(lane.first), count: Int(lane.width), &lane.random)
    return found(index, &lane)
  }

  /// Goes on with a token that was drawn: from the context it was drawn in, unless a longer one holds
  /// it, too.
  @inline(__always)
  private func found(_ index: Int, _ lane: inout SentenceLane) -> TokenID? {
    let token = view.successors[index].token
    if token == SpecialToken.unknown, refusesUnknown {
      refuse(&lane, isUnknown: true)
      return nil
    }
    lane.drawn = PlacedDraw(index: index, found: lane.here)
    guard lane.here == lane.context else {
      open(lane.context, &lane)
      lane.longer = lane.context
      lane.step = .placing
      return nil
    }
    return place(lane.drawn, &lane)
  }

  /// Takes a token whose place is known, or has it tested first.
  @inline(__always)
  private func place(_ placed: PlacedDraw, _ lane: inout SentenceLane) -> TokenID? {
    guard isTruncated else { return take(placed, &lane) }
    lane.drawn = placed
    lane.step = .testing
    cprefetch(view.model.successors + placed.index)
    return nil
  }

  /// Takes or refuses a token.
  @inline(__always)
  private func test(
    _ lane: inout SentenceLane,
    _ accepts: (_ token: TokenID, _ placed: PlacedDraw, _ context: UInt32) -> Bool
  ) -> TokenID? {
    let token = view.successors[lane.drawn.index].token
    let placed =
      lane.source == lane.context ? lane.drawn : view.place(token, after: lane.source)
    if accepts(token, placed, lane.source) { return take(lane.drawn, &lane) }
    refuse(&lane, isUnknown: false)
    return nil
  }

  @inline(__always)
  private func take(_ placed: PlacedDraw, _ lane: inout SentenceLane) -> TokenID {
    let successor = view.successors[placed.index]
    lane.context = successor.next
    lane.source = successor.next
    lane.here = successor.next
    lane.refusals = 0
    lane.step = .choosing
    ask(for: successor.next)
    return successor.token
  }

  /// Asks for the record of a context.
  @inline(__always)
  private func ask(for context: UInt32) {
    cprefetch(view.contexts + Int(context))
    if isTruncated { cprefetch(view.model.contexts + Int(context)) }
  }

  /// Draws again, at last from a list; where `<unk>` fills a context, from the next shorter one.
  private func refuse(_ lane: inout SentenceLane, isUnknown: Bool) {
    lane.refusals += 1
    lane.here = lane.source
    lane.step = .choosing
    if lane.refusals == RefusedDraws.limit || isUnknown && view.isFilledByUnknown(lane.source) {
      lane.step = .listing
    }
  }

  private func list(
    _ lane: inout SentenceLane,
    _ listed: (_ context: UInt32, _ random: inout SentenceRandom) -> TokenID?
  ) throws(SamplingError) -> TokenID? {
    if !view.isFilledByUnknown(lane.source), let token = listed(lane.source, &lane.random) {
      return take(view.place(token, after: lane.context), &lane)
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
    let token = view.successors[lane.drawn.index].token
    let index = view.find(token, from: Int(lane.first), count: Int(lane.width))
    if index >= 0 { return place(PlacedDraw(index: index, found: lane.longer), &lane) }
    lane.longer = view.contexts[Int(lane.longer)].backOff
    guard lane.longer != lane.here else { return place(lane.drawn, &lane) }
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
  enum Step { case choosing, drawing, placing, testing, listing }

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
  /// Draws in a row that were not taken.
  var refusals = 0
  /// The context that may hold a token drawn further down.
  var longer: UInt32 = 0
  /// The successors of the context at hand.
  var first: UInt32 = 0
  var width: UInt32 = 0
  var drawn = PlacedDraw(index: 0, found: 0)

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
}

private struct FinishedSentence {
  let sentence: Int
  let lane: Int
  let tokens: Range<Int>
  let isCut: Bool
}
