import Measures
import Tokenization

/// A text of letters: `a` is the first type; `?` is `<unk>`, `|` a sentence boundary.
func text(_ letters: String, _ structure: StreamStructure = .sentences) -> TokenStream {
  let ids = letters.filter { $0 != " " }.unicodeScalars.map { letter -> TokenID in
    switch letter {
    case "|": SpecialToken.boundary
    case "?": SpecialToken.unknown
    default: SpecialToken.firstType + letter.value - 97
    }
  }
  return TokenStream(ids: ids, documentEnds: [ids.count], structure: structure)
}

/// An observation of a small text of letters; what is not given is as in the text itself.
func observation(
  of letters: String, reference: String? = nil, real: String? = nil, training: String? = nil,
  writer: String? = nil, generation: Int = 1, baseline: Double? = nil
) -> Observation {
  observation(
    of: text(letters), reference: text(reference ?? letters),
    real: FrequencyTable(of: text(real ?? reference ?? letters)).counts,
    training: FrequencyTable(of: text(training ?? letters)).counts,
    writer: writer.map { text($0) }, generation: generation, baseline: baseline)
}

/// An observation of streams.
func observation(
  of stream: TokenStream, reference: TokenStream, real: [UInt32], training: [UInt32],
  writer: TokenStream? = nil, generation: Int = 1, baseline: Double? = nil
) -> Observation {
  Observation(
    generation: generation, text: stream,
    reference: ReferenceText(text: reference, trainingCounts: real, copyRate: baseline),
    trainingCounts: training, writerTrainingText: writer)
}

/// The value of the measure of a name.
func value(_ name: String, _ observation: Observation) -> Double? {
  MeasureCatalog.all.first { $0.definition.name == name }?.value(of: observation)
}

/// The generator of Steele, Lea and Flood, which other languages repeat in three lines.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number below `bound`, by its high bits.
  mutating func index(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

/// A skewed random text of 8000 tokens, the one from which the outside tools computed constants.
///
/// The type is ⌊u²V⌋ or ⌊u³V⌋ (in 24-bit integers) of a uniform u; after one token in twelve a
/// sentence ends.
enum Skewed {
  static let cubic = make(seed: 1, types: 1500, isCubic: true)
  static let square = make(seed: 2, types: 1400, isCubic: false)

  private static func make(seed: UInt64, types: UInt64, isCubic: Bool) -> TokenStream {
    var random = SplitMix64(seed: seed)
    var ids: [TokenID] = []
    for _ in 0..<8000 {
      let uniform = random.next() >> 40
      var skewed = (uniform * uniform) >> 24
      if isCubic { skewed = (skewed * uniform) >> 24 }
      ids.append(SpecialToken.firstType + TokenID((skewed * types) >> 24))
      if random.next() % 12 == 0 { ids.append(SpecialToken.boundary) }
    }
    return TokenStream(ids: ids, documentEnds: [ids.count], structure: .sentences)
  }

  /// The observation of the cubic text against the quadratic one.
  static let observed = observation(
    of: cubic, reference: square, real: FrequencyTable(of: square).counts,
    training: FrequencyTable(of: cubic).counts)
}

/// Whether two numbers agree to a relative tolerance.
func agrees(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-12) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= tolerance * max(1, abs(expected))
}
