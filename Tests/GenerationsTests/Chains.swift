import LanguageModels
import Measures
import Testing
import Tokenization

@testable import Generations

/// A run whose real text is given by the counts of its words, and whose replicates go through the
/// loop's own steps without being measured: fast enough for thousands of generations.
struct Chains {
  let plan: RunPlan
  /// The shares of the words in D_0.
  let shares: [Double]

  /// Plans unsmoothed unigram models of one ring; `change` may ask for something else.
  ///
  /// - Parameters:
  ///   - counts: How often each word occurs in D_0.
  ///   - reserve: Fresh real text, as numbers of words.
  ///   - change: What to change.
  /// - Throws: What planning throws.
  init(
    counts: [Int], reserve: [Int] = [], _ change: (inout RunConfiguration) -> Void = { _ in }
  ) throws {
    var configuration = RunConfiguration()
    (configuration.order, configuration.tokenizer.sentences) = (1, .none)
    configuration.smoothing = .maximumLikelihood
    // The judge is estimated, too, and not used here: the cheapest one.
    configuration.judge = .additive
    configuration.generations = 1
    change(&configuration)
    let ring = Self.ring(
      counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) })
    let real = RealText(
      vocabulary: Vocabulary(types: counts.indices.map { "w\($0)" }), training: ring,
      heldOut: ring, reserve: Self.ring(reserve), tokenizer: try Tokenizer(configuration.tokenizer))
    plan = try RunPlan(configuration, real: real, threads: 1)
    shares = counts.map { Double($0) / Double(ring.ids.count) }
  }

  private static func ring(_ words: [Int]) -> TokenStream {
    TokenStream(
      ids: words.map { TokenID($0) + SpecialToken.firstType },
      documentEnds: words.isEmpty ? [] : [words.count], structure: .ring)
  }

  /// Goes on from D_0 until told to stop.
  ///
  /// - Parameters:
  ///   - replicate: The replicate, which with seed 1 decides all random numbers.
  ///   - first: The number of the first generation after D_0, if not 1.
  ///   - visit: Takes the generations since D_0, from 1, and the counts of the words in the training
  ///     set; returns whether to go on.
  /// - Throws: What the loop or `visit` throws.
  func follow(
    replicate: Int, from first: Int = 1, _ visit: (Int, [Int]) throws -> Bool
  ) throws {
    let lineage = Lineage(plan: plan, replicate: replicate, threads: 1)
    var state = plan.first
    for steps in 1... {
      state = try lineage.step(to: first + steps - 1, from: state).state
      var counts = [Int](repeating: 0, count: shares.count)
      for id in state.training.stream.ids { counts[Int(id - SpecialToken.firstType)] += 1 }
      guard try visit(steps, counts) else { return }
    }
  }

  /// The shares of the words after some generations, of many replicates.
  ///
  /// - Parameters:
  ///   - replicates: How many.
  ///   - generations: At which generations to look, ascending.
  /// - Returns: For each of these generations, the shares in each replicate.
  /// - Throws: What the loop throws.
  func shares(replicates: Int, at generations: [Int]) throws -> [[[Double]]] {
    var found = generations.map { _ in [[Double]]() }
    for replicate in 0..<replicates {
      try follow(replicate: replicate) { generation, counts in
        if let place = generations.firstIndex(of: generation) {
          let tokens = Double(counts.reduce(0, +))
          found[place].append(counts.map { Double($0) / tokens })
        }
        return generation < generations[generations.count - 1]
      }
    }
    return found
  }
}

/// The mean of independent values and its standard error.
struct SampleMean: CustomStringConvertible {
  let mean: Double
  let standardError: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    standardError = (squares / (count - 1) / count).squareRoot()
  }

  var description: String { "\(mean) ± \(standardError)" }

  /// Whether an exact law holds: within four standard errors, which a right mean leaves once in
  /// 16,000 times, and within 5 %.
  ///
  /// Replicates are so many, and words so even, that four errors are about 5 %.
  func agrees(with law: Double) -> Bool {
    abs(mean - law) < 4 * standardError && abs(mean - law) < 0.05 * law
  }
}

/// Σ p², the probability that two tokens are the same word.
func repeatRate(_ shares: [Double]) -> Double { shares.reduce(0) { $0 + $1 * $1 } }
