public import Measures

/// How much fresh real text a loop would need to keep its words, by the law of mixing.
public enum FreshShare {
  /// The least share of fresh real text in each training set with which at least `kept` of the words of the
  /// real text are in use in the long run.
  ///
  /// A type of count c is in use with probability 1 − exp(−c A(a)), where A(a) is what a share a of fresh text is
  /// worth (`LineageSchedule.stationaryShare`). Counts are known by class, so the answer is good to
  /// about a tenth. nil if no share is enough.
  public static func needed(toKeep kept: Double, _ classes: [FrequencyClass]) -> Double? {
    let total = classes.reduce(0) { $0 + $1.types }
    guard total > 0 else { return nil }
    func share(_ worth: Double) -> Double {
      classes.reduce(0) { sum, item in
        let count = (Double(item.least) * Double(item.greatest ?? item.least * 2)).squareRoot()
        return sum + Double(item.types) * (1 - Elementary.exponential(-count * worth))
      } / Double(total)
    }
    guard share(1) >= kept else { return nil }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if share(LineageSchedule.stationaryShare(ofFresh: middle)) >= kept {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }
}
