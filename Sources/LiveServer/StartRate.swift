internal import LiveLab
internal import Parallelism

/// How often an address may start something.
final class StartRate: Sendable {
  private struct Bucket {
    var left: Double
    var at: ContinuousClock.Instant
  }

  private let perMinute: Double
  private let buckets = Locked([String: Bucket]())
  /// Addresses that are remembered; more would be a flood.
  private static let most = 10_000

  init(perMinute: Int) { self.perMinute = Double(perMinute) }

  /// Counts a start.
  ///
  /// - Throws: ``LiveRefusal`` if there were too many.
  func take(_ client: String) throws(LiveRefusal) {
    let now = ContinuousClock.now
    let isAllowed = buckets.withLock { [perMinute] buckets in
      func refilled(_ bucket: Bucket) -> Double {
        min(perMinute, bucket.left + bucket.at.duration(to: now) / .seconds(60) * perMinute)
      }
      if buckets.count >= Self.most { buckets = buckets.filter { refilled($0.value) < perMinute } }
      guard buckets[client] != nil || buckets.count < Self.most else { return false }
      let left = buckets[client].map(refilled) ?? perMinute
      guard left >= 1 else { return false }
      buckets[client] = Bucket(left: left - 1, at: now)
      return true
    }
    guard isAllowed else {
      throw LiveRefusal(
        .tooOften,
        "More than \(Int(perMinute)) runs or files were asked for in a minute. Wait some seconds.")
    }
  }
}
