/// How much memory a process may use.
public struct MemoryBudget: Sendable, Equatable {
  /// What it can never exceed, in bytes.
  public var bytes: Int
  /// What is free at the moment, in bytes; at most ``bytes``.
  public var freeBytes: Int
  /// What sets ``bytes``, such as `the machine`.
  public var source: String

  /// Takes the numbers.
  public init(bytes: Int, freeBytes: Int, source: String) {
    self.bytes = bytes
    self.freeBytes = min(freeBytes, bytes)
    self.source = source
  }
}
