public import Tokenization

/// The smoothing methods by the names they have on the command line.
public enum SmoothingName: String, Sendable, Codable, CaseIterable {
  /// ``ModifiedKneserNey``.
  case modifiedKneserNey = "modified-kneser-ney"
  /// ``MaximumLikelihood``.
  case maximumLikelihood = "maximum-likelihood"
  /// ``Additive``.
  case additive
  /// ``WittenBell``.
  case wittenBell = "witten-bell"
  /// ``AbsoluteDiscounting``.
  case absoluteDiscounting = "absolute-discounting"
  /// ``KneserNey``, with one discount for each order.
  case kneserNey = "kneser-ney"
  /// ``JelinekMercer``, with weights estimated on a tenth of the text.
  case jelinekMercer = "jelinek-mercer"
  /// ``Katz``, a back-off with Good–Turing discounts.
  case katz

  /// The method for a text.
  ///
  /// - Parameters:
  ///   - stream: The text that will be counted; only Jelinek–Mercer looks at it, for its weights.
  ///   - vocabularySize: The size of the vocabulary, specials included.
  ///   - order: The order of the model.
  ///   - lambda: What additive smoothing adds; other methods ignore it.
  ///   - fallback: The discounts of an order whose own cannot be estimated; nil makes that an error.
  ///   - threads: The most threads to use; the method is the same for any number.
  /// - Returns: The method.
  /// - Throws: An error of counting or estimating.
  public func method(
    for stream: TokenStream, vocabularySize: Int, order: Int, lambda: Double = 1,
    fallback: Discounts? = Discounts(one: 0.5, two: 1, threePlus: 1.5), threads: Int = 1
  ) throws -> any SmoothingMethod {
    switch self {
    case .modifiedKneserNey: ModifiedKneserNey(fallback: fallback)
    case .maximumLikelihood: MaximumLikelihood()
    case .additive: Additive(lambda: lambda)
    case .wittenBell: WittenBell()
    case .absoluteDiscounting: AbsoluteDiscounting()
    case .kneserNey: KneserNey()
    case .jelinekMercer:
      try JelinekMercer.estimated(
        within: stream, vocabularySize: vocabularySize, order: order, threads: threads)
    case .katz: Katz()
    }
  }

  /// Whether every token of the vocabulary has a positive probability in every context.
  public var isSmooth: Bool { self != .maximumLikelihood }
}
