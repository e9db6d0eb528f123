internal import Counting
internal import Tokenization

/// What is left of the n-grams after pruning, with new numbers.
struct KeptNgrams {
  /// Stands for an n-gram that is left out.
  static let leftOut = UInt32.max

  /// For each order from 1, the new number of each n-gram, or ``leftOut``.
  private(set) var numbers: [FlatBuffer<UInt32>] = []
  /// How many n-grams of each order are kept.
  private(set) var ngramCounts: [Int] = []
  /// How many of them end in the sentence boundary.
  private(set) var boundaryCounts: [Int] = []
  /// For each token, whether it has gone (1) or not (0).
  let dropped: FlatBuffer<UInt8>

  /// Marks what is kept.
  ///
  /// - Complexity: O(*n* · *order*) in the number of tokens; 4 bytes per n-gram.
  init(_ counts: NgramCounts, _ pruning: Pruning, threads: Int) {
    let dropped = FlatBuffer<UInt8>(uninitialized: counts.vocabularySize)
    for token in 0..<counts.vocabularySize {
      dropped.base[token] = pruning.drops(TokenID(token), count: 0) ? 1 : 0
    }
    self.dropped = dropped
    counts.forEachLevel(threads: threads) { level in
      if level.order == 1 {
        for (number, token) in level.lastTokens.all.enumerated() {
          let drops = pruning.drops(token, count: Int(level.rawCounts.reader[number]))
          dropped.base[Int(token)] = drops ? 1 : 0
        }
      }
      add(level, threshold: pruning.threshold(order: level.order))
    }
  }

  private mutating func add(_ level: NgramLevel, threshold: Int) {
    let rawCounts = level.rawCounts.reader
    let renumbered = FlatBuffer<UInt32>(uninitialized: level.count)
    var next: UInt32 = 0
    var boundaries = 0
    let unigrams = level.order == 1 ? level.lastTokens.all : []
    for number in 0..<level.count {
      // Thresholds never fall, so that the parts of a frequent n-gram are frequent enough, too.
      let isKept: Bool =
        if level.order == 1 {
          dropped.base[Int(unigrams[number])] == 0
        } else {
          Int(rawCounts[number]) > threshold
            && isKept(level.contexts.base[number], order: level.order - 1)
            && isKept(level.backOffs.base[number], order: level.order - 1)
        }
      renumbered.base[number] = isKept ? next : Self.leftOut
      if isKept {
        next += 1
        if number < level.boundaryCount { boundaries += 1 }
      }
    }
    numbers.append(renumbered)
    ngramCounts.append(Int(next))
    boundaryCounts.append(boundaries)
  }

  private func isKept(_ number: UInt32, order: Int) -> Bool {
    numbers[order - 1].base[Int(number)] != Self.leftOut
  }
}

/// What of a context's successors was left out.
package struct LeftOut: BitwiseCopyable, Sendable {
  /// The sum of their counts.
  package var total: UInt32 = 0
  /// How many they are.
  package var types: UInt32 = 0

  package init() {}

  mutating func add(_ count: UInt32) {
    total &+= count
    types &+= 1
  }
}
