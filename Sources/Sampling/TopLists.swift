internal import CPrefetch
internal import LanguageModels
internal import Tokenization

/// The most probable tokens of short contexts and of those with many successors, with running sums of
/// their weights; made when first asked for.
struct TopLists {
  private let view: ModelView
  private let strategy: SamplingStrategy
  private var ranked: RankedTokens
  private var places: ContextPlaces
  private var counts: GrowingBuffer<Int32>
  /// The tokens of all lists, each filled up to ``room``, and what is known of them.
  private var tokens: GrowingBuffer<TokenID>
  private var probabilities: GrowingBuffer<Double>
  private var sums: GrowingBuffer<Double>
  private var nexts: GrowingBuffer<UInt32>
  /// How many tokens a list has at most: one more than may be drawn, to see where those end.
  private let limit: Int
  private let room: Int

  /// What all lists may take together.
  private static let mostBytes = 64 << 20

  /// Prepares lists.
  init(_ model: NgramModel, _ strategy: SamplingStrategy, firstLong: Int) {
    view = ModelView(model)
    self.strategy = strategy
    limit = min(strategy.topK ?? 1, model.vocabularySize) + 1
    room = (limit + 7) & ~7
    // `<unk>` may be among them and not be drawn.
    ranked = RankedTokens(model, limit: strategy.allowsUnknown ? limit : limit + 1)
    let most = Self.mostBytes / (room * 24)
    places = ContextPlaces(firstLong: firstLong, most: most)
    let expected = min(most, 2 * firstLong) * room
    counts = GrowingBuffer(capacity: expected / room)
    tokens = GrowingBuffer(capacity: expected)
    probabilities = GrowingBuffer(capacity: expected)
    sums = GrowingBuffer(capacity: expected)
    nexts = GrowingBuffer(capacity: expected)
  }

  /// The list of a context, a short one or one with many successors; valid until the next is asked for.
  @inline(__always)
  mutating func list(of context: UInt32) -> TopList {
    let place = places[context] ?? add(context)
    let start = place * room
    return TopList(
      count: Int(counts[place]), room: room, tokens: tokens.base + start,
      probabilities: probabilities.base + start, sums: sums.base + start,
      nexts: nexts.base + start)
  }

  /// Asks for the list of a context, if there is one.
  @inline(__always)
  func warm(_ context: UInt32) {
    guard let place = places[context] else { return }
    cprefetch(counts.base + place)
    let start = place * room
    // A longer list is read in few places.
    for line in 0..<min(4, (room &+ 15) &>> 4) {
      cprefetch(tokens.base + (start &+ line &* 16))
      cprefetch(nexts.base + (start &+ line &* 16))
    }
    for line in 0..<min(8, (room &+ 7) &>> 3) { cprefetch(sums.base + (start &+ line &* 8)) }
    // Where tokens above the list leave out the last ones.
    cprefetch(probabilities.base + (start &+ limit &- 1))
    cprefetch(probabilities.base + (start &+ max(0, limit &- 9)))
  }

  private mutating func add(_ context: UInt32) -> Int {
    let place = places.add(context)
    if place == 0 {
      counts.removeAll()
      tokens.removeAll()
      probabilities.removeAll()
      sums.removeAll()
      nexts.removeAll()
    }
    var sum = 0.0
    var count = 0
    for token in ranked.first(after: context)
    where strategy.allowsUnknown || token.token != SpecialToken.unknown {
      guard count < limit else { break }
      count += 1
      sum += strategy.weight(token.probability)
      tokens.append(token.token)
      probabilities.append(token.probability)
      sums.append(sum)
      nexts.append(next(after: context, token.token))
    }
    counts.append(Int32(count))
    tokens.append(repeating: .max, count: room - count)
    probabilities.append(repeating: 0, count: room - count)
    sums.append(repeating: 0, count: room - count)
    nexts.append(repeating: 0, count: room - count)
    return place
  }

  private func next(after context: UInt32, _ token: TokenID) -> UInt32 {
    var state = context
    _ = view.step(token, from: &state)
    return state
  }
}

/// A list of ranked tokens.
struct TopList {
  /// How many there are.
  let count: Int
  /// With what it is filled up to, a multiple of eight.
  let room: Int
  /// The tokens, most probable first, filled up with numbers that are no token's.
  let tokens: UnsafePointer<TokenID>
  let probabilities: UnsafePointer<Double>
  /// The sums of the weights up to and with each.
  let sums: UnsafePointer<Double>
  /// The context to go on with after each.
  let nexts: UnsafePointer<UInt32>

  @inline(__always)
  func rank(_ place: Int) -> RankedToken {
    RankedToken(token: tokens[place], probability: probabilities[place])
  }

  /// Whether a token is among them.
  @inline(__always)
  func holds(_ token: TokenID) -> Bool {
    let sought = SIMD8(repeating: token)
    var start = 0
    // Several at once, without a way out in between.
    var found = SIMDMask<SIMD8<Int32>>(repeating: false)
    while start < room {
      let some = UnsafeRawPointer(tokens + start).loadUnaligned(as: SIMD8<TokenID>.self)
      found .|= some .== sought
      start &+= some.scalarCount
    }
    return any(found)
  }

  /// The first of the leading tokens whose running sum lies above a point.
  @inline(__always)
  func place(of point: Double, among count: Int) -> Int {
    var low = 0
    var width = count
    while width > 0 {
      let half = width &>> 1
      if sums[low &+ half] <= point {
        low &+= half &+ 1
        width &-= half &+ 1
      } else {
        width = half
      }
    }
    // Rounding alone leads beyond the last one.
    return min(low, count &- 1)
  }
}
