#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import LanguageModels
internal import Tokenization

/// The successors of contexts by rank, with running sums of their mass; made when first asked for.
struct SortedContexts {
  private let view: ModelView
  private let power: Double
  private var contexts: [RankedMasses] = []
  /// Where the short contexts stand in ``contexts``, less one; 0 where they do not stand yet.
  private var places: [Int32]
  /// The same of long ones.
  private var longPlaces: [UInt32: Int] = [:]

  /// How many long contexts are remembered.
  private static let mostLong = 1 << 16

  /// - Parameters:
  ///   - view: The model.
  ///   - power: To which probabilities are raised.
  ///   - firstLong: The first context of two tokens.
  init(_ view: ModelView, power: Double, firstLong: Int) {
    self.view = view
    self.power = power
    places = [Int32](repeating: 0, count: firstLong)
  }

  /// The mass of the successors of a context that rank before, under the weights passed.
  @inline(__always)
  mutating func ownMass(
    of context: UInt32, before rank: RankedToken, _ weights: LevelWeights
  ) -> Double {
    let place = place(of: context)
    return contexts[place].own.mass(before: rank, weights)
  }

  /// The mass that the successors of a context have in its back-off, as far as they rank before there.
  @inline(__always)
  mutating func lowerMass(
    of context: UInt32, before rank: RankedToken, _ weights: LevelWeights
  ) -> Double {
    let place = place(of: context)
    return contexts[place].lower.mass(before: rank, weights)
  }

  @inline(__always)
  private mutating func place(of context: UInt32) -> Int {
    if Int(context) < places.count, places[Int(context)] > 0 {
      return Int(places[Int(context)]) - 1
    }
    return placeMade(of: context)
  }

  private mutating func placeMade(of context: UInt32) -> Int {
    let isShort = Int(context) < places.count
    if !isShort, let place = longPlaces[context] { return place }
    if longPlaces.count >= Self.mostLong {
      longPlaces.removeAll(keepingCapacity: true)
      contexts.removeAll()
      for index in places.indices { places[index] = 0 }
    }
    let place = contexts.count
    contexts.append(masses(of: context))
    if isShort { places[Int(context)] = Int32(place + 1) } else { longPlaces[context] = place }
    return place
  }

  private func masses(of context: UInt32) -> RankedMasses {
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
    return RankedMasses(own: SortedMass(own, power: power), lower: SortedMass(lower, power: power))
  }
}

/// The back-off weights passed on the way down, the longest context's first.
struct LevelWeights {
  private var count = 0
  private var weights = InlineArray<8, Double>(repeating: 1)
  /// Their product, to within rounding.
  private(set) var product = 1.0

  @inline(__always)
  mutating func push(_ weight: Double) {
    weights[count] = weight
    count &+= 1
    product *= weight
  }

  /// A token of the level at hand as the longest context has it; multiplied from the shortest context
  /// outwards, as everywhere.
  @inline(__always)
  func scaled(_ token: RankedToken) -> RankedToken {
    var token = token
    var level = count
    while level > 0 {
      level &-= 1
      token.probability *= weights[level]
    }
    return token
  }
}

/// The successors of a context by their probability there and in its back-off.
private struct RankedMasses {
  let own: SortedMass
  let lower: SortedMass
}

/// Ranked tokens with running sums of their mass.
private struct SortedMass {
  private let tokens: [RankedToken]
  private let sums: [Double]

  init(_ unsorted: [RankedToken], power: Double) {
    tokens = unsorted.sorted { $0.precedes($1) }
    var sum = 0.0
    sums =
      [0]
      + tokens.map { token in
        sum += power == 1 ? token.probability : pow(token.probability, power)
        return sum
      }
  }

  /// The mass of the leading tokens that rank before, under the weights passed.
  @inline(__always)
  func mass(before rank: RankedToken, _ weights: LevelWeights) -> Double {
    // What the probability would be here; as near to it as rounding goes, it is worked out.
    let limit = rank.probability / weights.product
    let (above, below) = (limit * (1 + 1e-12), limit * (1 - 1e-12))
    return tokens.withUnsafeBufferPointer { tokens in
      var low = 0
      var width = tokens.count
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
      return sums[low]
    }
  }
}
