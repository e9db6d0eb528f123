/// All that a run found: plain data from which any report can be made again.
///
/// On disk it is a run directory: `manifest.json` (``RunManifest``), `generations.jsonl` (one
/// ``GenerationRecord`` a line) and `samples/samples.json` (``TextSamples``).
public struct RunRecord: Sendable, Equatable {
  /// What was run, on what, by whom.
  public var manifest: RunManifest
  /// One record per replicate and generation, ordered by replicate, then generation.
  public var generations: [GenerationRecord]
  /// Text to read, from replicate 0.
  public var samples: TextSamples

  /// Creates a record.
  public init(manifest: RunManifest, generations: [GenerationRecord], samples: TextSamples) {
    self.manifest = manifest
    self.generations = generations
    self.samples = samples
  }
}

/// What one generation of one replicate measured.
public struct GenerationRecord: Sendable, Equatable, Codable {
  /// The replicate, from 0.
  public var replicate: Int
  /// The generation, 0 for the real text.
  public var generation: Int
  /// Tokens in the training set D_g, sentence ends not counted.
  public var trainingTokens: Int
  /// How many of ``trainingTokens`` were drawn from a model.
  public var syntheticTokens: Int
  /// The token count to which texts were cut so that type counts compare.
  public var comparedTokens: Int
  /// Values by measure name (see ``MeasureCatalog``); a measure that is undefined or infinite here
  /// is absent, and ``notes`` says why.
  public var measures: [String: Double]
  /// What the reader must know of this generation, such as discounts that could not be estimated.
  public var notes: [String]
  /// The rank-frequency curve of the generation's text, at log-spaced ranks.
  public var rankFrequency: [RankFrequency]
  /// Share of each of the manifest's frequency classes still present in D_g.
  public var classSurvival: [Double]
  /// How often each of the manifest's tracked words occurs in D_g.
  public var trackedCounts: [Int]

  /// Creates a record.
  public init(
    replicate: Int, generation: Int, trainingTokens: Int, syntheticTokens: Int,
    comparedTokens: Int, measures: [String: Double], notes: [String],
    rankFrequency: [RankFrequency], classSurvival: [Double], trackedCounts: [Int]
  ) {
    self.replicate = replicate
    self.generation = generation
    self.trainingTokens = trainingTokens
    self.syntheticTokens = syntheticTokens
    self.comparedTokens = comparedTokens
    self.measures = measures
    self.notes = notes
    self.rankFrequency = rankFrequency
    self.classSurvival = classSurvival
    self.trackedCounts = trackedCounts
  }
}

/// One point of a rank-frequency (Zipf) curve.
public struct RankFrequency: Sendable, Equatable, Codable {
  /// The rank, 1 for the most frequent type.
  public var rank: Int
  /// The relative frequency of the type of that rank among the compared tokens.
  public var frequency: Double

  /// Creates a point.
  public init(rank: Int, frequency: Double) {
    self.rank = rank
    self.frequency = frequency
  }
}

/// Text to read: the real text beside what each generation wrote (replicate 0).
public struct TextSamples: Sendable, Equatable, Codable {
  /// A passage of the real training text, in pieces.
  public var reference: [TextPiece]
  /// For every generation, 0 included, what it wrote and what it forgot.
  public var generations: [GenerationSample]

  /// Creates samples.
  public init(reference: [TextPiece], generations: [GenerationSample]) {
    self.reference = reference
    self.generations = generations
  }
}

/// A token of a passage with its spacing.
public struct TextPiece: Sendable, Equatable, Codable {
  /// The token as text.
  public var text: String
  /// Whether a space (or, with ``startsParagraph``, a paragraph break) stands before it.
  public var spaceBefore: Bool
  /// Whether it starts a sentence group of its own.
  public var startsParagraph: Bool

  /// Creates a piece.
  public init(text: String, spaceBefore: Bool, startsParagraph: Bool) {
    self.text = text
    self.spaceBefore = spaceBefore
    self.startsParagraph = startsParagraph
  }
}

/// What one generation wrote, and which words of the reference passage it has lost.
public struct GenerationSample: Sendable, Equatable, Codable {
  /// The generation.
  public var generation: Int
  /// A passage of the generation's own text, one paragraph per element (generation 0: real text).
  public var paragraphs: [String]
  /// Indices into ``TextSamples/reference`` of tokens whose type is missing from D_g.
  public var missing: [Int]

  /// Creates a sample.
  public init(generation: Int, paragraphs: [String], missing: [Int]) {
    self.generation = generation
    self.paragraphs = paragraphs
    self.missing = missing
  }
}
