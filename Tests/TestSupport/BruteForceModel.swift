package import LanguageModels
package import Tokenization

/// An n-gram model straight from its formulas: recursive, on dictionaries.
package struct BruteForceModel: Sendable {
  /// The counts.
  package let counts: BruteForceCounts
  private let estimator: Estimator
  /// The tokens over which the uniform distribution is spread.
  package let floorTokens: Set<TokenID>
  /// That distribution.
  private let uniform: [Double]
  /// For each context, its successors with the counts in use.
  private var successors: [[TokenID]: [TokenID: Int]] = [:]
  /// D1, D2, D3+ by order from 1; of Katz, what is taken off counts of 1 to k.
  private var discounts: [[Double]] = []
  /// For each context, the counts in use of the successors that pruning leaves out.
  private var leftOut: [[TokenID]: [Int]] = [:]

  /// Sets up the formulas on counts.
  package init(
    _ counts: BruteForceCounts, vocabularySize: Int, estimator: Estimator,
    floor: UniformFloor, pruning: Pruning = .none
  ) {
    self.counts = counts
    self.estimator = estimator
    let isKept = Self.kept(counts, pruning)
    var tokens = Set(TokenID(0)..<TokenID(vocabularySize))
    if counts.isRing { tokens.remove(SpecialToken.boundary) }
    if floor == .observed { tokens = tokens.filter { counts.raw[0][[$0]] != nil } }
    tokens = tokens.filter { isKept([$0]) }
    // `<unk>` is a token of this floor only where there is no other.
    if floor == .observed {
      tokens.remove(SpecialToken.unknown)
      if tokens.isEmpty { tokens = [SpecialToken.unknown] }
    }
    let floorTokens = floor == .unknown ? [SpecialToken.unknown] : tokens
    self.floorTokens = floorTokens
    uniform = (0..<TokenID(vocabularySize)).map {
      floorTokens.contains($0) ? 1 / Double(floorTokens.count) : 0
    }
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
    if pruning == .none { return { _ in true } }
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

  /// p(token | context) of every token, the context of any length, oldest token first.
  package func distribution(after context: [TokenID]) -> [Double] {
    distribution(trimmed(context))
  }

  /// The distribution after a context, from that of the context without its oldest token.
  private func distribution(_ context: [TokenID]) -> [Double] {
    if case .additive(let lambda) = estimator { return additive(context, lambda) }
    let lower = context.isEmpty ? uniform : distribution(Array(context.dropFirst()))
    guard let next = successors[context] else { return lower }
    switch estimator {
    case .modifiedKneserNey, .kneserNey, .absoluteDiscounting:
      return kneserNey(context, next, lower)
    case .wittenBell: return wittenBell(context, next, lower)
    case .jelinekMercer(let weights): return jelinekMercer(context, next, lower, weights)
    case .katz: return katz(context, next, lower)
    case .maximumLikelihood, .additive: return relativeFrequency(context, next, lower)
    }
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

  // MARK: Discounts

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
    let d = n[1] > 0 && n[2] > 0 ? n[1] / (n[1] + 2 * n[2]) : 0.5
    return [d, d, d, d, d]
  }

  // MARK: Formulas

  /// own(w) + weight · lower(w).
  private func mixed(
    _ next: [TokenID: Int], _ lower: [Double], weight: Double, own: (Double) -> Double
  ) -> [Double] {
    var result = lower.map { weight * $0 }
    for (token, count) in next { result[Int(token)] += own(Double(count)) }
    return result
  }

  private func wittenBell(
    _ context: [TokenID], _ next: [TokenID: Int], _ lower: [Double]
  ) -> [Double] {
    let gone = leftOut(context)
    let total = Double(next.values.reduce(0, +)) + gone.total
    let types = Double(next.count) + gone.types
    return mixed(next, lower, weight: (types + gone.total) / (total + types)) {
      $0 / (total + types)
    }
  }

  private func jelinekMercer(
    _ context: [TokenID], _ next: [TokenID: Int], _ lower: [Double], _ weights: [Double]
  ) -> [Double] {
    let weight = weights[min(context.count, weights.count - 1)]
    let gone = leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + gone
    return mixed(next, lower, weight: 1 - weight + weight * gone / total) { weight * $0 / total }
  }

  private func kneserNey(
    _ context: [TokenID], _ next: [TokenID: Int], _ lower: [Double]
  ) -> [Double] {
    let d = discounts[context.count]
    let gone = leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + gone
    let discount = { (count: Int) in count == 0 ? 0 : d[min(count, 3) - 1] }
    let removed = next.values.reduce(gone) { $0 + min(Double($1), discount($1)) }
    return mixed(next, lower, weight: removed / total) {
      max($0 - discount(Int($0)), 0) / total
    }
  }

  private func relativeFrequency(
    _ context: [TokenID], _ next: [TokenID: Int], _ lower: [Double]
  ) -> [Double] {
    let gone = leftOut(context).total
    let total = Double(next.values.reduce(0, +)) + gone
    return mixed(next, lower, weight: gone / total) { $0 / total }
  }

  private func additive(_ context: [TokenID], _ lambda: Double) -> [Double] {
    let isWhole =
      context.count == counts.order - 1
      || (!counts.isRing && context.first == SpecialToken.boundary)
    let next = isWhole ? successors[context] ?? [:] : [:]
    let gone = next.isEmpty ? 0 : leftOut(context).total
    let added = lambda * Double(floorTokens.count) + gone
    let total = Double(next.values.reduce(0, +)) + added
    return mixed(next, uniform, weight: added / total) { $0 / total }
  }

  /// What is left goes to the unseen tokens as the lower order has it.
  private func katz(
    _ context: [TokenID], _ next: [TokenID: Int], _ lower: [Double]
  ) -> [Double] {
    let d = discounts[context.count]
    let gone = leftOut(context).total
    let taken = { (count: Int) in count <= d.count ? d[count - 1] : 0 }
    let removed = next.values.reduce(gone) { $0 + taken($1) }
    // Where nothing would be left, the total is one higher.
    let left = removed == 0 ? 1 : removed
    let total = Double(next.values.reduce(0, +)) + gone + left - removed
    let kept = next.mapValues { Double($0) - taken($0) }
    let unseen = lower.indices.reduce(0.0) { $0 + (kept[TokenID($1)] == nil ? lower[$1] : 0) }
    // Where there is nothing to leave anything to, the seen ones share all.
    let whole = unseen > 0 ? total : kept.values.reduce(0, +)
    return lower.indices.map { (token: Int) -> Double in
      if let own = kept[TokenID(token)] { return own / whole }
      return unseen > 0 ? left / total * lower[token] / unseen : 0
    }
  }
}
