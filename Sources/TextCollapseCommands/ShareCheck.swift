internal import Comparisons
internal import Corpora
internal import Generations
internal import Measures
internal import Tokenization

/// Texts run a second time, with the share of fresh real text that the law of mixing asks for.
struct ShareCheck {
  let recipe: RunConfiguration
  let threads: Int

  /// The share of fresh real text with which half as many words stay, rounded to what is shown of it; nil if no
  /// share is enough.
  static func share(_ classes: [FrequencyClass]) -> Double? {
    FreshShare.needed(toKeep: FreshShare.half, classes).map {
      min(0.999, max(0.001, ($0 * 1000).rounded() / 1000))
    }
  }

  /// The run beside a run, on the same real text.
  static func configuration(beside plain: RunConfiguration, share: Double) -> RunConfiguration {
    var mixed = plain
    mixed.regime = .mix
    mixed.realText = .fresh
    mixed.realShare = share
    return mixed
  }

  /// What a reader has to know of the texts.
  static func note(_ reserve: Double) -> String {
    let percent = Int((reserve * 100).rounded())
    return
      "\(percent) % of each text was set aside as fresh real text for the second runs, and is missing in the training "
      + "texts."
  }

  /// The share of each text to set aside, so that there is enough fresh text for its second run, and both of its
  /// runs have the same generation 0.
  ///
  /// What is set aside is missing in the training text, and a shorter text has more rare words and needs a
  /// larger share, so the answer is found step by step.
  ///
  /// - Parameters:
  ///   - paths: The texts.
  ///   - most: The most tokens of real training text; nil: as many as the shortest has.
  /// - Returns: A share that is enough for all.
  /// - Throws: That a text cannot be read, or is too short for what the law asks for.
  func reserve(_ paths: [String], most: Int?) throws -> Double {
    let rest = recipe.heldOut.isEmpty ? 1 - recipe.heldOutShare : 1
    var ratio = 0.0
    for _ in 0..<12 {
      let share = recipe.reserveShare ?? rest * ratio / (1 + ratio)
      let short = try needs(paths, reserve: share, most: most).filter { $0.needed > $0.held }
      guard let worst = short.max(by: { $0.needed < $1.needed }) else { return share }
      guard recipe.reserveShare == nil else {
        throw GenerationError.reserveTooSmall(needed: worst.needed, held: worst.held)
      }
      // Fresh text for each of training text; a little more, for whole documents and the next, shorter text.
      ratio = max(
        ratio * 1.02, 1.05 * (short.map { Double($0.needed) / Double($0.training) }.max() ?? 0))
      guard ratio <= Self.mostSetAside else { break }
    }
    throw ShareCheckError.tooMuchSetAside(generations: recipe.generations)
  }

  /// The most fresh text for each of training text: nine tenths of a text.
  private static let mostSetAside = 9.0

  /// The tokens of fresh text that each text needs, those it has, and those of its training text before the cut.
  private func needs(
    _ paths: [String], reserve: Double, most: Int?
  ) throws -> [(needed: Int, held: Int, training: Int)] {
    func text(_ path: String, tokens: Int?) throws -> RealText {
      var trial = recipe
      trial.corpus = [path]
      trial.reserveShare = reserve
      trial.realTokens = tokens
      return try RealText(trial, threads: threads)
    }
    let whole = try paths.map { try text($0, tokens: nil).training.tokenCount }
    let common = min(most ?? .max, whole.min() ?? 1)
    return try zip(paths, whole).compactMap { path, whole in
      let cut = try text(path, tokens: common)
      let classes = FrequencyClass.classes(of: FrequencyTable(of: cut.training).spectrum)
      guard let share = Self.share(classes) else { return nil }
      let tokens = Double(recipe.tokens ?? cut.training.tokenCount)
      return (
        recipe.generations * Int((tokens * share).rounded()), cut.reserve.tokenCount, whole
      )
    }
  }
}

/// Why texts cannot be run again with fresh text.
enum ShareCheckError: ClassifiedError {
  /// Nearly nothing would be left to train on.
  case tooMuchSetAside(generations: Int)

  var kind: FailureKind { .badData }

  var description: String {
    switch self {
    case .tooMuchSetAside(let generations):
      "For \(generations) generations, --check-share would have to set aside more than nine tenths of a text as "
        + "fresh real text. Lower --generations."
    }
  }
}
