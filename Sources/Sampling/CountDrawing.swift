internal import Counting
internal import LanguageModels
internal import Tokenization

/// Exact draws from an interpolated model with integers alone.
///
/// At a context with counts a(w) and total S, a uniform point of [0, S) falls into the interval of
/// some w. It is accepted if it lies within the first a − D(a) of that interval's a; otherwise, or
/// when the share of the extra mass comes up, the draw starts again one order below. Below the
/// unigrams every token of the support is equally likely. This is the model's mixture, term by
/// term: no probability is summed, so a sample is the same to the bit on every machine.
struct CountDrawing: Sendable {
  private let model: NgramModel
  private let sums: FlatBuffer<UInt32>
  private let orders: [OrderRule]
  private let support: [TokenID]
  private let guide: GuideTable

  /// The draw of one order.
  private struct OrderRule {
    /// D1, D2, D3+ as whole parts and 64-bit fractions.
    var wholes: InlineArray<3, UInt32>
    var fractions: InlineArray<3, UInt64>
    var extra: Double
  }

  /// Prepares draws; nil for a model without counts.
  ///
  /// - Parameters:
  ///   - model: The model.
  ///   - floor: The support of the uniform distribution, which need not be the model's own.
  init?(_ model: NgramModel, floor: UniformFloor) {
    guard let drawing = model.drawing else { return nil }
    self.model = model
    sums = drawing.sums
    let support = (0..<model.vocabularySize).filter { token in
      guard model.isPredictable(TokenID(token)) else { return false }
      switch floor {
      case .vocabulary: return true
      case .observed:
        return token != SpecialToken.unknown && model.isObserved(TokenID(token))
      }
    }
    // A text of nothing but `<unk>` leaves no other floor.
    self.support = support.isEmpty ? [SpecialToken.unknown] : support.map { TokenID($0) }
    orders = drawing.rules.map { rule in
      var extra = 0.0
      if case .constant(let mass) = rule.extra {
        // The extra mass is proportional to the size of the support.
        extra = mass / Double(model.floorSize) * Double(max(1, support.count))
      }
      let (one, two) = (Self.fixedPoint(rule.discounts.one), Self.fixedPoint(rule.discounts.two))
      let more = Self.fixedPoint(rule.discounts.threePlus)
      return OrderRule(
        wholes: [one.whole, two.whole, more.whole],
        fractions: [one.fraction, two.fraction, more.fraction], extra: extra)
    }
    guide = GuideTable(sums: drawing.sums.base, count: model.vocabularySize)
  }

  /// Draws the token after a context.
  @inline(__always)
  func draw(after context: UInt32, _ random: inout SentenceRandom) -> TokenID {
    let view = ModelView(model)
    var here = context
    var order = model.length(ofContext: context)
    while true {
      let first = Int(view.contexts[Int(here)].firstSuccessor)
      let end = Int(view.contexts[Int(here) &+ 1].firstSuccessor)
      let base = sums.base[first]
      let total = sums.base[end] &- base
      if total > 0 {
        let rule = orders[order]
        let isOwn = rule.extra == 0 || random.next() < Self.share(of: total, beside: rule.extra)
        if isOwn {
          let bits = random.next()
          let (high, low) = UInt64(total).multipliedFullWidth(by: bits)
          let point = UInt32(truncatingIfNeeded: high)
          let index =
            here == 0
            ? guide.find(point, bits: bits, in: sums.base)
            : Self.find(point, in: sums.base + first, count: end &- first) &+ first
          let start = sums.base[index] &- base
          let count = sums.base[index &+ 1] &- base &- start
          let kind = Int(min(count, 3)) &- 1
          let carry: UInt32 = low.addingReportingOverflow(rule.fractions[kind]).overflow ? 1 : 0
          if point &- start &+ rule.wholes[kind] &+ carry < count {
            return view.successors[index].token
          }
        }
      }
      guard here != 0 else { return support[Int(random.next(below: UInt64(support.count)))] }
      here = view.contexts[Int(here)].backOff
      order = model.length(ofContext: here)
    }
  }

  /// total / (total + extra) as a 64-bit fraction.
  private static func share(of total: UInt32, beside extra: Double) -> UInt64 {
    let share = Double(total) / (Double(total) + extra)
    return share >= 1 ? .max : UInt64(share * 0x1p64)
  }

  private static func fixedPoint(_ value: Double) -> (whole: UInt32, fraction: UInt64) {
    let whole = value.rounded(.down)
    return (UInt32(whole), UInt64((value - whole) * 0x1p64))
  }

  /// The interval of running sums that holds a point.
  @inline(__always)
  private static func find(_ point: UInt32, in sums: UnsafePointer<UInt32>, count: Int) -> Int {
    let base = sums[0]
    var low = 0
    var width = count
    while width > 1 {
      let half = width &>> 1
      if sums[low &+ half] &- base <= point { low &+= half }
      width &-= half
    }
    return low
  }
}

/// Finds the interval of a point among very many in constant expected time (the cutpoint method of
/// Chen and Asau 1974).
private struct GuideTable: Sendable {
  private let starts: FlatBuffer<UInt32>
  private let shift: UInt64

  init(sums: UnsafePointer<UInt32>, count: Int) {
    let bits = max(1, Int.bitWidth - count.leadingZeroBitCount)
    shift = UInt64(64 - bits)
    starts = FlatBuffer(uninitialized: 1 << bits)
    let total = UInt64(sums[count])
    var index = 0
    for bucket in 0..<(1 << bits) {
      let point = total.multipliedFullWidth(by: UInt64(bucket) << shift).high
      while index + 1 < count, UInt64(sums[index + 1]) <= point { index += 1 }
      starts.base[bucket] = UInt32(index)
    }
  }

  @inline(__always)
  func find(_ point: UInt32, bits: UInt64, in sums: UnsafePointer<UInt32>) -> Int {
    var index = Int(starts.base[Int(bits &>> shift)])
    while sums[index &+ 1] <= point { index &+= 1 }
    return index
  }
}
