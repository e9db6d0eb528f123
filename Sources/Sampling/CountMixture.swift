internal import Counting
internal import LanguageModels
internal import Tokenization

extension MixtureTables {
  /// Tables for plain draws, from the counts of an estimated model; nil for a model without counts.
  ///
  /// At a context with counts a(w), total S and extra mass E, the own part of the model is
  /// Σ max(a(w) − D(a(w)), 0) of S + E. Counts are integers and discounts fixed-point numbers, so the
  /// parts are summed and divided without rounding: a sample is the same to the bit on every
  /// machine.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - floor: The support of the uniform distribution, which need not be the model's own.
  /// - Complexity: O(*m*) for *m* n-grams; 16 bytes per n-gram and per context.
  convenience init?(counting model: NgramModel, floor: UniformFloor) {
    guard let drawing = model.drawing else { return nil }
    let support = Self.support(of: model, floor: floor)
    let contextCount = model.contexts.count - 1
    let contexts = FlatBuffer<MixtureContext>(uninitialized: contextCount + 1)
    let successors = FlatBuffer<MixtureSuccessor>(uninitialized: model.successors.count)
    let view = ModelView(model)
    let counts = drawing.counts.reader
    for (length, rule) in drawing.rules.enumerated() {
      let rule = FixedPointRule(
        rule, extraShare: Double(support.count) / Double(model.floorSize))
      for context in model.contextStarts[length]..<model.contextStarts[length + 1] {
        let first = Int(view.contexts[context].firstSuccessor)
        let end = Int(view.contexts[context + 1].firstSuccessor)
        let types = context == 0 ? UInt32(model.ngramCounts[0]) : UInt32(end - first)
        // What pruning left out counts in the total, and is drawn from below.
        let leftOut = drawing.leftOut?.base[context] ?? LeftOut()
        var total = leftOut.total
        for index in first..<end { total &+= counts[index] }
        let scaled = rule.scaled(to: total, types: types &+ leftOut.types)
        var own: UInt64 = 0
        for index in first..<end {
          own &+= scaled.kept(of: counts[index])
          let successor = view.successors[index]
          successors.base[index] = MixtureSuccessor(
            sum: own, token: successor.token, next: successor.next)
        }
        contexts.base[context] = MixtureContext(
          ownShare: scaled.share(own), firstSuccessor: UInt32(first),
          backOff: view.contexts[context].backOff)
      }
    }
    contexts.base[contextCount] = MixtureContext(
      ownShare: 0, firstSuccessor: UInt32(model.successors.count), backOff: 0)
    self.init(
      model, contexts: contexts, successors: successors, floor: FlatBuffer(support),
      keptShares: nil)
  }

  private static func support(of model: NgramModel, floor: UniformFloor) -> [TokenID] {
    let support = (0..<TokenID(model.vocabularySize)).filter { token in
      guard model.isPredictable(token) else { return false }
      switch floor {
      case .vocabulary: return true
      case .observed: return token != SpecialToken.unknown && model.isObserved(token)
      case .unknown: return token == SpecialToken.unknown
      }
    }
    // A text of nothing but `<unk>` leaves no other floor.
    return support.isEmpty ? [SpecialToken.unknown] : support
  }
}

/// The rule of one order in fixed-point numbers.
private struct FixedPointRule {
  /// D1, D2, D3+ with 60 fractional bits.
  private let discounts: (UInt64, UInt64, UInt64)
  private let extra: InterpolationRule.Extra

  init(_ rule: InterpolationRule, extraShare: Double) {
    func fixedPoint(_ value: Double) -> UInt64 { UInt64((value * 0x1p60).rounded()) }
    discounts = (
      fixedPoint(rule.discounts.one), fixedPoint(rule.discounts.two),
      fixedPoint(rule.discounts.threePlus)
    )
    // A mass that is proportional to the support of the floor follows it.
    extra =
      if case .constant(let mass) = rule.extra { .constant(mass * extraShare) } else { rule.extra }
  }

  /// The rule for a context, with as many fractional bits as its total leaves room for.
  @inline(__always)
  func scaled(to total: UInt32, types: UInt32) -> ScaledRule {
    let extra = extra.mass(total: total, types: types)
    let whole = UInt64(total) + UInt64(extra.rounded(.up)) + 1
    let bits = UInt64(62 - (64 - whole.leadingZeroBitCount))
    let down = 60 - bits
    return ScaledRule(
      discounts: (discounts.0 &>> down, discounts.1 &>> down, discounts.2 &>> down), bits: bits,
      denominator: total == 0
        ? 0 : UInt64(total) &<< bits + UInt64((extra * Double(UInt64(1) &<< bits)).rounded()))
  }
}

/// A rule in the units of one context.
private struct ScaledRule {
  let discounts: (UInt64, UInt64, UInt64)
  let bits: UInt64
  /// S + E; zero where the context is passed over.
  let denominator: UInt64

  /// max(a − D(a), 0).
  @inline(__always)
  func kept(of count: UInt32) -> UInt64 {
    let full = UInt64(count) &<< bits
    let discount =
      switch count {
      case 0: full
      case 1: discounts.0
      case 2: discounts.1
      default: discounts.2
      }
    return full > discount ? full &- discount : 0
  }

  /// What the own part is of the whole, as a 64-bit fraction.
  @inline(__always)
  func share(_ own: UInt64) -> UInt64 {
    guard denominator > 0 else { return 0 }
    return own >= denominator ? .max : denominator.dividingFullWidth((own, 0)).quotient
  }
}
