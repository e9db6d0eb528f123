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
  private var counts: [Int32] = []
  /// The tokens of all lists, each filled up to ``room``, and what is known of them.
  private var tokens: [TokenID] = []
  private var entries: [TopEntry] = []
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
    places = ContextPlaces(
      firstLong: firstLong,
      most: Self.mostBytes / (room * (MemoryLayout<TopEntry>.stride + 4)))
  }

  /// Calls `body` with the list of a context: a short one, or one with many successors.
  @inline(__always)
  mutating func withList<Result>(of context: UInt32, _ body: (TopList) -> Result) -> Result {
    let place = places[context] ?? add(context)
    let count = Int(counts[place])
    return tokens.withUnsafeBufferPointer { tokens in
      entries.withUnsafeBufferPointer { entries in
        let range = place * room..<place * room + count
        return body(
          TopList(
            tokens: UnsafeBufferPointer(rebasing: tokens[place * room..<(place + 1) * room]),
            entries: UnsafeBufferPointer(rebasing: entries[range])))
      }
    }
  }

  /// Asks for the list of a context, if there is one.
  @inline(__always)
  func warm(_ context: UInt32) {
    guard let place = places[context] else { return }
    tokens.withUnsafeBytes { warm($0, at: place * room * MemoryLayout<TokenID>.stride, room * 4) }
    entries.withUnsafeBytes {
      warm(
        $0, at: place * room * MemoryLayout<TopEntry>.stride, room * MemoryLayout<TopEntry>.stride)
    }
  }

  @inline(__always)
  private func warm(_ bytes: UnsafeRawBufferPointer, at start: Int, _ count: Int) {
    guard let base = bytes.baseAddress else { return }
    // A longer list is read in few places.
    for line in 0..<min(16, (count &+ 63) &>> 6) { cprefetch(base + start + line &* 64) }
  }

  private mutating func add(_ context: UInt32) -> Int {
    let place = places.add(context)
    if place == 0 {
      counts.removeAll(keepingCapacity: true)
      tokens.removeAll(keepingCapacity: true)
      entries.removeAll(keepingCapacity: true)
    }
    var sum = 0.0
    var count = 0
    for token in ranked.first(after: context)
    where strategy.allowsUnknown || token.token != SpecialToken.unknown {
      guard count < limit else { break }
      count += 1
      sum += strategy.weight(token.probability)
      tokens.append(token.token)
      entries.append(
        TopEntry(
          probability: token.probability, sum: sum, index: index(of: token.token, after: context)))
    }
    counts.append(Int32(count))
    tokens.append(contentsOf: repeatElement(.max, count: room - count))
    entries.append(
      contentsOf: repeatElement(TopEntry(probability: 0, sum: 0, index: 0), count: room - count))
    return place
  }

  /// Where a token stands after a context among all successors.
  private func index(of token: TokenID, after context: UInt32) -> UInt32 {
    var here = context
    while true {
      let index = view.find(token, in: here)
      if index >= 0 { return UInt32(index) }
      here = view.contexts[Int(here)].backOff
    }
  }
}

/// A list of ranked tokens.
struct TopList {
  /// The tokens, most probable first, filled up with numbers that are no token's.
  let tokens: UnsafeBufferPointer<TokenID>
  /// What is known of each.
  let entries: UnsafeBufferPointer<TopEntry>

  @inline(__always)
  func rank(_ place: Int) -> RankedToken {
    RankedToken(token: tokens[place], probability: entries[place].probability)
  }

  /// Whether a token is among them.
  @inline(__always)
  func holds(_ token: TokenID) -> Bool {
    let sought = SIMD8(repeating: token)
    var start = 0
    // Several at once, without a way out in between.
    var found = SIMDMask<SIMD8<Int32>>(repeating: false)
    let words = UnsafeRawBufferPointer(tokens)
    while start < words.count {
      found .|= words.loadUnaligned(fromByteOffset: start, as: SIMD8<TokenID>.self) .== sought
      start &+= MemoryLayout<SIMD8<TokenID>>.size
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
      if entries[low &+ half].sum <= point {
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

/// A token of a list.
struct TopEntry: BitwiseCopyable {
  let probability: Double
  /// The sum of the weights up to and with this one.
  let sum: Double
  /// Where it stands among all successors.
  let index: UInt32
}
