/// All measures, in the order in which they are displayed.
public enum MeasureCatalog {
  /// The measures: first those of the six headlines, then the rest by what they look at.
  public static let all: [any Measure] = [
    // The headlines
    NextTokenHitRate.top1, DiversityIndex.types, Perplexity.heldOut, OverfittingRate(),
    CopyRate(), DataQuality(),
    // How well the model predicts
    NextTokenHitRate.top5, BitsPerCharacter(), Perplexity.heldOutWithoutOutOfVocabulary,
    OutOfVocabularyRate(), MatchedLength(), Perplexity.own, Perplexity.original, OverfittingGap(),
    // How rich the text is
    VocabularySize(), RetainedVocabulary(), TrainingVocabulary(), TypeTokenRatio(), HapaxRatio(),
    MissingMass(),
    Entropy(), ChaoShenEntropy(), DiversityIndex.entropy, DiversityIndex.simpson,
    DistinctGrams(length: 1), DistinctGrams(length: 2), DistinctGrams(length: 3),
    DistinctGrams(length: 4),
    // How far it is from the real text
    JensenShannonDivergence(), QualityPart.fidelity, QualityPart.coverage, QualityPart.diversity,
    QualityPart.novelty, RoundTripFidelity(),
  ]

  /// The definitions of all measures, in the order in which they are displayed.
  public static let definitions: [MeasureDefinition] = all.map(\.definition)

  /// The measures that open a report; with the stability over replicates they are the six headlines.
  public static let headlines = [
    "accuracyTop1", "diversityIndex", "heldOutPerplexity", "overfittingRate", "copyRate",
    "dataQuality",
  ]

  /// The definition of the measure of a name, if there is one.
  public static func definition(named name: String) -> MeasureDefinition? {
    definitions.first { $0.name == name }
  }

  /// Measures a generation: finite values by name, and remarks on those that are absent.
  public static func values(
    of observation: Observation
  ) -> (values: [String: Double], notes: [String]) {
    var values: [String: Double] = [:]
    var notes: [String] = []
    for measure in all {
      if let value = measure.value(of: observation), value.isFinite {
        values[measure.definition.name] = value
      } else if let note = measure.absence(in: observation) {
        notes.append(note)
      }
    }
    return (values, notes)
  }
}
