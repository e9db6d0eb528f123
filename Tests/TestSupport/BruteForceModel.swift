package import LanguageModels
package import Tokenization

/// A smoothing method with the formula that its slow twin computes.
package enum Estimator: Sendable, Hashable, CustomStringConvertible {
  /// Interpolated modified Kneser–Ney with the usual fallback discounts.
  case modifiedKneserNey
  /// Relative frequencies.
  case maximumLikelihood
  /// Additive smoothing.
  case additive(Double)
  /// Interpolated Witten–Bell.
  case wittenBell
  /// Interpolated absolute discounting.
  case absoluteDiscounting
  /// Interpolated Kneser–Ney with one discount for each order.
  case kneserNey
  /// Jelinek–Mercer with given weights.
  case jelinekMercer([Double])
  /// Katz back-off.
  case katz

  /// All that the laws are tried on.
  package static let all: [Estimator] = [
    .modifiedKneserNey, .maximumLikelihood, .additive(0.1), .additive(1), .wittenBell,
    .absoluteDiscounting, .kneserNey, .jelinekMercer([0.9, 0.6, 0.3]),
    .katz,
  ]

  /// The method under test.
  package var method: any SmoothingMethod {
    switch self {
    case .modifiedKneserNey: ModifiedKneserNey()
    case .maximumLikelihood: MaximumLikelihood()
    case .additive(let lambda): Additive(lambda: lambda)
    case .wittenBell: WittenBell()
    case .absoluteDiscounting: AbsoluteDiscounting()
    case .kneserNey: KneserNey()
    case .jelinekMercer(let weights): JelinekMercer(weights: weights)
    case .katz: Katz()
    }
  }

  /// Whether every token of the floor has a positive probability everywhere.
  package var isPositive: Bool { self != .maximumLikelihood }

  /// Whether every n-gram has a share of the lower order.
  package var isMixture: Bool { self != .katz }

  /// The name in test reports.
  package var description: String {
    switch self {
    case .modifiedKneserNey: "modified Kneser-Ney"
    case .maximumLikelihood: "maximum likelihood"
    case .additive(let lambda): "additive \(lambda)"
    case .wittenBell: "Witten-Bell"
    case .absoluteDiscounting: "absolute discounting"
    case .kneserNey: "Kneser-Ney"
    case .jelinekMercer(let weights): "Jelinek-Mercer \(weights)"
    case .katz: "Katz"
    }
  }
}

