/// A reader that takes bytes from outside, and what has to hold for any of them.
///
/// No trap, no wait without end and no memory beyond a multiple of the input, which the fuzzers see by
/// themselves; and the properties that ``check`` looks at.
package struct FuzzTarget: Sendable {
  /// The name.
  package let name: String
  /// Inputs to start from, most of them good.
  package let seeds: [[UInt8]]
  /// What makes inputs get further than random bytes.
  package let dictionary: [String]
  /// Reads an input; throws ``Violation`` if a property fails.
  ///
  /// A refusal is no failure.
  package let check: @Sendable ([UInt8]) throws -> Void

  /// A property that does not hold.
  package struct Violation: Error, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
  }

  init(
    _ name: String, seeds: [String], dictionary: [String],
    check: @escaping @Sendable ([UInt8]) throws -> Void
  ) {
    self.name = name
    self.seeds = seeds.map { Array($0.utf8) }
    self.dictionary = dictionary
    self.check = check
  }

  /// All targets.
  package static let all = [
    utf8, lossyText, jsonLines, packed, tokenizer, arpa, configuration, start, checkpoint, manifest,
    generations,
  ]

  static func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw Violation(what()) }
  }
}
