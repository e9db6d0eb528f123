internal import Tokenization

/// One of the four parts of the data quality score.
struct QualityPart: Measure {
  let definition: MeasureDefinition
  private let part: @Sendable (Observation) -> Double?

  private static let source = "textcollapse"

  /// Words as frequent as in the real text.
  static let fidelity = QualityPart(
    definition: MeasureDefinition(
      name: "qualityFidelity", title: "Data quality: fidelity", unit: "share", direction: .falls,
      definition: "1 − the Jensen–Shannon divergence in bits from as many tokens of the real text.",
      source: source)
  ) { observation in observation.divergence.map { 1 - $0 } }

  /// Real words still there.
  static let coverage = QualityPart(
    definition: MeasureDefinition(
      name: "qualityCoverage", title: "Data quality: coverage", unit: "share", direction: .falls,
      definition: """
        Share of the tokens of the real training text D_0, <unk> left out, whose type occurs in the \
        generation's training set D_g.
        """, source: source)
  ) { observation in
    var covered = 0
    let real = observation.reference.training
    for (id, count) in real.counts.enumerated().dropFirst(Int(SpecialToken.firstType))
    where observation.training.count(of: TokenID(id)) > 0 {
      covered += Int(count)
    }
    return share(covered, of: real.spectrum.tokens)
  }

  /// As many words as in the real text.
  static let diversity = QualityPart(
    definition: MeasureDefinition(
      name: "qualityDiversity", title: "Data quality: diversity", unit: "share",
      direction: .falls,
      definition: """
        The diversity index (types relative to as many tokens of the real text), at most 1.
        """, source: source)
  ) { observation in DiversityIndex.types.value(of: observation).map { min(1, $0) } }

  /// Not copied.
  static let novelty = QualityPart(
    definition: MeasureDefinition(
      name: "qualityNovelty", title: "Data quality: novelty", unit: "share", direction: .falls,
      definition: """
        1 − max(0, copy rate − baseline), where the baseline is the copy rate of held-out against \
        training real text (0 if it was not measured); 1 for generation 0.
        """, source: source)
  ) { observation in
    guard observation.generation > 0 else { return 1 }
    return observation.copyRate.map { 1 - max(0, $0 - (observation.reference.copyRate ?? 0)) }
  }

  private init(
    definition: MeasureDefinition, part: @escaping @Sendable (Observation) -> Double?
  ) {
    self.definition = definition
    self.part = part
  }

  func value(of observation: Observation) -> Double? { part(observation) }
}

/// How fit a generation's text is to train on, from 0 to 1.
struct DataQuality: Measure {
  let definition = MeasureDefinition(
    name: "dataQuality", title: "Data quality", unit: "share", direction: .falls,
    definition: """
      (fidelity · coverage · diversity · novelty)^(1/4), the geometric mean of the four parts that \
      are given beside it; 1 for the real text.
      """, source: "textcollapse")

  func value(of observation: Observation) -> Double? {
    var product = 1.0
    for part: QualityPart in [.fidelity, .coverage, .diversity, .novelty] {
      guard let value = part.value(of: observation) else { return nil }
      product *= value
    }
    return product.squareRoot().squareRoot()
  }

  func absence(in observation: Observation) -> String? {
    "dataQuality is undefined: one of its four parts is."
  }
}
