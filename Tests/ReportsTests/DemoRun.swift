import Foundation
import Measures

/// A run as it might have been: numbers that decay as measured ones do, with noise from a seed.
struct DemoRun {
  var generations = 10
  var replicates = 5
  var regime = "replace"

  static let classes: [(least: Int, greatest: Int?, types: Int)] = [
    (1, 1, 2010), (2, 2, 640), (3, 5, 720), (6, 10, 380), (11, 50, 420), (51, nil, 140),
  ]

  var record: RunRecord {
    RunRecord(
      manifest: manifest,
      generations: (0..<replicates).flatMap { replicate in
        (0...generations).map { generation($0, replicate) }
      },
      samples: TextSamples(
        reference: DemoText.pieces,
        generations: (0...generations).map { generation in
          let missing = DemoText.pieces.indices.filter {
            DemoText.death(DemoText.pieces[$0].text) <= generation
          }
          return GenerationSample(
            generation: generation, paragraphs: DemoText.writing(generation), missing: missing)
        }))
  }

  /// The chance that the line of one copy has died out by a generation (a critical branching line).
  static func extinction(_ generation: Int) -> Double {
    var q = 0.0
    for _ in 0..<generation { q = exp(q - 1) }
    return q
  }

  static func survival(_ count: Int, _ generation: Int) -> Double {
    1 - pow(extinction(generation), Double(count))
  }

  static func expected(_ generation: Int) -> [Double] {
    classes.map { survival(($0.least + Swift.min($0.greatest ?? 90, 90)) / 2, generation) }
  }

  static func retained(_ generation: Int) -> Double {
    zip(classes, expected(generation)).reduce(0) { $0 + Double($1.0.types) * $1.1 } / 4310
  }

  private func generation(_ g: Int, _ replicate: Int) -> GenerationRecord {
    var noise = Noise(UInt64(replicate * 1000 + g))
    let spread = g == 0 ? 0 : 0.004 + 0.0012 * Double(g)
    func about(_ value: Double, _ weight: Double = 1) -> Double {
      value * (1 + spread * weight * noise.normal())
    }
    let t = Double(g)
    let left = Self.retained(g)
    var measures: [String: Double] = [
      "heldOutPerplexity": about(312 * (1 + 0.14 * t)),
      "heldOutPerplexityWithoutOutOfVocabulary": about(286 * (1 + 0.13 * t)),
      "ownPerplexity": about(118 / (1 + 0.16 * t)),
      "originalPerplexity": about(118 / (1 + 0.03 * t)),
      "vocabularySize": about(4310 * left).rounded(),
      "retainedVocabulary": about(left, 0.6), "typeTokenRatio": about(0.142 * left),
      "hapaxRatio": about(0.466 / (1 + 0.12 * t)), "missingMass": about(0.066 / (1 + 0.25 * t)),
      "entropy": about(9.21 - 0.055 * t, 0.2), "distinct1": about(0.142 * left),
      "distinct2": about(0.61 / (1 + 0.07 * t)), "distinct3": about(0.89 / (1 + 0.05 * t)),
      "distinct4": about(0.962 / (1 + 0.04 * t)), "accuracyTop1": about(0.148 / (1 + 0.045 * t)),
      "accuracyTop5": about(0.287 / (1 + 0.04 * t)), "matchedLength": about(1.92 - 0.035 * t, 0.4),
      "jensenShannonDivergence": g == 0 ? 0 : about(0.021 + 0.019 * t),
      "overfittingGap": about(2.1 + 0.24 * t), "overfittingRate": about(0.254 + 0.021 * t),
      "outOfVocabularyRate": about(0.041 + 0.019 * t), "diversityIndex": about(1 - 0.058 * t),
      "copyRate": about(0.004 + 0.006 * t), "dataQuality": about(0.94 - 0.031 * t),
      "roundTripFidelity": 0.9994,
    ]
    if g >= 9 { measures["originalPerplexity"] = nil }
    return GenerationRecord(
      replicate: replicate, generation: g, trainingTokens: 30_312,
      syntheticTokens: g == 0 ? 0 : (regime == "replace" ? 30_312 : 15_156), comparedTokens: 30_000,
      measures: measures,
      notes: g >= 9
        ? ["There were no n-grams that occur three times: the default discounts were taken."] : [],
      rankFrequency: ranks(Int(4310 * left), g),
      classSurvival: Self.expected(g).map { Swift.min(1, about($0, 0.8)) },
      trackedCounts: DemoTracked.words.map { DemoTracked.count($0, g, replicate) })
  }

