/// What was run: enough to repeat it to the bit and to judge it.
public struct RunManifest: Sendable, Equatable, Codable {
  /// The version of this format.
  public var schema: Int
  /// A title for people, such as the name of the corpus.
  public var title: String
  /// The command line that repeats the run, as words.
  public var command: [String]
  /// The resolved configuration by option name, as on the command line and in `--config` files.
  public var configuration: [String: SettingValue]
  /// The versions that took part.
  public var versions: Versions
  /// The input files in reading order.
  public var inputs: [InputFile]
  /// The real text and its splits in numbers.
  public var corpus: CorpusSummary
  /// The bounds of the frequency classes of ``GenerationRecord/classSurvival``.
  public var frequencyClasses: [FrequencyClass]
  /// The words followed through the generations, most frequent first.
  public var trackedWords: [TrackedWord]
  /// What theory expects of a measure, where there is a closed form for this configuration.
  public var theory: [TheoryCurve]
  /// The machine and the times: the only part that differs when a run is repeated.
  public var execution: Execution?

  /// Creates a manifest.
  public init(
    schema: Int = 1, title: String, command: [String], configuration: [String: SettingValue],
    versions: Versions, inputs: [InputFile], corpus: CorpusSummary,
    frequencyClasses: [FrequencyClass], trackedWords: [TrackedWord], theory: [TheoryCurve],
    execution: Execution? = nil
  ) {
    self.schema = schema
    self.title = title
    self.command = command
    self.configuration = configuration
    self.versions = versions
    self.inputs = inputs
    self.corpus = corpus
    self.frequencyClasses = frequencyClasses
    self.trackedWords = trackedWords
    self.theory = theory
    self.execution = execution
  }
}

/// The versions on which the exact result depends.
public struct Versions: Sendable, Equatable, Codable {
  /// textcollapse itself.
  public var textcollapse: String
  /// The Swift compiler.
  public var swift: String
  /// ICU, which segments, normalizes and folds.
  public var icu: String
  /// The version of Unicode that ICU implements.
  public var unicode: String

  /// Creates the versions.
  public init(textcollapse: String, swift: String, icu: String, unicode: String) {
    self.textcollapse = textcollapse
    self.swift = swift
    self.icu = icu
    self.unicode = unicode
  }
}

/// An input file as it was read.
public struct InputFile: Sendable, Equatable, Codable {
  /// The path as given, or `-`.
  public var path: String
  /// What it was used for: `corpus` or `held-out`.
  public var role: String
  /// Its size in bytes.
  public var bytes: Int
  /// Its SHA-256 in hexadecimal.
  public var sha256: String

  /// Creates an entry.
  public init(path: String, role: String, bytes: Int, sha256: String) {
    self.path = path
    self.role = role
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// The real text in numbers.
public struct CorpusSummary: Sendable, Equatable, Codable {
  /// Documents in the training split.
  public var trainingDocuments: Int
  /// Documents in the held-out split.
  public var heldOutDocuments: Int
  /// Documents in the reserve split.
  public var reserveDocuments: Int
  /// Tokens in the training split, sentence ends not counted (as in the other two splits).
  public var trainingTokens: Int
  /// Tokens in the held-out split.
  public var heldOutTokens: Int
  /// Tokens in the reserve split.
  public var reserveTokens: Int
  /// Sentences in the training split; 0 for a ring.
  public var trainingSentences: Int
  /// Types in the reference vocabulary, specials not counted.
  public var types: Int
  /// Types that occur once in the training text.
  public var hapaxes: Int
  /// The types expected in samples of some lengths, by which texts of any length can be compared; nil in runs of
  /// versions that did not know them.
  public var diversity: [DiversityPoint]?
  /// The BCP 47 tag of the text's direction and language, if known, such as `en` or `ar`.
  public var language: String?
  /// Whether the text reads from right to left.
  public var rightToLeft: Bool

  /// Creates a summary.
  public init(
    trainingDocuments: Int, heldOutDocuments: Int, reserveDocuments: Int, trainingTokens: Int,
    heldOutTokens: Int, reserveTokens: Int, trainingSentences: Int, types: Int, hapaxes: Int,
    diversity: [DiversityPoint]? = nil, language: String?, rightToLeft: Bool
  ) {
    self.trainingDocuments = trainingDocuments
    self.heldOutDocuments = heldOutDocuments
    self.reserveDocuments = reserveDocuments
    self.trainingTokens = trainingTokens
    self.heldOutTokens = heldOutTokens
    self.reserveTokens = reserveTokens
    self.trainingSentences = trainingSentences
    self.types = types
    self.hapaxes = hapaxes
    self.diversity = diversity
    self.language = language
    self.rightToLeft = rightToLeft
  }
}

/// A class of types by how often they occur in the real training text.
public struct FrequencyClass: Sendable, Equatable, Codable {
  /// The least count in the class.
  public var least: Int
  /// The greatest count in the class; nil for the last class, which has none.
  public var greatest: Int?
  /// How many types the class holds at generation 0.
  public var types: Int
  /// The share that the neutral law expects alive in generation 0, 1, 2 …; empty where the law
  /// does not apply.
  public var expected: [Double]

  /// Creates a class.
  public init(least: Int, greatest: Int?, types: Int, expected: [Double]) {
    self.least = least
    self.greatest = greatest
    self.types = types
    self.expected = expected
  }
}

/// A word followed through the generations.
public struct TrackedWord: Sendable, Equatable, Codable {
  /// The word.
  public var text: String
  /// How often it occurs in the real training text.
  public var count: Int

  /// Creates a tracked word.
  public init(text: String, count: Int) {
    self.text = text
    self.count = count
  }
}

/// What theory expects of one measure.
public struct TheoryCurve: Sendable, Equatable, Codable {
  /// The name of the measure.
  public var measure: String
  /// What the curve is, in words, with its source.
  public var law: String
  /// How the law bears on this run: `exact`, `approximate`, or `neutral` (a yardstick whose
  /// assumptions this run does not meet).
  public var standing: String
  /// The expected value at generation 0, 1, 2 ….
  public var values: [Double]

  /// Creates a curve.
  public init(measure: String, law: String, standing: String, values: [Double]) {
    self.measure = measure
    self.law = law
    self.standing = standing
    self.values = values
  }
}

/// The machine and the times of one execution.
public struct Execution: Sendable, Equatable, Codable {
  /// When the run started.
  public var started: String
  /// How many seconds the run took.
  public var seconds: Double
  /// The operating system.
  public var system: String
  /// The processor.
  public var processor: String
  /// The threads used.
  public var threads: Int
  /// The peak resident memory of the process in bytes.
  public var peakMemoryBytes: Int

  /// Creates an entry.
  public init(
    started: String, seconds: Double, system: String, processor: String, threads: Int,
    peakMemoryBytes: Int
  ) {
    self.started = started
    self.seconds = seconds
    self.system = system
    self.processor = processor
    self.threads = threads
    self.peakMemoryBytes = peakMemoryBytes
  }
}

/// A value of the resolved configuration.
public enum SettingValue: Sendable, Equatable, Codable {
  /// No value.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other number; JSON does not tell 1.0 from 1, so a whole one reads back as ``integer(_:)``.
  case number(Double)
  /// Text.
  case string(String)
  /// Several values in order.
  case list([SettingValue])

  /// Decodes any JSON scalar or list.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else {
      self = .list(try container.decode([SettingValue].self))
    }
  }

  /// Encodes the value as the JSON scalar or list that it is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    }
  }
}
