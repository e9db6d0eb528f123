public import Tokenization

extension GenerationRecord {
  /// Records all that an observation tells.
  ///
  /// - Parameters:
  ///   - replicate: The replicate, from 0.
  ///   - observation: What was observed.
  ///   - syntheticTokens: How many tokens of D_g were drawn from a model.
  ///   - classes: The frequency classes of the manifest.
  ///   - trackedTypes: The token numbers of the manifest's tracked words.
  ///   - notes: Further remarks; they stand before those of the measures.
  public init(
    replicate: Int, observation: Observation, syntheticTokens: Int, classes: [FrequencyClass],
    trackedTypes: [TokenID], notes: [String] = []
  ) {
    let (values, remarks) = MeasureCatalog.values(of: observation)
    self.init(
      replicate: replicate, generation: observation.generation,
      trainingTokens: observation.training.tokens, syntheticTokens: syntheticTokens,
      comparedTokens: observation.frequencies.tokens, measures: values, notes: notes + remarks,
      rankFrequency: observation.frequencies.rankFrequency(),
      classSurvival: FrequencyClass.survival(
        of: classes, real: observation.reference.training, training: observation.training),
      trackedCounts: trackedTypes.map { Int(observation.training.count(of: $0)) })
  }
}
