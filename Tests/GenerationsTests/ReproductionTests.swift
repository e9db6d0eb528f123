import Generations
import LanguageModels
import Measures
import Sampling
import Testing
import Tokenization

/// The same configuration gives the same records, whatever runs beside it.
@Suite struct ReproductionTests {
  private let bench: Workbench

  init() throws { bench = try Workbench() }

  private func plan(_ change: (inout RunConfiguration) -> Void = { _ in }) throws -> RunPlan {
    try RunPlan(try bench.configuration(change), threads: 2)
  }

  static let regimes: [@Sendable (inout RunConfiguration) -> Void] = [
    { $0.regime = .replace }, { $0.regime = .accumulate },
    { ($0.regime, $0.smoothing) = (.mix, .modifiedKneserNey) },
    { ($0.tokenizer.sentences, $0.sampling.temperature) = (.none, 0.9) },
  ]

  @Test func generationZeroIsTheSameInEveryReplicate() throws {
    let records = try Run(try plan { $0.replicates = 4 }).records()
    let first = records.filter { $0.generation == 0 }
    #expect(first.map(\.replicate) == [0, 1, 2, 3])
    for var record in first {
      record.replicate = 0
      #expect(record == first[0])
      #expect(record.syntheticTokens == 0)
    }
    // But not generation 1.
    #expect(Set(records.filter { $0.generation == 1 }.map { $0.measures["entropy"] }).count == 4)
  }

  @Test(arguments: regimes)
  func aReplicateIsTheSameAlone(_ change: @Sendable (inout RunConfiguration) -> Void) throws {
    let large = try Run(
      try plan {
        change(&$0); $0.replicates = 5
      }
    ).records()
    let small = try Run(
      try plan {
        change(&$0); $0.replicates = 3
      }
    ).records()
    #expect(large.of(replicate: 2) == small.of(replicate: 2))
    #expect(large.of(replicate: 2).map(\.measures) != large.of(replicate: 1).map(\.measures))
  }

  @Test(arguments: regimes)
  func threadsChangeNothing(_ change: @Sendable (inout RunConfiguration) -> Void) throws {
    var contents: [[String: [UInt8]]] = []
    for threads in [1, 2, 7] {
      let configuration = try bench.configuration {
        change(&$0); $0.replicates = 3
      }
      let plan = try RunPlan(configuration, threads: threads)
      let manifest = try plan.manifest(tool: "1", swift: "6", command: ["run"], execution: nil)
      let directory = try RunDirectory(creating: bench.path("run-\(threads)"), configuration)
      _ = try directory.begin(plan, manifest: manifest)
      let result = try Run(plan)(threads: threads) { try directory.take($0, $1) }
      try directory.finish(result, manifest: manifest)
      directory.complete()
      var files: [String: [UInt8]] = [:]
      for file in try bench.files("run-\(threads)") where file != "samples" {
        files[file] = try bench.bytes("run-\(threads)/\(file)")
      }
      #expect(files.count == 10)
      contents.append(files)
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0] == contents[2])
  }

  @Test func theSeedDecides() throws {
    let one = try Run(try plan()).records()
    #expect(try Run(try plan()).records() == one)
    #expect(try Run(try plan { $0.seed = 2 }).records() != one)
  }

  @Test(arguments: [
    // Replace: the smaller of D_0 and S_g.
    (RegimeName.replace, Int?.none, 0.1, 1.0), (.replace, 500, 0.1, 1), (.replace, 9000, 0.1, 1),
    // Shrinking: the last one. Mixed: what is written, without the real share.
    (.replace, 1000, 0.1, 0.5), (.mix, 800, 0.25, 1), (.accumulate, 700, 0.1, 1),
  ])
  func textsAreComparedAtEqualLength(
    _ regime: RegimeName, _ tokens: Int?, _ share: Double, _ growth: Double
  ) throws {
    let plan = try plan {
      ($0.regime, $0.tokens, $0.realShare, $0.growth) = (regime, tokens, share, growth)
    }
    let real = plan.real.training.tokenCount
    let size = Double(tokens ?? real)
    let written =
      switch regime {
      case .replace: growth < 1 ? size * growth * growth * growth : size
      case .accumulate: size
      case .mix: size - (size * share).rounded()
      }
    let records = try Run(plan).records()
    #expect(records.allSatisfy { $0.comparedTokens == min(real, Int(written)) })
    let pieces = records.map { ($0.measures["typeTokenRatio"] ?? 0) * Double($0.comparedTokens) }
    #expect(
      zip(pieces, records).allSatisfy { abs($0 - ($1.measures["vocabularySize"] ?? -1)) < 1e-6 })
  }
}
