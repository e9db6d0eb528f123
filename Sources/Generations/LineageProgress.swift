public import Measures

/// One replicate as far as it has come: what it found, and what its next generation is made of.
///
/// It is all that a stopped run needs to go on; on disk it is a `Checkpoint`.
public struct LineageProgress: Sendable {
  /// The replicate, from 0.
  public let replicate: Int
  /// The records of its generations so far, from generation 0.
  public internal(set) var records: [GenerationRecord] = []
  /// The passages to read; only replicate 0 has any.
  public internal(set) var samples: [GenerationSample] = []
  /// The first lines that each generation wrote, as UTF-8; only replicate 0 has any.
  var texts: [[UInt8]] = []
  /// For every generation, where the documents of its training set come from.
  var provenance: [[TrainingPart]] = []
  /// The training set of the last generation.
  package internal(set) var training: TrainingSet

  init(replicate: Int, training: TrainingSet) {
    self.replicate = replicate
    self.training = training
  }

  /// The last generation that is whole, -1 if none is.
  public var generation: Int { records.count - 1 }

  /// Goes on by a generation.
  mutating func take(
    _ outcome: GenerationOutcome, training: TrainingSet, passages: Passages
  ) {
    self.training = training
    records.append(outcome.record)
    provenance.append(outcome.parts)
    // Only replicate 0 is shown.
    guard replicate == 0 else { return }
    samples.append(passages.sample(outcome))
    texts.append(passages.beginning(outcome))
  }
}
