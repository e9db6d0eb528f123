internal import Counting

/// An n-gram in its stretch, not yet in its place.
struct MovedNgram: BitwiseCopyable {
  /// That of its back-off.
  let probability: Double
  /// Its number, or at the highest order the context that follows.
  let next: UInt32
  /// Its context among those of the stretch.
  let context: UInt16
  private let smallCount: UInt16

  /// The least count that is listed beside.
  static let listed = UInt32(UInt16.max)

  init(probability: Double, next: UInt32, context: UInt16, count: UInt16) {
    (self.probability, self.next, self.context) = (probability, next, context)
    smallCount = count
  }

  /// Its count; `listed` has what does not fit, in the order of the n-grams.
  @inline(__always)
  func count(_ listed: inout IndexingIterator<ArraySlice<SmallCounts.Large>>) -> UInt32 {
    guard smallCount == UInt16.max else { return UInt32(smallCount) }
    return listed.next()?.count ?? Self.listed
  }
}