/// An n-gram model straight from its formulas: recursive, on dictionaries.
package struct BruteForceModel: Sendable {
  /// The counts.
  package let counts: BruteForceCounts
  private let estimator: Estimator
  /// The tokens over which the uniform distribution is spread.
  package let floorTokens: Set<TokenID>
  /// For each context, its successors with the counts in use.
  private var successors: [[TokenID]: [TokenID: Int]] = [:]
  private let vocabularySize: Int
  /// D1, D2, D3+ by order from 1; of Katz, what is taken off counts of 1 to k.
  private var discounts: [[Double]] = []
  /// For each context, the counts in use of the successors that pruning leaves out.
  private var leftOut: [[TokenID]: [Int]] = [:]

  /// Counts a stream.
  package init(
    _ stream: TokenStream, vocabularySize: Int, order: Int, estimator: Estimator,
    floor: UniformFloor, pruning: Pruning = .none
  ) {
    counts = BruteForceCounts(stream, order: order)
    self.estimator = estimator
    self.vocabularySize = vocabularySize
    let isRing = counts.isRing
    let isKept = Self.kept(counts, pruning)
    var tokens = Set(TokenID(0)..<TokenID(vocabularySize))
    if isRing { tokens.remove(SpecialToken.boundary) }
    if floor == .observed {
      tokens.formIntersection(stream.ids)
    }
    tokens = tokens.filter { isKept([$0]) }
    // `<unk>` is a token of this floor only where there is no other.
    if floor == .observed {
      tokens.remove(SpecialToken.unknown)
      if tokens.isEmpty { tokens = [SpecialToken.unknown] }
    }
    floorTokens = floor == .unknown ? [SpecialToken.unknown] : tokens
    let usesContinuations = estimator == .modifiedKneserNey || estimator == .kneserNey
    let inUse = usesContinuations ? counts.adjusted : counts.raw
    for level in inUse {
      for (ngram, count) in level {
        guard isKept(ngram) else {
          leftOut[Array(ngram.dropLast()), default: []].append(count)
          continue
        }
        successors[Array(ngram.dropLast()), default: [:]][ngram[ngram.count - 1]] = count
      }
      switch estimator {
      case .modifiedKneserNey: discounts.append(Self.discounts(level))
      case .katz: discounts.append(Self.goodTuring(level))
      default: discounts.append(Self.oneDiscount(level))
      }
    }
  }

  /// Whether pruning keeps an n-gram: it is frequent enough, and so is each of its words.
  private static func kept(
    _ counts: BruteForceCounts, _ pruning: Pruning
  ) -> ([TokenID]) -> Bool {
    let limits = (1...counts.order).map { order in
      pruning.thresholds.isEmpty ? 0 : pruning.thresholds[min(order, pruning.thresholds.count) - 1]
    }
    return { ngram in
      let staysAsWord = ngram.allSatisfy { token in
        guard token > SpecialToken.unknown else { return true }
        let count = counts.raw[0][[token]] ?? 0
        return pruning.vocabulary?.contains(token) != false && (limits[0] == 0 || count > limits[0])
      }
      guard ngram.count > 1 else { return staysAsWord }
      return staysAsWord && (counts.raw[ngram.count - 1][ngram] ?? 0) > limits[ngram.count - 1]
    }
  }

  /// What pruning leaves out of a context, in all and in number.
  private func leftOut(_ context: [TokenID]) -> (total: Double, types: Double) {
    let counts = leftOut[context] ?? []
    return (Double(counts.reduce(0, +)), Double(counts.count))
  }

  /// p(token | context), the context of any length, oldest token first.
  package func probability(_ token: TokenID, after context: [TokenID]) -> Double {
    guard token != SpecialToken.boundary || !counts.isRing else { return 0 }
    let context = trimmed(context)
    switch estimator {
    case .modifiedKneserNey, .kneserNey, .absoluteDiscounting: return kneserNey(token, context)
    case .wittenBell: return wittenBell(token, context)
    case .jelinekMercer(let weights): return jelinekMercer(token, context, weights)
    case .maximumLikelihood: return relativeFrequency(token, context)
    case .additive(let lambda): return additive(token, context, lambda)
    case .katz: return katz(context)[Int(token)]
    }
  }

  /// p(token | context) of all tokens.
  package func distribution(after context: [TokenID]) -> [Double] {
    estimator == .katz
      ? katz(trimmed(context))
      : (0..<TokenID(vocabularySize)).map { probability($0, after: context) }
  }

  /// The length of the longest n-gram of the text that ends in a token after a context; at least 1.
  package func matchedLength(_ token: TokenID, after context: [TokenID]) -> Int {
    var context = trimmed(context)
    while !context.isEmpty, successors[context]?[token] == nil { context.removeFirst() }
    return context.count + 1
  }

  /// The longest suffix of a context that a model of this order can see.
  private func trimmed(_ context: [TokenID]) -> [TokenID] {
    var seen = Array(context.suffix(counts.order - 1))
    if !counts.isRing, let start = seen.lastIndex(of: SpecialToken.boundary) {
      seen.removeFirst(start)
    }
    return seen
  }

  // MARK: Formulas

  /// Chen and Goodman 1998, equations 26 and 27; where they are undefined 0.5, 1, 1.5.
  private static func discounts(_ level: [[TokenID]: Int]) -> [Double] {
    let n = (0...4).map { Double(BruteForceCounts.tally(level, $0)) }
    let fallback = [0.5, 1, 1.5]
    guard n[1] > 0, n[2] > 0, n[3] > 0 else { return fallback }
    let y = n[1] / (n[1] + 2 * n[2])
    let estimate = (1...3).map { Double($0) - Double($0 + 1) * y * n[$0 + 1] / n[$0] }
    let isSound = (1...3).allSatisfy { (0...Double($0)).contains(estimate[$0 - 1]) }
    return isSound ? estimate : fallback
  }

  /// Ney, Essen and Kneser 1994: n1 / (n1 + 2 n2); where it is undefined 0.5.
  private static func oneDiscount(_ level: [[TokenID]: Int]) -> [Double] {
    let one = Double(BruteForceCounts.tally(level, 1))
    let two = Double(BruteForceCounts.tally(level, 2))
    return [Double](repeating: one > 0 && two > 0 ? one / (one + 2 * two) : 0.5, count: 3)
  }

  private func wittenBell(_ token: TokenID, _ context: [TokenID]) -> Double {
    let lower =
      context.isEmpty ? uniform(token) : wittenBell(token, Array(context.dropFirst()))
    guard let next = successors[context] else { return lower }
    let gone = leftOut(context)
    let total = Double(next.values.reduce(0, +)) + gone.total
    let types = Double(next.count) + gone.types
    return (Double(next[token] ?? 0) + (types + gone.total) * lower) / (total + types)
  }

  private func jelinekMercer(
    _ token: TokenID, _ context: [TokenID], _ weights: [Double]
  ) -> Double {
    let lower =
      context.isEmpty
      ? uniform(token) : jelinekMercer(token, Array(context.dropFirst()), weights)
    guard let next = successors[context] else { return lower }
    let weight = weights[min(context.count, weights.count - 1)]
    let gone = leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + gone
    return weight * Double(next[token] ?? 0) / total + (1 - weight + weight * gone / total) * lower
  }

  private func uniform(_ token: TokenID) -> Double {
    floorTokens.contains(token) ? 1 / Double(floorTokens.count) : 0
  }

  private func kneserNey(_ token: TokenID, _ context: [TokenID]) -> Double {
    let lower =
      context.isEmpty ? uniform(token) : kneserNey(token, Array(context.dropFirst()))
    guard let next = successors[context] else { return lower }
    let d = discounts[context.count]
    let gone = leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + gone
    let discount = { (count: Int) in count == 0 ? 0 : d[min(count, 3) - 1] }
    let removed = next.values.reduce(gone) { $0 + min(Double($1), discount($1)) }
    let count = next[token] ?? 0
    return max(Double(count) - discount(count), 0) / total + removed / total * lower
  }

  /// Katz 1987, equation 15, with the highest k from 5 down for which every d_r is sound.
  private static func goodTuring(_ level: [[TokenID]: Int]) -> [Double] {
    let n = (0...6).map { Double(BruteForceCounts.tally(level, $0)) }
    for k in [5, 4, 3, 2] {
      let mu = Double(k + 1) * n[k + 1] / n[1]
      let d = (1...k).map { (r: Int) -> Double in
        let turing = Double(r + 1) * n[r + 1] / n[r]
        return (turing / Double(r) - mu) / (1 - mu)
      }
      if mu < 1, d.allSatisfy({ $0 > 1e-9 && $0 <= 1 }) {
        return (1...k).map { Double($0) - d[$0 - 1] * Double($0) }
      }
    }
    return []
  }

  /// The whole distribution at once: what is left goes to the unseen tokens as the lower order has it.
  private func katz(_ context: [TokenID]) -> [Double] {
    let tokens = 0..<TokenID(vocabularySize)
    let lower = context.isEmpty ? tokens.map(uniform) : katz(Array(context.dropFirst()))
    let next = successors[context] ?? [:]
    let gone = leftOut(context).total
    guard !next.isEmpty || gone > 0 else { return lower }
    let d = discounts[context.count]
    let taken = { (count: Int) in count <= d.count ? d[count - 1] : 0 }
    let removed = next.values.reduce(gone) { $0 + taken($1) }
    let left = removed == 0 ? 1 : removed
    let total = Double(next.values.reduce(0, +)) + gone + (removed == 0 ? 1 : 0)
    let unseen = tokens.reduce(0.0) { $0 + (next[$1] == nil ? lower[Int($1)] : 0) }
    let kept = next.mapValues { Double($0) - taken($0) }
    // Nothing is left to give anything to: the seen ones share all.
    let whole = unseen > 0 ? total : kept.values.reduce(0, +)
    return tokens.map { (token: TokenID) -> Double in
      if let own = kept[token] { return own / whole }
      return unseen > 0 ? left / total * lower[Int(token)] / unseen : 0
    }
  }

  private func relativeFrequency(_ token: TokenID, _ context: [TokenID]) -> Double {
    let lower = { relativeFrequency(token, Array(context.dropFirst())) }
    guard let next = successors[context] else {
      return context.isEmpty ? uniform(token) : lower()
    }
    let gone = leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + gone
    let below = gone == 0 ? 0 : context.isEmpty ? uniform(token) : lower()
    return (Double(next[token] ?? 0) + gone * below) / total
  }

  private func additive(_ token: TokenID, _ context: [TokenID], _ lambda: Double) -> Double {
    let isWhole =
      context.count == counts.order - 1
      || (!counts.isRing && context.first == SpecialToken.boundary)
    let next = isWhole ? successors[context] ?? [:] : [:]
    let gone = next.isEmpty ? 0 : leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + lambda * Double(floorTokens.count) + gone
    let spread = (lambda * Double(floorTokens.count) + gone) * uniform(token)
    return (Double(next[token] ?? 0) + spread) / total
  }
}
