/// The smoothing methods by the names they have on the command line.
public enum SmoothingName: String, Sendable, Codable, CaseIterable {
  /// ``ModifiedKneserNey``.
  case modifiedKneserNey = "modified-kneser-ney"
  /// ``MaximumLikelihood``.
  case maximumLikelihood = "maximum-likelihood"
  /// ``Additive``.
  case additive

  /// The method.
  ///
  /// - Parameters:
  ///   - lambda: What additive smoothing adds; other methods ignore it.
  ///   - fallback: The discounts of an order whose own cannot be estimated; nil makes that an error.
  /// - Returns: The method.
  public func method(
    lambda: Double = 1, fallback: Discounts? = Discounts(one: 0.5, two: 1, threePlus: 1.5)
  ) -> any SmoothingMethod {
    switch self {
    case .modifiedKneserNey: ModifiedKneserNey(fallback: fallback)
    case .maximumLikelihood: MaximumLikelihood()
    case .additive: Additive(lambda: lambda)
    }
  }

  /// Whether every token of the vocabulary has a positive probability in every context.
  public var isSmooth: Bool { self != .maximumLikelihood }
}
