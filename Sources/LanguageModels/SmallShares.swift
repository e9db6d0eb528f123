internal import Counting

/// The shares of contexts of few tokens under a rule, worked out once.
///
/// Nearly all contexts of a text are like many others: a few successors with low counts. They share
/// their division, and the place of their weight.
struct SmallShares {
  private let shares: FlatBuffer<ContextShare>

  /// For each key of a tally, which of the shares is its own, plus one; 0 where there is none.
  private static let numbers: FlatBuffer<UInt16> = {
    let numbers = FlatBuffer<UInt16>(repeating: 0, count: 1 << 16)
    for (number, tally) in ContextTally.withKey.enumerated() {
      if let key = tally.smallKey { numbers.base[key] = UInt16(number + 1) }
    }
    return numbers
  }()

  /// Works out the shares under a rule; none where each context needs its own, for pruning left
  /// something out of it.
  init(_ rule: InterpolationRule, isPruned: Bool) {
    shares = FlatBuffer(
      isPruned ? [] : ContextTally.withKey.map { $0.share(rule, isInScope: true) })
  }

  /// The weights of all shares.
  var weights: [Double] { shares.elements.map(\.backOffWeight) }

  /// The shares without their owners, for loops.
  var reader: Reader {
    Reader(
      numbers: shares.count > 0 ? Self.numbers.base : nil, shares: UnsafePointer(shares.base))
  }

  /// Safe: valid only while the shares live, and only read.
  struct Reader: @unchecked Sendable {
    fileprivate let numbers: UnsafeMutablePointer<UInt16>?
    fileprivate let shares: UnsafePointer<ContextShare>

    /// The share of a tally and its number; nil for one of many tokens.
    @inline(__always)
    func share(of tally: ContextTally) -> (share: ContextShare, number: UInt32)? {
      guard let numbers, let key = tally.smallKey else { return nil }
      let number = Int(numbers[key])
      return number > 0 ? (shares[number - 1], UInt32(number - 1)) : nil
    }
  }
}