  private func ranks(_ types: Int, _ generation: Int) -> [RankFrequency] {
    var points: [RankFrequency] = []
    var rank = 1
    while rank < types {
      points.append(frequency(rank, generation))
      rank = Swift.max(rank + 1, rank * 13 / 10)
    }
    points.append(frequency(types, generation))
    return points
  }

  private func frequency(_ rank: Int, _ generation: Int) -> RankFrequency {
    let steepness = 1 + 0.025 * Double(generation)
    let frequency = 0.098 * steepness / pow(Double(rank + 2), steepness)
    return RankFrequency(rank: rank, frequency: Swift.max(1.0 / 30_000, frequency))
  }

  private var manifest: RunManifest {
    RunManifest(
      title: "Harbour tales",
      command: [
        "textcollapse", "run", "--corpus", "Corpora/harbour tales.txt", "--order", "3",
        "--generations", "\(generations)", "--replicates", "\(replicates)", "--seed", "20260101",
        "--regime", regime,
      ],
      configuration: [
        "order": .integer(3), "smoothing": .string("modified-kneser-ney"),
        "generations": .integer(generations), "replicates": .integer(replicates),
        "regime": .string(regime), "seed": .integer(20_260_101), "temperature": .number(1.0),
        "top-k": .null, "greedy": .bool(false), "tokenizer": .string("word"),
        "word-rules": .string("icu"), "sentences": .string("icu"),
        "documents": .string("paragraph"),
        "normalization": .string("nfc"), "case": .string("keep"), "filters": .list([]),
        "held-out-share": .number(0.1), "min-count": .integer(1),
      ],
      versions: Versions(
        textcollapse: "0.1.0", swift: "6.3.1", icu: "72.1", unicode: "15.0"),
      inputs: [
        InputFile(
          path: "Corpora/harbour tales.txt", role: "corpus", bytes: 186_402,
          sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
      ],
      corpus: CorpusSummary(
        trainingDocuments: 812, heldOutDocuments: 90, reserveDocuments: 0, trainingTokens: 30_312,
        heldOutTokens: 3_370, reserveTokens: 0, trainingSentences: 1_844, types: 4_310,
        hapaxes: 2_010, language: "en", rightToLeft: false),
      frequencyClasses: Self.classes.enumerated().map { index, item in
        FrequencyClass(
          least: item.least, greatest: item.greatest, types: item.types,
          expected: (0...generations).map { Self.expected($0)[index] })
      },
      trackedWords: DemoTracked.words,
      theory: [
        TheoryCurve(
          measure: "retainedVocabulary",
          law: "words kept by neutral drift, from the counts in the real text (Suresh et al. 2024)",
          standing: "approximate", values: (0...generations).map { Self.retained($0) * 0.985 }),
        TheoryCurve(
          measure: "vocabularySize", law: "the same law in words", standing: "neutral",
          values: (0...generations).map { 4310 * Self.retained($0) * 0.985 }),
      ],
      execution: Execution(
        started: "2026-01-01T10:00:00Z", seconds: 74.2, system: "Linux 6.1 x86_64",
        processor: "2 cores", threads: 2, peakMemoryBytes: 182_000_000))
  }
}

/// Words followed through the generations.
enum DemoTracked {
  static let words: [TrackedWord] = [
    ("the", 1806), ("and", 912), ("sea", 204), ("harbour", 141), ("island", 88), ("lantern", 52),
    ("violin", 31), ("orange", 24), ("mule", 15), ("ladder", 11), ("heron", 7), ("pewter", 5),
    ("apology", 4), ("spectacles", 3), ("breakwater", 2), ("astronomer", 2), ("wages", 1),
    ("crooked", 1), ("hammered", 1), ("apprentices", 1),
  ].map { TrackedWord(text: $0.0, count: $0.1) }

  static func count(_ word: TrackedWord, _ generation: Int, _ replicate: Int) -> Int {
    var noise = Noise(UInt64(word.count * 7919 + word.text.utf8.count * 31 + replicate))
    var count = Double(word.count)
    for _ in 0..<generation {
      count = Swift.max(0, (count + noise.normal() * count.squareRoot()).rounded())
    }
    return Int(count)
  }
}
