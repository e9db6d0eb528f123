/// What kind of failure an error is: the command line makes its exit code from it.
package enum FailureKind: Sendable, Equatable {
  /// An input is missing or cannot be opened.
  case noInput
  /// An input was read, but what it says cannot be used.
  case badData
  /// Reading or writing failed on the way.
  case io
  /// The system does not give what is needed, such as memory.
  case system
}

/// An error that knows what kind of failure it is and describes itself in sentences: what is wrong,
/// where, and what to do.
package protocol ClassifiedError: Error, CustomStringConvertible {
  /// The kind of failure.
  var kind: FailureKind { get }
}
