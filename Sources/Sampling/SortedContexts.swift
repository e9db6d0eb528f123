internal import LanguageModels
internal import Sorting
internal import Tokenization

/// The successors of contexts by rank, with running sums of their mass; made when first asked for.
struct SortedContexts {
  private let view: ModelView
  private let weight: Tempering
  private var contexts: [SortedContext] = []
  /// The successors of all contexts here, and the same again as they are in the back-off.
  private var tokens: GrowingBuffer<RankedToken>
  /// The mass of the leading tokens of each list, from none to all.
  private var sums: GrowingBuffer<Double>
  private var places: ContextPlaces
  /// Where to search in the empty context, whose list is by far the longest and in every sum.
  private var cuts: ProbabilityCuts?

  /// - Parameters:
  ///   - view: The model.
  ///   - weight: What probabilities weigh.
  ///   - firstLong: The first context of two tokens.
  init(_ view: ModelView, _ weight: Tempering, firstLong: Int) {
    self.view = view
    self.weight = weight
    places = ContextPlaces(firstLong: firstLong, most: firstLong + 1 << 16)
    tokens = GrowingBuffer(capacity: 64 * firstLong)
    sums = GrowingBuffer(capacity: 64 * firstLong)
  }

  /// The mass that ranks before in a context, back-offs included, under the weights passed.
  mutating func mass(
    of context: UInt32, before rank: RankedToken, _ weights: LevelWeights
  ) -> Double {
    var mass = 0.0
    var weights = weights
    var here = context
    while true {
      let sorted = contexts[place(of: here)]
      mass += weight(weights.product) * self.mass(of: sorted.own, before: rank, weights)
      guard here != 0 else { return mass }
      weights.push(view.weight(of: view.contexts[Int(here)]))
      // The successors of this level must not count again below.
      mass -= weight(weights.product) * self.mass(of: sorted.lower, before: rank, weights)
      here = view.contexts[Int(here)].backOff
    }
  }

  /// The mass of the leading tokens of a list that rank before, under the weights passed.
  @inline(__always)
  private func mass(
    of list: SortedList, before rank: RankedToken, _ weights: LevelWeights
  ) -> Double {
    // What the probability would be here; as near to it as rounding goes, it is worked out.
    let limit = rank.probability / weights.product
    let (above, below) = (limit * (1 + 1e-12), limit * (1 - 1e-12))
    var low = list.first
    var width = list.count
    if list.isWhole, let cuts {
      let range = cuts.range(from: above, to: below)
      low &+= range.lowerBound
      width = range.count
    }
    while width > 0 {
      let half = width &>> 1
      let token = tokens[low &+ half]
      let isBefore =
        token.probability > above
        || (token.probability >= below && weights.scaled(token).precedes(rank))
      if isBefore {
        low &+= half &+ 1
        width &-= half &+ 1
      } else {
        width = half
      }
    }
    return sums[list.firstSum &+ low &- list.first]
  }

  // MARK: Places

  @inline(__always)
  private mutating func place(of context: UInt32) -> Int { places[context] ?? add(context) }

  private mutating func add(_ context: UInt32) -> Int {
    let place = places.add(context)
    if place == 0 {
      contexts.removeAll(keepingCapacity: true)
      tokens.removeAll()
      sums.removeAll()
    }
    let view = view
    let record = view.contexts[Int(context)]
    let slots =
      Int(record.firstSuccessor)..<Int(view.contexts[Int(context) + 1].firstSuccessor)
    let own = list(slots.count, isWhole: context == 0) {
      RankedToken(view.successors[slots.lowerBound + $0])
    }
    let lower = list(context == 0 ? 0 : slots.count) { place in
      let token = view.successors[slots.lowerBound + place].token
      var state = record.backOff
      return RankedToken(token: token, probability: view.step(token, from: &state).probability)
    }
    contexts.append(SortedContext(own: own, lower: lower))
    if context == 0, cuts == nil {
      cuts = ProbabilityCuts(UnsafeBufferPointer(start: tokens.base + own.first, count: own.count))
    }
    return place
  }

  /// Adds a list of tokens that come in any order.
  private mutating func list(
    _ count: Int, isWhole: Bool = false, _ token: (_ place: Int) -> RankedToken
  ) -> SortedList {
    let list = SortedList(
      first: tokens.count, firstSum: sums.count, count: count, isWhole: isWhole)
    var sum = 0.0
    sums.append(0)
    withUnsafeTemporaryAllocation(of: UInt128.self, capacity: count) { keys in
      for place in 0..<count { keys.initializeElement(at: place, to: token(place).rankKey) }
      sortKeys(UnsafeMutableBufferPointer(rebasing: keys[..<count]), bits: 96)
      for key in keys[..<count] {
        let token = RankedToken(rankKey: key)
        tokens.append(token)
        sum += weight(token.probability)
        sums.append(sum)
      }
    }
    return list
  }
}

extension RankedToken {
  /// A number that is smaller for tokens that rank before.
  @inline(__always)
  fileprivate var rankKey: UInt128 { UInt128(~probability.bitPattern) << 32 | UInt128(token) }

  @inline(__always)
  fileprivate init(rankKey: UInt128) {
    self.init(
      token: TokenID(truncatingIfNeeded: rankKey),
      probability: Double(bitPattern: ~UInt64(truncatingIfNeeded: rankKey >> 32)))
  }
}

/// Where the successors of a context stand by rank: by their probability there and in its back-off.
private struct SortedContext {
  let own: SortedList
  let lower: SortedList
}

/// A list of ranked tokens among others.
private struct SortedList {
  let first: Int
  /// Where its sums begin, of which it has one more.
  let firstSum: Int
  let count: Int
  /// Whether it is the vocabulary.
  let isWhole: Bool
}
