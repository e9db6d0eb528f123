internal import CPrefetch
internal import LanguageModels
internal import Tokenization

/// Draws several sentences in turn, one look-up each.
///
/// A draw waits for memory at every context that it passes. Sentences are independent, so while one
/// waits the others go on; each asks for what it will read next, at every halving of a search, too. A
/// sentence uses its own random numbers in the same order as ``MixtureView/draw(after:_:)``, and is the
/// same sentence.
struct MixtureLanes {
  /// How many sentences are on their way at once.
  private static let count = 16
  /// So many successors, at most two cache lines, are looked through in one turn.
  private static let few: UInt32 = 4

  private let view: MixtureView
  private let startContext: UInt32
  private let limit: Int
  private let refusesUnknown: Bool
  private let isTruncated: Bool
  /// Whether bounds answer most questions.
  private let isBounded: Bool
  /// A probability above which a token is taken after every context.
  private let certain: Double

  /// Prepares draws.
  ///
  /// - Parameters:
  ///   - tables: What to draw from.
  ///   - limit: The most tokens in a sentence.
  ///   - refusesUnknown: Whether `<unk>` is not taken.
  ///   - isTruncated: Whether other tokens may not be taken either.
  ///   - isBounded: Whether ``RankBounds`` answer most questions of that.
  ///   - certain: A probability above which a token is taken after every context; nil if there is none.
  init(
    _ tables: MixtureTables, limit: Int, refusesUnknown: Bool, isTruncated: Bool, isBounded: Bool,
    certain: Double?
  ) {
    view = tables.view
    startContext = tables.model.startContext
    self.limit = limit
    self.refusesUnknown = refusesUnknown
    self.isTruncated = isTruncated
    self.isBounded = isBounded
    self.certain = certain ?? .infinity
  }

