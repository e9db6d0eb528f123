public import Measures

/// How much fresh real text a loop would need to keep as many words, by the law of mixing.
public enum FreshShare {
  /// The share of the number of words that comparisons ask to keep.
  public static let half = 0.5

  /// The least share of fresh real text in each training set with which training sets have, in the long run, at
  /// least `kept` times as many types as the real text.
  ///
  /// With a share a of fresh text, a training set has as many types as a share A(a) of the real text
  /// (`LineageSchedule.stationaryShare`), where a type of count c is in use with probability
  /// 1 − (1 − A)^c. These are not all types of the real text at hand: fresh text of the same source shares
  /// few of its rare words, and brings others. Counts are known by class, so the answer is good to about a
  /// tenth. nil if there are no types.
  public static func needed(toKeep kept: Double, _ classes: [FrequencyClass]) -> Double? {
    let total = classes.reduce(0) { $0 + $1.types }
    guard total > 0, kept <= 1 else { return nil }
    func types(_ worth: Double) -> Double {
      classes.reduce(0) { sum, item in
        let count = (Double(item.least) * Double(item.greatest ?? item.least * 2)).squareRoot()
        return sum + Double(item.types) * (1 - Elementary.power(1 - worth, count))
      } / Double(total)
    }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if types(LineageSchedule.stationaryShare(ofFresh: middle)) >= kept {
        high = middle
      } else {
        low = middle
      }
    }
    return high
  }
}
