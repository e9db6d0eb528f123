internal import FoundationEssentials
public import Generations
internal import LanguageModels
internal import Sampling

/// The settings of a live run: the part of a `RunConfiguration` that the page offers, under the names of the
/// command line's options.
public struct LiveSettings: Sendable, Equatable {
  /// The identifier of a bundled corpus, or ``pasted``.
  public var corpus = "english"
  /// The run, without the paths of its corpus; always one replicate.
  public var configuration: RunConfiguration

  /// The identifier of the text that the reader pasted.
  public static let pasted = "pasted"

  /// The settings of a run with one replicate.
  ///
  /// - Parameters:
  ///   - corpus: The identifier of a corpus.
  ///   - configuration: The run; its paths and its number of replicates are not looked at.
  public init(corpus: String = "english", _ configuration: RunConfiguration = RunConfiguration()) {
    self.corpus = corpus
    self.configuration = configuration
    self.configuration.corpus = []
    self.configuration.replicates = 1
  }

  /// Checks what `RunConfiguration.validate()` checks, and the limits of a live run.
  ///
  /// - Throws: ``LiveRefusal``, or an error that says what is out of range.
  func check(_ limits: LiveLimits) throws {
    try configuration.validate()
    func check(_ holds: Bool, _ option: String, _ range: String) throws {
      guard holds else {
        throw LiveRefusal(
          .badRequest,
          "On this page '\(option)' may be \(range). The command line has no such limit.")
      }
    }
    try check(configuration.order <= limits.order, "order", "from 1 to \(limits.order)")
    try check(
      configuration.generations <= limits.generations, "generations",
      "from 0 to \(limits.generations)")
    try check(
      configuration.tokens ?? 1 <= limits.tokens, "tokens", "from 1 to \(limits.tokens)")
    let temperatures = 0.05...5
    try check(
      temperatures.contains(configuration.sampling.temperature), "temperature",
      "from 0.05 to 5")
    try check(
      configuration.seed <= 1 << 53, "seed", "from 0 to 9007199254740992")
    try check(configuration.lambda <= 1000, "lambda", "above 0 and at most 1000")
  }
}

extension LiveSettings: Codable {
  /// The names that the page may set.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case corpus
    case reserveShare = "reserve-share"
    case order
    case smoothing
    case lambda
    case temperature
    case topK = "top-k"
    case topP = "top-p"
    case minP = "min-p"
    case greedy
    case generations
    case tokens
    case regime
    case realShare = "real-share"
    case realText = "real-text"
    case seed
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads settings; those left out have the values of `RunConfiguration`.
  public init(from decoder: any Decoder) throws {
    let known = Set(CodingKeys.allCases.map(\.rawValue))
    let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    if let unknown = keys.filter({ !known.contains($0) }).min() {
      throw LiveRefusal(
        .badRequest,
        "There is no setting '\(unknown)'. There are: "
          + CodingKeys.allCases.map(\.rawValue).joined(separator: ", ") + ".")
    }
    self.init()
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys, _ value: inout Value) throws {
      value = try values.decodeIfPresent(Value.self, forKey: key) ?? value
    }
    func read<Value: Decodable>(_ key: CodingKeys, _ value: inout Value?) throws {
      value = try values.decodeIfPresent(Value.self, forKey: key) ?? value
    }
    try read(.corpus, &corpus)
    try read(.reserveShare, &configuration.reserveShare)
    try read(.order, &configuration.order)
    try read(.smoothing, &configuration.smoothing)
    try read(.lambda, &configuration.lambda)
    try read(.temperature, &configuration.sampling.temperature)
    try read(.topK, &configuration.sampling.topK)
    try read(.topP, &configuration.sampling.topP)
    try read(.minP, &configuration.sampling.minP)
    try read(.greedy, &configuration.sampling.greedy)
    try read(.generations, &configuration.generations)
    try read(.tokens, &configuration.tokens)
    try read(.regime, &configuration.regime)
    try read(.realShare, &configuration.realShare)
    try read(.realText, &configuration.realText)
    try read(.seed, &configuration.seed)
  }

  /// Writes all settings, those without a value as null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(corpus, forKey: .corpus)
    try values.encode(configuration.reserveShare, forKey: .reserveShare)
    try values.encode(configuration.order, forKey: .order)
    try values.encode(configuration.smoothing, forKey: .smoothing)
    try values.encode(configuration.lambda, forKey: .lambda)
    try values.encode(configuration.sampling.temperature, forKey: .temperature)
    try values.encode(configuration.sampling.topK, forKey: .topK)
    try values.encode(configuration.sampling.topP, forKey: .topP)
    try values.encode(configuration.sampling.minP, forKey: .minP)
    try values.encode(configuration.sampling.greedy, forKey: .greedy)
    try values.encode(configuration.generations, forKey: .generations)
    try values.encode(configuration.tokens, forKey: .tokens)
    try values.encode(configuration.regime, forKey: .regime)
    try values.encode(configuration.realShare, forKey: .realShare)
    try values.encode(configuration.realText, forKey: .realText)
    try values.encode(configuration.seed, forKey: .seed)
  }
}
