internal import FoundationEssentials
internal import Generations
internal import Measures
internal import Tokenization

/// The first event of a run: what does not change any more.
struct StartEvent: Encodable {
  /// A word that is followed, with its count in the real text.
  struct Word: Encodable {
    var text: String
    var count: Int
  }

  /// What theory expects of the share of the vocabulary that is left.
  struct Theory: Encodable {
    var law: String
    var standing: String
    var values: [Double]
    /// The standard deviation that chance gives around ``values``.
    var deviations: [Double]
  }

  /// A token of the real passage: its text, whether a space stands before it, whether it begins a paragraph.
  struct Piece: Encodable {
    var piece: TextPiece
    func encode(to encoder: any Encoder) throws {
      var values = encoder.unkeyedContainer()
      try values.encode(piece.text)
      try values.encode(piece.startsParagraph ? 2 : piece.spaceBefore ? 1 : 0)
    }
  }

  var settings: LiveSettings
  var title: String
  var language: String?
  var rightToLeft: Bool
  var tokens: Int
  var types: Int
  var hapaxes: Int
  var heldOutTokens: Int
  var command: String
  var reference: [Piece]
  var words: [Word]
  var theory: Theory?
  var notes: [String]
}

/// A generation.
struct GenerationEvent: Encodable {
  var generation: Int
  var measures: [String: Double]
  /// How many types of the real text the training set still holds.
  var kept: Int
  var trainingTokens: Int
  /// Which tokens of the real passage are missing.
  var missing: [Int]
  var passage: [MarkedPassage.Sentence]
  /// How often each followed word occurs.
  var counts: [Int]
  var notes: [String]
}

/// How the run goes on.
struct ModeEvent: Encodable {
  var mode: String
}

/// Why there are no more events.
struct EndEvent: Encodable {
  /// `whole`, `stopped`, `left`, or `failed`.
  var reason: String
  /// A sentence for the reader.
  var sentence: String
}

extension Encodable {
  /// The value as JSON on one line, its keys in a fixed order.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension StartEvent {
  init(_ plan: RunPlan, settings: LiveSettings, command: String) throws {
    let manifest = try plan.manifest(tool: "", swift: "", command: [], execution: nil)
    let configuration = plan.configuration
    var theory: Theory?
    if let curve = plan.theory.first(where: { $0.measure == "retainedVocabulary" }) {
      let law = SpectrumLaw(
        spectrum: FrequencySpectrum(counts: plan.realCounts.dropFirst(Int(SpecialToken.firstType))),
        schedule: configuration.regime.regime(configuration, tokens: plan.tokens).lineage)
      theory = Theory(
        law: curve.law, standing: curve.standing, values: curve.values,
        deviations: law.standardDeviation(generations: configuration.generations))
    }
    self.init(
      settings: settings, title: plan.title, language: plan.real.language,
      rightToLeft: manifest.corpus.rightToLeft, tokens: plan.real.training.tokenCount,
      types: manifest.corpus.types, hapaxes: manifest.corpus.hapaxes,
      heldOutTokens: plan.real.heldOut.tokenCount, command: command,
      reference: plan.referencePieces.map(Piece.init),
      words: manifest.trackedWords.map { Word(text: $0.text, count: $0.count) },
      theory: theory, notes: plan.notes)
  }
}

extension GenerationEvent {
  init(
    _ outcome: GenerationOutcome, kept: Int, missing: [Int], passage: [MarkedPassage.Sentence]
  ) {
    let record = outcome.record
    self.init(
      generation: record.generation, measures: record.measures,
      kept: kept, trainingTokens: record.trainingTokens, missing: missing, passage: passage,
      counts: record.trackedCounts, notes: record.notes)
  }
}
