/// About how much memory a run takes at its peak.
///
/// The numbers were measured on English text of 0.1 to 1 million tokens at orders 1, 3 and 5, with one
/// and two replicates at a time; other text repeats more and takes less. ``bytes`` is meant to be rather
/// too high than too low, by no more than half.
package struct MemoryEstimate: Sendable, Equatable {
  /// What the estimate rests on.
  package struct Terms: Sendable, Equatable {
    /// The order of the models.
    package var order: Int
    /// The tokens of the real training text, D_0.
    package var realTokens: Int
    /// The tokens of the largest training set.
    package var trainingTokens: Int
    /// The replicates that run at the same time.
    package var replicates: Int
  }

  /// The terms.
  package let terms: Terms

  /// Takes the terms.
  package init(_ terms: Terms) { self.terms = terms }

  /// The terms of a run.
  ///
  /// - Parameters:
  ///   - configuration: The run.
  ///   - realTokens: The tokens of D_0.
  ///   - trainingTokens: The tokens of the largest training set.
  ///   - threads: The most threads to use.
  package init(
    _ configuration: RunConfiguration, realTokens: Int, trainingTokens: Int, threads: Int
  ) {
    self.init(
      Terms(
        order: configuration.order, realTokens: realTokens, trainingTokens: trainingTokens,
        replicates: configuration.generations > 0 ? min(threads, configuration.replicates) : 0))
  }

  /// The program with its libraries, and what does not depend on the text.
  private static let fixed = 40_000_000
  /// A token of a text with its share of the vocabulary.
  private static let textBytes = 8
  /// The models of generation 0, for each token and each order above the first.
  private static let modelBytes = 47
  /// A replicate on its way, with two generations of text and models, for each token.
  private static let replicateBytes = 70
  /// The same for each token and each order above the first.
  private static let replicateModelBytes = 50

  /// The peak, in bytes.
  package var bytes: Int {
    let higher = terms.order - 1
    let real = Self.textBytes + Self.modelBytes * higher
    let replicate = Self.replicateBytes + Self.replicateModelBytes * higher
    return Self.fixed + terms.realTokens * real
      + terms.replicates * terms.trainingTokens * replicate
  }

  /// The least memory that reading and tokenizing a text takes: its bytes and its tokens.
  ///
  /// - Parameter textBytes: The bytes of the files.
  /// - Returns: The memory, in bytes.
  package static func reading(_ textBytes: Int) -> Int {
    fixed + textBytes + textBytes / 8 * 4
  }

  /// Refuses a run that cannot fit.
  ///
  /// - Parameters:
  ///   - budget: The memory there is.
  ///   - configuration: The run.
  /// - Returns: A note if it may not fit, else nil.
  /// - Throws: ``GenerationError/tooLittleMemory(needed:budget:remedy:)`` if two thirds of the estimate
  ///   are already too much.
  package func check(
    _ budget: MemoryBudget, for configuration: RunConfiguration
  ) throws(GenerationError) -> String? {
    let remedy = remedy(configuration)
    guard bytes / 3 * 2 <= budget.bytes else {
      throw .tooLittleMemory(needed: bytes, budget: budget, remedy: remedy)
    }
    guard bytes > budget.freeBytes else { return nil }
    return "This run may need \(ByteCount.text(bytes)) of memory, and "
      + "\(ByteCount.text(budget.freeBytes)) are free. If it does not fit: \(remedy)"
  }

  /// What to lower, the most effective first.
  private func remedy(_ configuration: RunConfiguration) -> String {
    var ways: [String] = []
    if terms.replicates > 1 {
      ways.append("--threads (\(terms.replicates) replicates run at a time)")
    }
    if terms.order > 1 { ways.append("--order (now \(terms.order))") }
    if terms.replicates > 0 {
      let grows = configuration.regime == .accumulate
      ways.append(grows ? "--generations, for the training set grows" : "--tokens")
    }
    let last = "take a smaller corpus."
    return ways.isEmpty
      ? "Take a smaller corpus." : "Lower \(ways.joined(separator: " or ")), or \(last)"
  }
}
