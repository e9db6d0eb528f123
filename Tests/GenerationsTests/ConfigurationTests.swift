import Corpora
import Foundation
import Generations
import LanguageModels
import Sampling
import Testing
import Tokenization

@Suite struct ConfigurationTests {
  private func decode(_ json: String) throws -> RunConfiguration {
    try JSONDecoder().decode(RunConfiguration.self, from: Data(json.utf8))
  }

  /// A configuration in which no option has its default.
  static let unusual: RunConfiguration = {
    var configuration = RunConfiguration()
    configuration.corpus = ["a.txt", "b c.txt"]
    configuration.heldOut = ["-"]
    configuration.heldOutShare = 0.25
    configuration.reserveShare = 0.5
    configuration.realTokens = 4000
    configuration.reading = ReadingOptions(
      documentUnit: .file, textField: "a.b", lossy: true, keepEmpty: true)
    configuration.tokenizer = TokenizerConfiguration(
      unit: .grapheme, wordRules: .uax29, sentences: .line, normalization: .nfkc,
      caseFolding: .fold, locale: "th", specialSymbols: .skip)
    configuration.minCount = 3
    configuration.maxVocabulary = 500
    configuration.order = 5
    configuration.smoothing = .additive
    configuration.lambda = 0.125
    configuration.judge = .modifiedKneserNey
    configuration.sampling = SamplingStrategy(
      temperature: 0.75, topK: 40, topP: 0.9, minP: 0.01, greedy: true, allowsUnknown: true,
      maximalSentenceLength: 77)
    configuration.samplingFloor = .vocabulary
    configuration.throughText = true
    configuration.generations = 4
    configuration.tokens = 1234
    configuration.growth = 1.5
    configuration.regime = .mix
    configuration.realShare = 0.375
    configuration.realText = .same
    configuration.replicates = 7
    configuration.seed = UInt64(Int64.max)
    configuration.title = "-- Ebb \"and\" flow"
    return configuration
  }()

  @Test func everyOptionSurvivesCoding() throws {
    let data = try JSONEncoder().encode(Self.unusual)
    #expect(try JSONDecoder().decode(RunConfiguration.self, from: data) == Self.unusual)
    // No value of the unusual one is a default, so none can have been forgotten.
    let unusual = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let usual =
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(RunConfiguration()))
      as? [String: Any]
    for key in RunConfiguration.CodingKeys.allCases where key != .judge {
      #expect("\(unusual?[key.rawValue] ?? "")" != "\(usual?[key.rawValue] ?? "")", "\(key)")
    }
    #expect(unusual?.count == RunConfiguration.CodingKeys.allCases.count)
  }

  @Test func whatIsLeftOutHasItsDefault() throws {
    #expect(try decode("{}") == RunConfiguration())
    var expected = RunConfiguration()
    expected.order = 4
    expected.tokenizer.caseFolding = .fold
    #expect(try decode(#"{"order": 4, "case": "fold", "tokens": null}"#) == expected)
  }

  @Test(arguments: ["ordr", "Order", "held_out", "reading"])
  func unknownKeysAreRefused(_ key: String) throws {
    #expect(throws: UnknownOption.self) { try decode("{\"\(key)\": 1}") }
  }

  @Test(arguments: [
    #"{"order": "3"}"#, #"{"order": 2.5}"#, #"{"corpus": "a.txt"}"#, #"{"lossy": 1}"#,
    #"{"regime": "retain"}"#, #"{"seed": -1}"#, #"{"sentences": null, "case": "upper"}"#, "[]", "3",
  ])
  func wrongTypesAreRefused(_ json: String) {
    #expect(throws: DecodingError.self) { try decode(json) }
  }

  @Test(arguments: [
    (SmoothingName.maximumLikelihood, SmoothingName.modifiedKneserNey), (.additive, .additive),
    (.modifiedKneserNey, .modifiedKneserNey),
  ])
  func theJudgeSmoothsLikeTheWriterIfThatSmooths(_ writer: SmoothingName, _ judge: SmoothingName) {
    var configuration = RunConfiguration()
    configuration.smoothing = writer
    #expect(configuration.judgeSmoothing == judge)
    configuration.judge = .additive
    #expect(configuration.judgeSmoothing == .additive)
  }

  static let outOfRange: [(String, @Sendable (inout RunConfiguration) -> Void)] = [
    ("--order 0 is out of range: it must be from 1 to 8.", { $0.order = 0 }),
    ("--order 9 is out of range: it must be from 1 to 8.", { $0.order = 9 }),
    ("--lambda 0.0 is out of range: it must be above 0.", { $0.lambda = 0 }),
    ("--lambda nan is out of range: it must be above 0.", { $0.lambda = .nan }),
    ("--lambda inf is out of range: it must be above 0.", { $0.lambda = .infinity }),
    (
      "--generations -1 is out of range: it must be from 0 to 10000.", { $0.generations = -1 }
    ),
    ("--replicates 0 is out of range: it must be from 1 to 10000.", { $0.replicates = 0 }),
    ("--tokens 0 is out of range: it must be from 1 to 1000000000.", { $0.tokens = 0 }),
    (
      "--tokens 1000000001 is out of range: it must be from 1 to 1000000000.",
      { $0.tokens = 1_000_000_001 }
    ),
    ("--growth nan is out of range: it must be above 0 and at most 10.", { $0.growth = .nan }),
    ("--growth 11.0 is out of range: it must be above 0 and at most 10.", { $0.growth = 11 }),
    ("--real-share 1.0 is out of range: it must be from 0 to below 1.", { $0.realShare = 1 }),
    ("--real-share -0.1 is out of range: it must be from 0 to below 1.", { $0.realShare = -0.1 }),
    ("--held-out-share 0.0 is out of range: it must be between 0 and 1.", { $0.heldOutShare = 0 }),
    (
      "--held-out-share nan is out of range: it must be between 0 and 1.",
      { $0.heldOutShare = .nan }
    ),
    ("--reserve-share 1.0 is out of range: it must be from 0 to below 1.", { $0.reserveShare = 1 }),
    ("--min-count 0 is out of range: it must be 1 or more.", { $0.minCount = 0 }),
    ("--max-vocabulary 0 is out of range: it must be 1 or more.", { $0.maxVocabulary = 0 }),
    (
      "--judge maximum-likelihood is out of range: it must be a method that smooths.",
      { $0.judge = .maximumLikelihood }
    ),
    (
      "--seed 9223372036854775808 is out of range: it must be from 0 to 9223372036854775807.",
      { $0.seed = 1 << 63 }
    ),
  ]

  @Test(arguments: outOfRange)
  func everyRangeHasItsSentence(
    _ sentence: String, _ change: @Sendable (inout RunConfiguration) -> Void
  ) throws {
    try RunConfiguration().validate()
    try Self.unusual.validate()
    var configuration = RunConfiguration()
    change(&configuration)
    let error = #expect(throws: GenerationError.self) { try configuration.validate() }
    #expect(error?.description == sentence)
  }

  @Test func settingsOfSamplingAreChecked() {
    var configuration = RunConfiguration()
    configuration.sampling.topP = 1.5
    #expect(
      throws: SamplingError.outOfRange(
        option: "top-p", value: "1.5", range: "above 0 and at most 1")
    ) { try configuration.validate() }
  }
}
