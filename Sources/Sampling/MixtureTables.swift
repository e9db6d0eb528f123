package import Counting
internal import LanguageModels
package import Tokenization

/// A model as a mixture that can be drawn from with integers alone.
///
/// A context draws from its own successors with some probability, and otherwise as the context that
/// is one token shorter does; the empty context may have a uniform floor below it. A draw reads one
/// record for each context it passes and one stretch of records where it ends.
package final class MixtureTables: Sendable {
  let model: NgramModel
  /// The contexts, and one more that marks the end of the last one's successors.
  package let contexts: FlatBuffer<MixtureContext>
  /// The successors of all contexts.
  package let successors: FlatBuffer<MixtureSuccessor>
  /// The tokens of the floor.
  package let floor: FlatBuffer<TokenID>
  /// For each successor, the share of its draws from below that is kept; nil where all are.
  package let keptShares: FlatBuffer<UInt64>?
  /// What probabilities weigh.
  let weight: Tempering
  private let guide: GuideTable

  init(
    _ model: NgramModel, contexts: FlatBuffer<MixtureContext>,
    successors: FlatBuffer<MixtureSuccessor>, floor: FlatBuffer<TokenID>,
    keptShares: FlatBuffer<UInt64>?, weight: Tempering = Tempering(temperature: 1)
  ) {
    self.model = model
    self.contexts = contexts
    self.successors = successors
    self.floor = floor
    self.keptShares = keptShares
    self.weight = weight
    guide = GuideTable(successors.base, count: model.vocabularySize)
  }

  /// The tables as plain pointers, for loops.
  var view: MixtureView {
    MixtureView(
      model: ModelView(model), contexts: contexts.base, successors: successors.base,
      floor: UnsafeBufferPointer(floor.elements), guide: guide.starts.base,
      guideShift: guide.shift, keptShares: keptShares.map { UnsafePointer($0.base) },
      vocabularySize: model.vocabularySize, weight: weight)
  }
}

/// How a context is drawn from.
package struct MixtureContext: BitwiseCopyable, Sendable {
  /// The probability of drawing among its own successors, as a 64-bit fraction; the highest number
  /// stands for 1.
  package var ownShare: UInt64
  /// The index of its first successor; the next context's is the end.
  package var firstSuccessor: UInt32
  /// The context without its oldest token.
  package var backOff: UInt32
}

/// A successor with its share of the own draws of its context.
package struct MixtureSuccessor: BitwiseCopyable, Sendable {
  /// The sum of the weights up to and with this one, in its context.
  package var sum: UInt64
  /// The token.
  package var token: TokenID
  /// The context that follows.
  package var next: UInt32
}

/// Where a token that was drawn stands in the tables, which have the places of the model.
struct PlacedDraw {
  /// Its index among all successors.
  var index: Int
  /// The context, the one drawn after or a back-off, that has it among its successors.
  var found: UInt32
}

/// When to give up.
enum RefusedDraws {
  /// After so many refusals in a row a list of all tokens takes less time than more of them.
  static let limit = 256
}

/// Where to look for a point among very many successors: a constant number of steps on average (the
/// cutpoint method of Chen and Asau 1974).
private struct GuideTable: Sendable {
  let starts: FlatBuffer<UInt32>
  let shift: UInt64

  init(_ successors: UnsafePointer<MixtureSuccessor>, count: Int) {
    let bits = max(1, Int.bitWidth - count.leadingZeroBitCount)
    shift = UInt64(64 - bits)
    starts = FlatBuffer(uninitialized: 1 << bits)
    let total = successors[count - 1].sum
    var index = 0
    for bucket in 0..<(1 << bits) {
      let point = total.multipliedFullWidth(by: UInt64(bucket) << shift).high
      while index + 1 < count, successors[index].sum <= point { index += 1 }
      starts.base[bucket] = UInt32(index)
    }
  }
}

/// The ``MixtureTables`` without their owners.
///
/// Safe: valid only while the tables live; whoever keeps the view keeps them, too.
struct MixtureView: @unchecked Sendable {
  let model: ModelView
  let contexts: UnsafePointer<MixtureContext>
  let successors: UnsafePointer<MixtureSuccessor>
  let floor: UnsafeBufferPointer<TokenID>
  let guide: UnsafePointer<UInt32>
  let guideShift: UInt64
  let keptShares: UnsafePointer<UInt64>?
  let vocabularySize: Int
  let weight: Tempering

  /// Whether a context is followed by `<unk>` nearly always: then the next shorter one is asked.
  func isFilledByUnknown(_ context: UInt32) -> Bool {
    var state = context
    return model.step(SpecialToken.unknown, from: &state).probability > 0.9999
  }

  /// Draws the token after a context; nil where no token has a probability.
  @inline(__always)
  func draw(after context: UInt32, _ random: inout SentenceRandom) -> PlacedDraw? {
    if let keptShares {
      return draw(after: context, &random, keeping: keptShares).map { place($0, after: context) }
    }
    var here = context
    while !takesOwn(here, &random) {
      guard here != 0 else {
        let token = drawFloor(&random)
        return place(token, after: context, PlacedDraw(index: Int(token), found: 0))
      }
      here = contexts[Int(here)].backOff
    }
    let index = drawOwn(here, &random)
    return place(successors[index].token, after: context, PlacedDraw(index: index, found: here))
  }

