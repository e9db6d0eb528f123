/// How many n-grams of one order have an adjusted count of 1, 2, 3 and 4
/// (Chen and Goodman's n1 … n4; Manning and Schütze's frequencies of frequencies).
public struct CountsOfCounts: Sendable, Equatable {
  /// N-grams counted once.
  public var one: Int
  /// N-grams counted twice.
  public var two: Int
  /// N-grams counted three times.
  public var three: Int
  /// N-grams counted four times.
  public var four: Int

  /// Creates the counts.
  public init(one: Int = 0, two: Int = 0, three: Int = 0, four: Int = 0) {
    self.one = one
    self.two = two
    self.three = three
    self.four = four
  }

  /// Tallies a list of counts.
  package init(of counts: UnsafeBufferPointer<UInt32>) {
    var tally = (0, 0, 0, 0)
    for count in counts where count <= 4 {
      switch count {
      case 1: tally.0 &+= 1
      case 2: tally.1 &+= 1
      case 3: tally.2 &+= 1
      case 4: tally.3 &+= 1
      default: break
      }
    }
    self.init(one: tally.0, two: tally.1, three: tally.2, four: tally.3)
  }
}
