internal import Corpora
internal import LanguageModels
internal import Sampling
internal import Tokenization

extension RunConfiguration: Codable {
  /// The option names, in the order in which a command line has them.
  public enum CodingKeys: String, CodingKey, CaseIterable {
    /// Files, directories or `-`.
    case corpus
    /// Held-out text of its own.
    case heldOut = "held-out"
    /// The share of the corpus to hold out.
    case heldOutShare = "held-out-share"
    /// The share of the corpus to keep as fresh real text.
    case reserveShare = "reserve-share"
    /// The most tokens of real training text.
    case realTokens = "real-tokens"
    /// What a document is.
    case documents
    /// Where the text is in JSON lines.
    case textField = "text-field"
    /// Whether bytes that are not UTF-8 are replaced.
    case lossy
    /// Whether empty documents are kept.
    case keepEmpty = "keep-empty"
    /// What a token is.
    case tokenizer
    /// Which rules find words.
    case wordRules = "word-rules"
    /// Where sentences end.
    case sentences
    /// The Unicode normalization of types.
    case normalization
    /// Whether case is kept.
    case caseFolding = "case"
    /// The language of the text.
    case locale
    /// What becomes of `<s>` and `</s>` in text.
    case specialSymbols = "special-symbols"
    /// The least count of a type of the vocabulary.
    case minCount = "min-count"
    /// The most types in the vocabulary.
    case maxVocabulary = "max-vocabulary"
    /// The order of the models.
    case order
    /// How the models that write are smoothed.
    case smoothing
    /// What additive smoothing adds.
    case lambda
    /// How the models that judge are smoothed.
    case judge
    /// The temperature of sampling.
    case temperature
    /// The number of most probable tokens to draw among.
    case topK = "top-k"
    /// The mass of the most probable tokens to draw among.
    case topP = "top-p"
    /// The least probability, as a share of the greatest.
    case minP = "min-p"
    /// Whether the most probable token is always taken.
    case greedy
    /// Whether `<unk>` may be written.
    case allowUnknown = "allow-unknown"
    /// The most tokens in a sentence.
    case maxSentenceLength = "max-sentence-length"
    /// Where writing models spread their uniform floor.
    case samplingFloor = "sampling-floor"
    /// Whether what was written goes through text again.
    case throughText = "through-text"
    /// The generations after generation 0.
    case generations
    /// The tokens of a training set.
    case tokens
    /// The factor by which training sets grow.
    case growth
    /// How training sets are made.
    case regime
    /// The share of real text in a mixed training set.
    case realShare = "real-share"
    /// Where that real text comes from.
    case realText = "real"
    /// The number of repetitions.
    case replicates
    /// The seed of all random numbers.
    case seed
    /// A title for people.
    case title
  }

  /// Reads a configuration; options that are not there keep their defaults.
  public init(from decoder: any Decoder) throws {
    try Self.refuseUnknownKeys(decoder)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, _ type: Value.Type) throws -> Value? {
      do {
        return try values.decodeIfPresent(type, forKey: key)
      } catch let error as DecodingError {
        throw error
      } catch {
        // Numbers that do not fit, such as 2.5 for a whole one, come without the name of their key.
        throw DecodingError.dataCorruptedError(
          forKey: key, in: values, debugDescription: "\(error)")
      }
    }
    func read<Value: Decodable>(_ key: CodingKeys, _ target: inout Value) throws {
      if let value = try value(key, Value.self) { target = value }
    }
    func read<Value: Decodable>(_ key: CodingKeys, _ target: inout Value?) throws {
      if let value = try value(key, Value.self) { target = value }
    }
    self.init()
    try read(.corpus, &corpus)
    try read(.heldOut, &heldOut)
    try read(.heldOutShare, &heldOutShare)
    try read(.reserveShare, &reserveShare)
    try read(.realTokens, &realTokens)
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
    // It came later than the other options: where it is not set, manifests are as they were.
    try values.encodeIfPresent(realTokens, forKey: .realTokens)
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
      throw UnknownOption(name: unknown)
    }
  }
}

/// A key that is no option; who reads the file knows its path.
package struct UnknownOption: Error, Equatable {
  /// The key.
  package let name: String
}
