/// What a live page may ask for, so that one reader cannot take the machine from the others.
public struct LiveLimits: Sendable, Equatable, Codable {
  /// The most bytes of a pasted text.
  public var textBytes = 1_000_000
  /// The most tokens of a training set.
  public var tokens = 100_000
  /// The most generations.
  public var generations = 60
  /// The most tokens that all generations of a run write.
  public var writtenTokens = 3_000_000
  /// The highest order.
  public var order = 6
  /// Runs that compute at the same time.
  public var computing = 2
  /// Runs that have not ended.
  public var active = 24
  /// Runs that are remembered, those that have ended among them.
  public var kept = 48
  /// Runs that one address may start in a minute.
  public var startsPerMinute = 60
  /// Readers of events at the same time.
  public var watchers = 400
  /// Seconds after which a run that nobody watches is given up.
  public var grace = 8.0
  /// Seconds after which a paused run is given up.
  public var pause = 3600.0

  /// The limits that are right for a classroom.
  public init() {}
}
