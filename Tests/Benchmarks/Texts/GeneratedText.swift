internal import Sampling
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A text for those who give none: words after Zipf and Mandelbrot, with habits of following.
///
/// A word is drawn from the whole vocabulary, or among the 64 successors that the word before has,
/// or among the 16 that the two words before have; successors are drawn by rank, too. The numbers
/// of n-grams come out as in a text of a language; nothing else does.
struct GeneratedText {
  private let words: [String]
  private let ranks: [Double]
  private let seed: UInt64 = 2026

  init(vocabulary: Int = 36_000) {
    words = (0..<vocabulary).map(Self.word)
    var total = 0.0
    var sums: [Double] = []
    sums.reserveCapacity(vocabulary)
    for rank in 1...vocabulary {
      total += pow(Double(rank) + 2.7, -1.15)
      sums.append(total)
    }
    ranks = sums.map { $0 / total }
  }

  /// Sentence number `index`.
  func sentence(_ index: Int) -> PlainLine {
    var random = SentenceRandom(seed: seed, replicate: 0, generation: 0, sentence: index)
    let length = 5 + Int(random.next(below: 41))
    var line: [Int] = []
    line.reserveCapacity(length)
    for position in 0..<length {
      let kind = random.next(below: 10)
      if position > 1, kind < 3 {
        let context = UInt32(line[position - 2]) << 16 ^ UInt32(line[position - 1])
        line.append(successor(of: context, choice: skewed(16, &random), table: 2))
      } else if position > 0, kind < 7 {
        line.append(
          successor(of: UInt32(line[position - 1]), choice: skewed(64, &random), table: 1))
      } else {
        line.append(rank(Double(random.next() >> 11) * 0x1p-53))
      }
    }
    return PlainLine(line.map { words[$0] })
  }

  /// A number below `bound`, small ones more often.
  private func skewed(_ bound: UInt64, _ random: inout SentenceRandom) -> UInt32 {
    UInt32(random.next(below: random.next(below: bound) + 1))
  }

  private func successor(of context: UInt32, choice: UInt32, table: UInt32) -> Int {
    let block = Philox.block(
      SIMD4(context, choice, table, 0), key: SIMD2(UInt32(truncatingIfNeeded: seed), 1))
    return rank(Double(block[0]) * 0x1p-32)
  }

  /// The first rank whose cumulated share exceeds `share`.
  private func rank(_ share: Double) -> Int {
    var low = 0
    var high = ranks.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ranks[middle] > share { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// A word of syllables: the more frequent, the shorter.
  private static func word(_ index: Int) -> String {
    let syllables = ["ka", "ro", "mi", "su", "ten", "la", "vo", "eri", "an", "du", "pes", "ul"]
    var rest = index
    var word = ""
    repeat {
      word += syllables[rest % syllables.count]
      rest = rest / syllables.count - 1
    } while rest >= 0
    return word
  }
}