  /// Where a token stands after a context: among its successors or those of the nearest back-off.
  @inline(__always)
  func place(_ token: TokenID, after context: UInt32) -> PlacedDraw {
    place(token, after: context, PlacedDraw(index: Int(token), found: 0))
  }

  /// Where a token stands that was drawn in a back-off: a longer context may hold it, too.
  @inline(__always)
  private func place(
    _ token: TokenID, after context: UInt32, _ drawn: PlacedDraw
  ) -> PlacedDraw {
    var longer = context
    while longer != drawn.found {
      let first = Int(contexts[Int(longer)].firstSuccessor)
      let index = find(
        token, from: first, count: Int(contexts[Int(longer) &+ 1].firstSuccessor) &- first)
      if index >= 0 { return PlacedDraw(index: index, found: longer) }
      longer = contexts[Int(longer)].backOff
    }
    return drawn
  }

  /// p(token | context) of a token that was placed, which is what the model itself says.
  @inline(__always)
  func probability(of placed: PlacedDraw, after context: UInt32) -> Double {
    var weights = InlineArray<8, Double>(repeating: 1)
    var depth = 0
    var here = context
    while here != placed.found {
      weights[depth] = model.weight(of: model.contexts[Int(here)])
      depth &+= 1
      here = model.contexts[Int(here)].backOff
    }
    var probability = model.successors[placed.index].probability
    while depth > 0 {
      depth &-= 1
      probability *= weights[depth]
    }
    return probability
  }

  /// Draws from a model in which successors may lose, by refusal.
  ///
  /// A context seen once whose back-off is nearly sure of the same successor refuses nearly all that
  /// comes from below. What was refused says nothing of the next draw, so that after a number of
  /// refusals one draw from the whole list has the same distribution.
  private func draw(
    after context: UInt32, _ random: inout SentenceRandom, keeping keptShares: UnsafePointer<UInt64>
  ) -> TokenID? {
    for _ in 0..<RefusedDraws.limit {
      if takesOwn(context, &random) { return successors[drawOwn(context, &random)].token }
      guard context != 0 else { return drawFloor(&random) }
      let backOff = contexts[Int(context)].backOff
      guard let token = draw(after: backOff, &random, keeping: keptShares) else { return nil }
      let index = model.find(token, in: context)
      guard index >= 0 else { return token }
      let kept = keptShares[index]
      if kept == .max || random.next() < kept { return token }
    }
    return drawListed(after: context, &random)
  }

  /// Draws with one random number, from a list of the whole vocabulary.
  private func drawListed(after context: UInt32, _ random: inout SentenceRandom) -> TokenID? {
    let probabilities = (0..<TokenID(vocabularySize)).map { token in
      var state = context
      return model.step(token, from: &state).probability
    }
    let first = probabilities.max() ?? 0
    guard first > 0 else { return nil }
    let weights = probabilities.map { weight($0 / first) }
    var point = Double(random.next()) * 0x1p-64 * weights.reduce(0, +)
    var drawn: TokenID?
    for (token, weight) in weights.enumerated() where weight > 0 {
      drawn = TokenID(token)
      point -= weight
      if point < 0 { break }
    }
    return drawn
  }

  @inline(__always)
  private func takesOwn(_ context: UInt32, _ random: inout SentenceRandom) -> Bool {
    let share = contexts[Int(context)].ownShare
    return share == .max || random.next() < share
  }

  /// The index of a token among `count` successors, or -1.
  @inline(__always)
  func find(_ token: TokenID, from first: Int, count: Int) -> Int {
    var low = first
    var count = count
    while count > 1 {
      let half = count &>> 1
      if successors[low &+ half].token <= token { low &+= half }
      count &-= half
    }
    return count == 1 && successors[low].token == token ? low : -1
  }

  func drawFloor(_ random: inout SentenceRandom) -> TokenID {
    floor[Int(random.next(below: UInt64(floor.count)))]
  }

  @inline(__always)
  private func drawOwn(_ context: UInt32, _ random: inout SentenceRandom) -> Int {
    let first = Int(contexts[Int(context)].firstSuccessor)
    return drawOwn(
      context, from: first, count: Int(contexts[Int(context) &+ 1].firstSuccessor) &- first, &random
    )
  }

  /// The index of the first successor of a context whose running sum lies above a uniform point.
  @inline(__always)
  func drawOwn(
    _ context: UInt32, from first: Int, count: Int, _ random: inout SentenceRandom
  ) -> Int {
    if count == 1 { return first }
    let bits = random.next()
    let point = successors[first &+ count &- 1].sum.multipliedFullWidth(by: bits).high
    var low = first
    if context == 0 {
      low = Int(guide[Int(bits &>> guideShift)])
      while successors[low].sum <= point { low &+= 1 }
      return low
    }
    var width = count
    while width > 0 {
      let half = width &>> 1
      if successors[low &+ half].sum <= point {
        low &+= half &+ 1
        width &-= half &+ 1
      } else {
        width = half
      }
    }
    return low
  }
}
