public import Tokenization

/// The real text against which every generation is held.
///
/// Made once per run and compared length, and shared by all observations.
public struct ReferenceText: Sendable {
  /// The type counts of D_0 cut to the compared number of tokens.
  public let frequencies: FrequencyTable
  /// The type counts of the whole of D_0.
  public let training: FrequencyTable
  /// The copy rate that real text has against real text, such as held-out against training text;
  /// nil if it was not measured.
  public let copyRate: Double?

  /// Creates a reference.
  ///
  /// - Parameters:
  ///   - text: D_0, cut to the compared number of tokens.
  ///   - trainingCounts: The counts of the whole of D_0 by token number.
  ///   - copyRate: The copy rate of real against real text (see ``CopyRate``).
  public init(text: TokenStream, trainingCounts: [UInt32], copyRate: Double? = nil) {
    frequencies = FrequencyTable(of: text, vocabularySize: trainingCounts.count)
    training = FrequencyTable(counts: trainingCounts)
    self.copyRate = copyRate
  }
}
