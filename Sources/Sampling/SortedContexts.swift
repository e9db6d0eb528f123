internal import CPrefetch
internal import LanguageModels
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
  /// What is known of the mass in steps, for all contexts here.
  private var steps: GrowingBuffer<Float>
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
    steps = GrowingBuffer(capacity: 2 * MassSteps.count * firstLong)
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
      weights.push(view.contexts[Int(here)].backOffWeight)
      // The successors of this level must not count again below.
      mass -= weight(weights.product) * self.mass(of: sorted.lower, before: rank, weights)
      here = view.contexts[Int(here)].backOff
    }
  }

  /// At most the mass that ranks before a probability in a context, back-offs included, in a model
  /// whose distributions sum to 1; roughly or as near as the steps are.
  @inline(__always)
  mutating func mostMass(
    of context: UInt32, before probability: Double, roughly: Bool
  ) -> Double {
    // The margins are for rounding, of the probability and to single precision.
    let step = MassSteps.last(from: probability * (1 - 1e-12))
    return Double(mass(of: context, downTo: roughly ? step | MassSteps.rough : step)) + 1e-6
  }

  /// At least that mass.
  @inline(__always)
  mutating func leastMass(
    of context: UInt32, before probability: Double, roughly: Bool
  ) -> Double {
    let step = MassSteps.last(from: probability * (1 + 1e-12)) - 1
    let rough = (step + 1 & ~MassSteps.rough) - 1
    return Double(mass(of: context, downTo: roughly ? rough : step)) - 1e-6
  }

  /// Asks for what bounds on the mass before a probability will read.
  @inline(__always)
  func warm(_ context: UInt32, before probability: Double) {
    guard let place = places[context] else { return }
    let step = min(max(0, MassSteps.last(from: probability)), MassSteps.count - 1)
    cprefetch(steps.base + (place * MassSteps.count + step))
  }

  @inline(__always)
  private mutating func mass(of context: UInt32, downTo step: Int) -> Float {
    if step < 0 { return 0 }
    if step >= MassSteps.count { return 1 }
    let known = steps[place(of: context) * MassSteps.count + step]
    return known.isNaN ? massMade(of: context, downTo: step) : known
  }

  private mutating func massMade(of context: UInt32, downTo step: Int) -> Float {
    let mass = Float(mass(of: context, before: MassSteps.end(step), LevelWeights()))
    // Back-offs may have been met for the first time, and places have changed.
    steps[place(of: context) * MassSteps.count + step] = mass
    return mass
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
      steps.removeAll()
    }
    let record = view.contexts[Int(context)]
    let end = Int(view.contexts[Int(context) + 1].firstSuccessor)
    var own: [RankedToken] = []
    var lower: [RankedToken] = []
    own.reserveCapacity(end - Int(record.firstSuccessor))
    for index in Int(record.firstSuccessor)..<end {
      let successor = view.successors[index]
      own.append(RankedToken(successor))
      if context != 0 {
        var state = record.backOff
        let below = view.step(successor.token, from: &state).probability
        lower.append(RankedToken(token: successor.token, probability: below))
      }
    }
    let sorted = SortedContext(own: list(own, isWhole: context == 0), lower: list(lower))
    contexts.append(sorted)
    if context == 0, cuts == nil { cuts = ProbabilityCuts(own.sorted { $0.precedes($1) }[...]) }
    steps.append(repeating: .nan, count: MassSteps.count)
    return place
  }

  private mutating func list(_ unsorted: [RankedToken], isWhole: Bool = false) -> SortedList {
    let list = SortedList(
      first: tokens.count, firstSum: sums.count, count: unsorted.count, isWhole: isWhole)
    var sum = 0.0
    sums.append(0)
    for token in unsorted.sorted(by: { $0.precedes($1) }) {
      tokens.append(token)
      sum += weight(token.probability)
      sums.append(sum)
    }
    return list
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
