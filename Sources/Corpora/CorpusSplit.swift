/// How much of a corpus a part of a split takes.
public enum SplitSize: Sendable, Equatable, CustomStringConvertible {
  /// A share of the bytes, from 0 to 1.
  case share(Double)
  /// A number of documents.
  case documents(Int)

  /// The size in words.
  public var description: String {
    switch self {
    case .share(let share): "share \(share)"
    case .documents(let count): "\(count) document\(count == 1 ? "" : "s")"
    }
  }

  var isNone: Bool {
    switch self {
    case .share(let share): !(share > 0)
    case .documents(let count): count <= 0
    }
  }
}

/// A corpus cut into documents to train on, held-out documents and a reserve of fresh real text.
///
/// The documents are shuffled by a seed; held-out documents are taken from the front until they
/// reach their size, then those of the reserve; the rest is for training. Each part keeps the order
/// of the corpus. The same corpus, sizes and seed give the same split on every machine.
public struct CorpusSplit: Sendable, Equatable {
  /// The documents to train on, ascending.
  public var train: [Int]
  /// The documents to score and never train on, ascending.
  public var heldOut: [Int]
  /// The documents kept back as real text never seen before, ascending.
  public var reserve: [Int]

  /// Splits a corpus.
  ///
  /// Where held-out text comes from files of its own, ask for no held-out documents.
  ///
  /// - Throws: ``CorpusError`` when the documents are too few for the parts asked for.
  public init(
    _ corpus: Corpus, heldOut: SplitSize, reserve: SplitSize = .documents(0), seed: UInt64
  ) throws(CorpusError) {
    let sizes = corpus.documents.map(\.range.count)
    let need = 1 + [heldOut, reserve].reduce(0) { $0 + Self.leastCount($1) }
    guard sizes.count >= need else {
      throw .tooFewDocuments(have: sizes.count, need: need)
    }
    var order = Array(sizes.indices)
    var generator = SplitMix64(seed: seed)
    order.shuffle(using: &generator)
    var rest = order[...]
    let total = sizes.reduce(0, +)
    self.heldOut = Self.take(heldOut, from: &rest, sizes: sizes, total: total)
    self.reserve = Self.take(reserve, from: &rest, sizes: sizes, total: total)
    train = rest.sorted()
    let isShort = !reserve.isNone && self.reserve.isEmpty
    guard !train.isEmpty, !isShort else {
      throw .impossibleSplit(
        heldOut: "\(heldOut)", reserve: "\(reserve)", documents: sizes.count)
    }
  }

  private static func leastCount(_ size: SplitSize) -> Int {
    switch size {
    case .share: size.isNone ? 0 : 1
    case .documents(let count): max(0, count)
    }
  }

  private static func take(
    _ size: SplitSize, from rest: inout ArraySlice<Int>, sizes: [Int], total: Int
  ) -> [Int] {
    guard !size.isNone else { return [] }
    let taken: ArraySlice<Int>
    switch size {
    case .documents(let count): taken = rest.prefix(count)
    case .share(let share):
      var bytes = 0
      let goal = Double(total) * share
      taken = rest.prefix { document in
        defer { bytes += sizes[document] }
        return bytes == 0 || Double(bytes) < goal
      }
    }
    rest = rest.dropFirst(taken.count)
    return taken.sorted()
  }
}

/// The generator SplitMix64 (Steele, Lea and Flood, 2014): one 64-bit counter, mixed.
///
/// It shuffles documents and nothing else: samples come from the counter-based generator of
/// Sampling. `Array.shuffle` draws from it in a way that the standard library may change, so the
/// shuffle is written out here.
package struct SplitMix64 {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, each as likely, by rejection (Lemire, 2019).
  mutating func next(below bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }
}

extension [Int] {
  /// The shuffle of Fisher and Yates.
  package mutating func shuffle(using generator: inout SplitMix64) {
    for last in indices.dropFirst().reversed() {
      swapAt(last, Int(generator.next(below: UInt64(last) + 1)))
    }
  }
}
