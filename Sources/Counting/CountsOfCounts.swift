internal import Parallelism

/// How many n-grams of one order have a count of 1, 2, … 6 (n1 … n6; Manning and Schütze's frequencies
/// of frequencies).
///
/// Kneser–Ney discounts need the first four, Good–Turing discounts all.
public struct CountsOfCounts: Sendable, Equatable {
  /// N-grams counted once.
  public var one: Int
  /// N-grams counted twice.
  public var two: Int
  /// N-grams counted three times.
  public var three: Int
  /// N-grams counted four times.
  public var four: Int
  /// N-grams counted five times.
  public var five: Int
  /// N-grams counted six times.
  public var six: Int

  /// Creates the counts.
  public init(
    one: Int = 0, two: Int = 0, three: Int = 0, four: Int = 0, five: Int = 0, six: Int = 0
  ) {
    self.one = one
    self.two = two
    self.three = three
    self.four = four
    self.five = five
    self.six = six
  }

  /// Tallies counts.
  ///
  /// - Parameters:
  ///   - counts: The counts.
  ///   - threads: The most threads to use.
  package init(of counts: SmallCounts, threads: Int = 1) {
    let parts = evenRanges(counts.count, parts: threads)
    let reader = counts.reader
    let tallies = parallelMap(parts.count, threads: threads) { part in
      CountsOfCounts(of: reader, parts[part])
    }
    self = tallies.reduce(into: CountsOfCounts()) { sum, part in
      sum.one += part.one
      sum.two += part.two
      sum.three += part.three
      sum.four += part.four
      sum.five += part.five
      sum.six += part.six
    }
  }

  private init(of counts: SmallCounts.Reader, _ range: Range<Int>) {
    var tally = (0, 0, 0, 0, 0, 0)
    for index in range {
      switch counts[index] {
      case 1: tally.0 &+= 1
      case 2: tally.1 &+= 1
      case 3: tally.2 &+= 1
      case 4: tally.3 &+= 1
      case 5: tally.4 &+= 1
      case 6: tally.5 &+= 1
      default: break
      }
    }
    self.init(
      one: tally.0, two: tally.1, three: tally.2, four: tally.3, five: tally.4, six: tally.5)
  }
}
