public import Tokenization

/// How much of a text is copied from what its writer was trained on.
public struct CopyRate: Measure {
  /// The number of tokens that make a copy.
  public static let length = 8

  /// What the measure is.
  public let definition = MeasureDefinition(
    name: "copyRate", title: "Verbatim copies", unit: "share", direction: .rises,
    definition: """
      Share of the 8-grams of the generation's text, at the compared number of tokens, that stand \
      verbatim in the training set D_(g−1) of the model that wrote it; n-grams do not cross sentence \
      boundaries. Undefined for generation 0.
      """,
    source: "McCoy, Smolensky, Linzen, Gao and Celikyilmaz 2023, TACL 11 (RAVEN)")

  /// Creates the measure.
  public init() {}

  /// The copy rate that was worked out with the observation.
  public func value(of observation: Observation) -> Double? { observation.copyRate }

  /// Generation 0 has no writer; later ones may have only short sentences.
  public func absence(in observation: Observation) -> String? {
    observation.generation == 0
      ? "copyRate is undefined at generation 0: no model wrote the real text."
      : "copyRate is undefined: no sentence has \(Self.length) tokens, or no training text was given."
  }

  /// The share of a text's n-grams that stand verbatim in another text; nil if it has none.
  ///
  /// The rate of held-out against training text is the baseline of ``ReferenceText/copyRate``.
  ///
  /// - Complexity: O(*n*) in the lengths of the texts; memory grows with `text` only.
  public static func share(
    of text: TokenStream, copiedFrom source: TokenStream, threads: Int = 1
  ) -> Double? {
    let grams = GramTable(of: text, length: length)
    guard grams.total > 0 else { return nil }
    return Double(grams.occurrences(foundIn: source, threads: threads)) / Double(grams.total)
  }
}
