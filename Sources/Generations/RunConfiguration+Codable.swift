internal import Corpora
internal import LanguageModels
internal import Sampling
internal import Tokenization

extension RunConfiguration: Codable {
  /// The option names.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    // The names are those of the command line; see `--help` for what each means.
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case corpus, heldOut = "held-out", heldOutShare = "held-out-share"
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case reserveShare = "reserve-share", documents, textField = "text-field", lossy
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case keepEmpty = "keep-empty"
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case tokenizer, wordRules = "word-rules", sentences, normalization, caseFolding = "case", locale
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case specialSymbols = "special-symbols", minCount = "min-count"
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case maxVocabulary = "max-vocabulary", order, smoothing, lambda, judge, temperature
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case topK = "top-k", topP = "top-p", minP = "min-p", greedy, allowUnknown = "allow-unknown"
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case maxSentenceLength = "max-sentence-length", samplingFloor = "sampling-floor"
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case throughText = "through-text", generations, tokens, growth, regime
    // swift-format-ignore: AllPublicDeclarationsHaveDocumentation
    case realShare = "real-share", realText = "real", replicates, seed, title
  }

  /// Reads a configuration; options that are not there keep their defaults.
  public init(from decoder: any Decoder) throws {
    try Self.refuseUnknownKeys(decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func read<Value: Decodable>(_ key: CodingKeys, _ target: inout Value) throws {
      if let value = try values.decodeIfPresent(Value.self, forKey: key) { target = value }
    }
    func read<Value: Decodable>(_ key: CodingKeys, _ target: inout Value?) throws {
      if let value = try values.decodeIfPresent(Value.self, forKey: key) { target = value }
    }
    self.init()
    try read(.corpus, &corpus)
    try read(.heldOut, &heldOut)
    try read(.heldOutShare, &heldOutShare)
    try read(.reserveShare, &reserveShare)
    try read(.documents, &reading.documentUnit)
    try read(.textField, &reading.textField)
    try read(.lossy, &reading.lossy)
    try read(.keepEmpty, &reading.keepEmpty)
    try read(.tokenizer, &tokenizer.unit)
    try read(.wordRules, &tokenizer.wordRules)
    try read(.sentences, &tokenizer.sentences)
    try read(.normalization, &tokenizer.normalization)
    try read(.caseFolding, &tokenizer.caseFolding)
    try read(.locale, &tokenizer.locale)
    try read(.specialSymbols, &tokenizer.specialSymbols)
    try read(.minCount, &minCount)
    try read(.maxVocabulary, &maxVocabulary)
    try read(.order, &order)
    try read(.smoothing, &smoothing)
    try read(.lambda, &lambda)
    try read(.judge, &judge)
    try read(.temperature, &sampling.temperature)
    try read(.topK, &sampling.topK)
    try read(.topP, &sampling.topP)
    try read(.minP, &sampling.minP)
    try read(.greedy, &sampling.greedy)
    try read(.allowUnknown, &sampling.allowsUnknown)
    try read(.maxSentenceLength, &sampling.maximalSentenceLength)
    try read(.samplingFloor, &samplingFloor)
    try read(.throughText, &throughText)
    try read(.generations, &generations)
    try read(.tokens, &tokens)
    try read(.growth, &growth)
    try read(.regime, &regime)
    try read(.realShare, &realShare)
    try read(.realText, &realText)
    try read(.replicates, &replicates)
    try read(.seed, &seed)
    try read(.title, &title)
  }

  /// Writes all options, those without a value as null.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(corpus, forKey: .corpus)
    try values.encode(heldOut, forKey: .heldOut)
    try values.encode(heldOutShare, forKey: .heldOutShare)
    try values.encode(reserveShare, forKey: .reserveShare)
    try values.encode(reading.documentUnit, forKey: .documents)
    try values.encode(reading.textField, forKey: .textField)
    try values.encode(reading.lossy, forKey: .lossy)
    try values.encode(reading.keepEmpty, forKey: .keepEmpty)
    try values.encode(tokenizer.unit, forKey: .tokenizer)
    try values.encode(tokenizer.wordRules, forKey: .wordRules)
    try values.encode(tokenizer.sentences, forKey: .sentences)
    try values.encode(tokenizer.normalization, forKey: .normalization)
    try values.encode(tokenizer.caseFolding, forKey: .caseFolding)
    try values.encode(tokenizer.locale, forKey: .locale)
    try values.encode(tokenizer.specialSymbols, forKey: .specialSymbols)
    try values.encode(minCount, forKey: .minCount)
    try values.encode(maxVocabulary, forKey: .maxVocabulary)
    try values.encode(order, forKey: .order)
    try values.encode(smoothing, forKey: .smoothing)
    try values.encode(lambda, forKey: .lambda)
    try values.encode(judgeSmoothing, forKey: .judge)
    try values.encode(sampling.temperature, forKey: .temperature)
    try values.encode(sampling.topK, forKey: .topK)
    try values.encode(sampling.topP, forKey: .topP)
    try values.encode(sampling.minP, forKey: .minP)
    try values.encode(sampling.greedy, forKey: .greedy)
    try values.encode(sampling.allowsUnknown, forKey: .allowUnknown)
    try values.encode(sampling.maximalSentenceLength, forKey: .maxSentenceLength)
    try values.encode(samplingFloor, forKey: .samplingFloor)
    try values.encode(throughText, forKey: .throughText)
    try values.encode(generations, forKey: .generations)
    try values.encode(tokens, forKey: .tokens)
    try values.encode(growth, forKey: .growth)
    try values.encode(regime, forKey: .regime)
    try values.encode(realShare, forKey: .realShare)
    try values.encode(realText, forKey: .realText)
    try values.encode(replicates, forKey: .replicates)
    try values.encode(seed, forKey: .seed)
    try values.encode(title, forKey: .title)
  }

  private struct AnyKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private static func refuseUnknownKeys(_ decoder: any Decoder) throws {
    let known = Set(CodingKeys.allCases.map(\.rawValue))
    let keys = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
    if let unknown = keys.filter({ !known.contains($0) }).min() {
      throw GenerationError.unknownOption(unknown)
    }
  }
}