  /// Draws sentences.
  ///
  /// - Parameters:
  ///   - range: Which sentences.
  ///   - drawing: Ranks tokens, accepts or refuses them, and lists them where all are refused.
  ///   - random: Opens the random numbers of one.
  /// - Returns: The sentences in order.
  /// - Throws: ``SamplingError/nothingToDraw``.
  func sentences(
    _ range: Range<Int>, drawing: inout Drawing, random: (_ sentence: Int) -> SentenceRandom
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
          case .searching: drawn = search(&lanes[place])
          case .placing: drawn = self.place(&lanes[place])
          case .ranking: drawn = rank(&lanes[place], &drawing)
          case .testing: drawn = test(&lanes[place], &drawing)
          case .weighing: drawn = weigh(&lanes[place], &drawing)
          case .listing: drawn = try list(&lanes[place], drawing)
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
      if lane.width <= Self.few { cprefetch(view.successors + Int(lane.first)) }
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

  /// Draws a point of the sum of the context's successors.
  @inline(__always)
  private func draw(_ lane: inout SentenceLane) -> TokenID? {
    if lane.width == 1 { return found(Int(lane.first), &lane) }
    let bits = lane.random.next()
    let sum = view.successors[Int(lane.first &+ lane.width &- 1)].sum
    lane.point = sum.multipliedFullWidth(by: bits).high
    lane.step = .searching
    if lane.here == 0 {
      lane.first = view.guide[Int(bits &>> view.guideShift)]
      lane.width = 1
    } else if lane.width <= Self.few {
      return search(&lane)
    }
    askForSuccessors(of: lane)
    return nil
  }

  /// Looks for the first successor whose running sum lies above the point.
  @inline(__always)
  private func search(_ lane: inout SentenceLane) -> TokenID? {
    if lane.width > Self.few {
      let half = lane.width &>> 1
      let middle = lane.first &+ half
      lane.first = view.successors[Int(middle &- 1)].sum <= lane.point ? middle : lane.first
      lane.width &-= half
      askForSuccessors(of: lane)
      return nil
    }
    var index = Int(lane.first)
    while view.successors[index].sum <= lane.point { index &+= 1 }
    return found(index, &lane)
  }

  /// Goes on with a token that was drawn: from the context it was drawn in, unless a longer one holds
  /// it, too.
  @inline(__always)
  private func found(_ index: Int, _ lane: inout SentenceLane) -> TokenID? {
    lane.token = view.successors[index].token
    if lane.token == SpecialToken.unknown, refusesUnknown {
      refuse(&lane, isUnknown: true)
      return nil
    }
    lane.drawn = PlacedDraw(index: index, found: lane.here)
    guard lane.here == lane.context else {
      open(lane.context, &lane)
      askForSuccessors(of: lane)
      lane.longer = lane.context
      lane.step = .placing
      return nil
    }
    if isTruncated, lane.here == lane.source, ownProbability(of: index, in: lane.here) > certain {
      return take(lane.drawn, &lane)
    }
    return place(lane.drawn, &lane)
  }

  /// What a context gives a successor, without what that has from the back-off.
  @inline(__always)
  private func ownProbability(of index: Int, in context: UInt32) -> Double {
    let record = view.contexts[Int(context)]
    let last = Int(view.contexts[Int(context) &+ 1].firstSuccessor) &- 1
    let below = index == Int(record.firstSuccessor) ? 0 : view.successors[index &- 1].sum
    return Double(view.successors[index].sum &- below) / Double(view.successors[last].sum)
      * Double(record.ownShare) * 0x1p-64
  }

  /// Takes a token whose place is known, or has it tested first.
  @inline(__always)
  private func place(_ placed: PlacedDraw, _ lane: inout SentenceLane) -> TokenID? {
    guard isTruncated else { return take(placed, &lane) }
    lane.drawn = placed
    lane.step = .ranking
    cprefetch(view.model.successors + placed.index)
    return nil
  }

  /// Takes a token that no context refuses, or asks what ranks before it.
  @inline(__always)
  private func rank(_ lane: inout SentenceLane, _ drawing: inout Drawing) -> TokenID? {
    lane.ranked =
      lane.source == lane.context ? lane.drawn : view.place(lane.token, after: lane.source)
    lane.question = drawing.question(of: lane.ranked, after: lane.source)
    if lane.question.probability > certain { return take(lane.drawn, &lane) }
    lane.step = isBounded ? .testing : .weighing
    return nil
  }

  /// Takes or refuses a token, if the answer is near at hand.
  @inline(__always)
  private func test(_ lane: inout SentenceLane, _ drawing: inout Drawing) -> TokenID? {
    guard let answer = drawing.quickAnswer(&lane.question, after: lane.source) else {
      lane.step = .weighing
      return nil
    }
    return follow(answer, &lane)
  }

  /// Takes or refuses a token.
  @inline(__always)
  private func weigh(_ lane: inout SentenceLane, _ drawing: inout Drawing) -> TokenID? {
    follow(drawing.fullAnswer(lane.question, of: lane.ranked, after: lane.source), &lane)
  }

  @inline(__always)
  private func follow(_ answer: Bool, _ lane: inout SentenceLane) -> TokenID? {
    if answer { return take(lane.drawn, &lane) }
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
    if isTruncated, !isBounded { cprefetch(view.model.contexts + Int(context)) }
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
    _ lane: inout SentenceLane, _ drawing: borrowing Drawing
  ) throws(SamplingError) -> TokenID? {
    if !view.isFilledByUnknown(lane.source),
      let token = drawing.prepared.drawListed(after: lane.source, &lane.random)
    {
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
    if lane.width > Self.few {
      let half = lane.width &>> 1
      let middle = lane.first &+ half
      lane.first = view.successors[Int(middle)].token <= lane.token ? middle : lane.first
      lane.width &-= half
      askForSuccessors(of: lane)
      return nil
    }
    let end = lane.first &+ lane.width
    var index = lane.first
    while index < end, view.successors[Int(index)].token < lane.token { index &+= 1 }
    if index < end, view.successors[Int(index)].token == lane.token {
      return place(PlacedDraw(index: Int(index), found: lane.longer), &lane)
    }
    lane.longer = view.contexts[Int(lane.longer)].backOff
    guard lane.longer != lane.here else { return place(lane.drawn, &lane) }
    open(lane.longer, &lane)
    askForSuccessors(of: lane)
    return nil
  }

  /// Finds out where the successors of a context lie.
  @inline(__always)
  private func open(_ context: UInt32, _ lane: inout SentenceLane) {
    lane.first = view.contexts[Int(context)].firstSuccessor
    lane.width = view.contexts[Int(context) &+ 1].firstSuccessor &- lane.first
  }

  /// Asks for the successor in the middle, or for all where they are few.
  @inline(__always)
  private func askForSuccessors(of lane: borrowing SentenceLane) {
    if lane.width > Self.few {
      cprefetch(view.successors + Int(lane.first &+ lane.width &>> 1))
    } else {
      cprefetch(view.successors + Int(lane.first))
      cprefetch(view.successors + Int(lane.first &+ lane.width &- 1))
    }
  }
}

/// A sentence on its way.
private struct SentenceLane {
  enum Step { case choosing, drawing, searching, placing, ranking, testing, weighing, listing }

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
  /// The successors of the context at hand, or what is left of a search among them.
  var first: UInt32 = 0
  var width: UInt32 = 0
  /// What is looked for among them: a point of their sum, or a token.
  var point: UInt64 = 0
  var token: TokenID = 0
  var drawn = PlacedDraw(index: 0, found: 0)
  var ranked = PlacedDraw(index: 0, found: 0)
  var question = RankQuestion()

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
