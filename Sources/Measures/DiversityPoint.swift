package import Tokenization

/// How many different words stand in a sample of some length of a text, and how sure that is of the source of
/// the text.
///
/// Types grow with length; the types expected in n tokens drawn from a text without replacement can be compared
/// between texts of any length (rarefaction: Hurlbert 1971, Ecology 52(4), equation 3; HD-D is that of 42 tokens).
/// The standard error is that of the delete-half jackknife over blocks (Shao and Wu 1989, Annals of Statistics
/// 17(3)): the text is cut into ten blocks of as many tokens, and the value taken in each of the 252 choices
/// of five, 126 halves and their other halves. The root mean square of their deviations is the standard
/// error of the whole, because half of the text has twice the variance, and halves of one text share half of theirs.
/// Blocks and not tokens, because words come in bursts. There is no chance in it.
public struct DiversityPoint: Sendable, Equatable, Codable {
  /// The tokens of the sample.
  public var tokens: Int
  /// The types expected in it.
  public var types: Double
  /// The standard error of the types.
  public var standardError: Double

  /// Creates a point.
  public init(tokens: Int, types: Double, standardError: Double) {
    self.tokens = tokens
    self.types = types
    self.standardError = standardError
  }

  /// The degrees of freedom of the standard error: blocks less one.
  private static let degreesOfFreedom = Double(blockCount - 1)
  static let blockCount = 10

  /// Half of the 95 % interval of the types, by Student's t.
  public var halfWidth: Double {
    let quantile = StudentT.quantile(0.975, degreesOfFreedom: Self.degreesOfFreedom) ?? 0
    return quantile * standardError
  }
}

extension DiversityPoint {
  /// The points of a text at lengths 10, 20, 50, 100 and so on, from a thousandth to a tenth of its tokens.
  ///
  /// Longer samples would leave halves too little to choose from, and their spread would come out too large;
  /// shorter ones of long texts say nothing of rare words.
  ///
  /// - Parameters:
  ///   - stream: The text.
  ///   - vocabularySize: How many token numbers there are.
  /// - Returns: The points, ascending; none for texts of fewer than 100 tokens.
  /// - Complexity: O(*n* + 252 *v*) for *n* tokens of *v* types.
  package static func points(of stream: TokenStream, vocabularySize: Int) -> [DiversityPoint] {
    let blocks = Blocks(stream, vocabularySize: vocabularySize)
    let lengths = lengths(tokens: blocks.tokens)
    guard !lengths.isEmpty else { return [] }
    let whole = FrequencyTable(counts: blocks.counts(of: Array(0..<blockCount)))
    let halves = blocks.halves.map { half -> [Double] in
      let table = FrequencyTable(counts: blocks.counts(of: half))
      return lengths.map { table.spectrum.expectedTypes(of: table.tokens, in: $0) }
    }
    return lengths.enumerated().map { index, length in
      let values = halves.map { $0[index] }
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return DiversityPoint(
        tokens: length, types: whole.spectrum.expectedTypes(of: whole.tokens, in: length),
        standardError: (squares / Double(values.count)).squareRoot())
    }
  }

  /// 1, 2 and 5 times the powers of ten in the range.
  static func lengths(tokens: Int) -> [Int] {
    var found: [Int] = []
    var power = 10
    while power <= tokens / 10 {
      found += [power, 2 * power, 5 * power].filter { $0 * 1000 >= tokens && $0 <= tokens / 10 }
      power *= 10
    }
    return found
  }

  /// The counts of the types in ten parts of a text of as many tokens.
  private struct Blocks {
    private var counts: [[UInt32]]
    private(set) var tokens: Int

    init(_ stream: TokenStream, vocabularySize: Int) {
      tokens = stream.tokenCount
      counts = Array(
        repeating: [UInt32](repeating: 0, count: vocabularySize), count: blockCount)
      let size = max(1, tokens / blockCount)
      var seen = 0
      for id in stream.ids where id != SpecialToken.boundary {
        counts[min(blockCount - 1, seen / size)][Int(id)] += 1
        seen += 1
      }
    }

    /// All choices of half of the blocks.
    var halves: [[Int]] {
      (0..<(1 << blockCount)).filter { $0.nonzeroBitCount == blockCount / 2 }
        .map { bits in (0..<blockCount).filter { bits >> $0 & 1 == 1 } }
    }

    func counts(of half: [Int]) -> [UInt32] {
      var sum = counts[half[0]]
      for block in half.dropFirst() {
        let other = counts[block]
        for index in sum.indices { sum[index] += other[index] }
      }
      return sum
    }
  }
}

extension FrequencySpectrum {
  /// The types expected in `sample` of `tokens` tokens, drawn without replacement: Σ 1 − C(N−f, n)/C(N, n).
  ///
  /// - Parameters:
  ///   - tokens: The tokens of the text, at least those of the types.
  ///   - sample: The tokens drawn, at most as many.
  /// - Returns: The expectation.
  /// - Complexity: O(*f*) in the largest count, or less.
  func expectedTypes(of tokens: Int, in sample: Int) -> Double {
    let (whole, left) = (Double(tokens), Double(tokens - sample))
    // The probability that a type of so many tokens is missed, one factor a token.
    var missed = 1.0
    var count = 0
    return entries.reduce(0.0) { sum, entry in
      while count < entry.count, missed > 1e-18 {
        missed *= max(0, left - Double(count)) / (whole - Double(count))
        count += 1
      }
      return sum + Double(entry.types) * (1 - missed)
    }
  }
}
