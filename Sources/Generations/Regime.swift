public import Measures
public import Tokenization

/// How the training set of a generation is made of real text and what models wrote.
///
/// To add a regime: a file with a type of this kind, a case of ``RegimeName``, and its tests.
public protocol Regime: Sendable {
  /// The tokens that the model of generation `generation` − 1 writes for `generation`.
  func syntheticTokens(generation: Int) -> Int

  /// Fresh real tokens that all generations up to `generations` need from the reserve.
  func freshTokens(generations: Int) -> Int

  /// How the copies of a word come down from one generation to the next: the law of its survival
  /// follows from it.
  var lineage: LineageSchedule { get }

  /// Real training tokens that every training set takes from the start of D_0.
  var reusedTokens: Int { get }

  /// The training set D_g.
  ///
  /// - Parameters:
  ///   - generation: g, from 1.
  ///   - written: S_g, what the model of the generation before wrote.
  ///   - previous: D_{g−1}.
  ///   - real: The real text.
  /// - Returns: D_g.
  func trainingSet(
    generation: Int, written: TokenStream, previous: TrainingSet, real: RealText
  ) -> TrainingSet
}

extension Regime {
  /// None by default.
  public var reusedTokens: Int { 0 }
}

/// The regimes by the names they have on the command line.
public enum RegimeName: String, Sendable, Codable, CaseIterable {
  /// ``Replace``.
  case replace
  /// ``Accumulate``.
  case accumulate
  /// ``Mix``.
  case mix

  /// The regime of a configuration.
  ///
  /// - Parameters:
  ///   - configuration: The configuration.
  ///   - tokens: The tokens of a training set.
  /// - Returns: The regime.
  public func regime(_ configuration: RunConfiguration, tokens: Int) -> any Regime {
    switch self {
    case .replace: Replace(tokens: tokens, growth: configuration.growth)
    case .accumulate: Accumulate(tokens: tokens)
    case .mix:
      Mix(tokens: tokens, realShare: configuration.realShare, source: configuration.realText)
    }
  }
}

/// Each model learns only from what the model before it wrote.
public struct Replace: Regime {
  let tokens: Int
  let growth: Double

  /// Creates the regime: training sets of `tokens` tokens, each `growth` times the one before.
  public init(tokens: Int, growth: Double = 1) {
    self.tokens = tokens
    self.growth = growth
  }

  /// Nothing but what was written is handed down.
  public var lineage: LineageSchedule { .replaceGrowing(growth: growth) }

  /// The tokens of generation g: tokens · growth^g.
  public func syntheticTokens(generation: Int) -> Int {
    var size = Double(tokens)
    for _ in 0..<generation { size *= growth }
    return max(1, Int(min(size, 1e12).rounded()))
  }

  /// None.
  public func freshTokens(generations: Int) -> Int { 0 }

  /// What was written, and nothing else.
  public func trainingSet(
    generation: Int, written: TokenStream, previous: TrainingSet, real: RealText
  ) -> TrainingSet {
    TrainingSet(written, source: .synthetic(generation: generation))
  }
}

/// Each model learns from the real text and all that was written so far.
///
/// Gerstgrasser et al. 2024, arXiv:2404.01413.
public struct Accumulate: Regime {
  let tokens: Int

  /// Creates the regime: every generation adds `tokens` tokens.
  public init(tokens: Int) {
    self.tokens = tokens
  }

  /// Every copy is handed down.
  public var lineage: LineageSchedule { .accumulate }

  /// The same for every generation.
  public func syntheticTokens(generation: Int) -> Int { tokens }

  /// None.
  public func freshTokens(generations: Int) -> Int { 0 }

  /// The previous training set and what was written.
  public func trainingSet(
    generation: Int, written: TokenStream, previous: TrainingSet, real: RealText
  ) -> TrainingSet {
    var set = previous
    set.append(written, source: .synthetic(generation: generation))
    return set
  }
}

/// Each model learns from a share of real text and from what the model before it wrote.
public struct Mix: Regime {
  let tokens: Int
  let realShare: Double
  let source: RealTextSource

  /// Creates the regime: training sets of `tokens` tokens of which `realShare` is real.
  public init(tokens: Int, realShare: Double, source: RealTextSource) {
    self.tokens = tokens
    self.realShare = realShare
    self.source = source
  }

  private var realTokens: Int { Int((Double(tokens) * realShare).rounded()) }

  /// Copies are written again or come in with the real text.
  public var lineage: LineageSchedule {
    switch source {
    case .fresh: .mixFresh(realShare: realShare)
    case .same: .mixSame(realShare: realShare)
    }
  }

  /// The tokens that are not real.
  public func syntheticTokens(generation: Int) -> Int { tokens - realTokens }

  /// The real tokens of all generations, if they are to be fresh.
  public func freshTokens(generations: Int) -> Int {
    source == .fresh ? realTokens * generations : 0
  }

  /// The real tokens of a training set, if they are the same every time.
  public var reusedTokens: Int { source == .same ? realTokens : 0 }

  /// Real sentences up to the share, then what was written.
  public func trainingSet(
    generation: Int, written: TokenStream, previous: TrainingSet, real: RealText
  ) -> TrainingSet {
    var set = TrainingSet(structure: written.structure)
    switch source {
    case .fresh:
      let range = ((generation - 1) * realTokens)..<(generation * realTokens)
      set.append(real.reserve.sentences(coveringTokens: range), source: .fresh)
    case .same:
      set.append(real.training.sentences(coveringTokens: 0..<realTokens), source: .real)
    }
    set.append(written, source: .synthetic(generation: generation))
    return set
  }
}

extension TokenStream {
  /// The sentences whose last token falls into a range of tokens (sentence ends not counted), each a
  /// document; of a ring, exactly these tokens.
  ///
  /// Ranges that follow one another give sentences that follow one another: none is taken twice.
  func sentences(coveringTokens range: Range<Int>) -> TokenStream {
    if structure == .ring {
      let ids = Array(self.ids[range.clamped(to: 0..<self.ids.count)])
      return TokenStream(ids: ids, documentEnds: ids.isEmpty ? [] : [ids.count], structure: .ring)
    }
    var part = TokenStream(ids: [], documentEnds: [], structure: structure)
    var start = 0
    var seen = 0
    for (index, id) in ids.enumerated() where id == SpecialToken.boundary {
      seen += index - start
      if index > start, range.contains(seen - 1) {
        part.ids.append(contentsOf: ids[start...index])
        part.documentEnds.append(part.ids.count)
      }
      start = index + 1
    }
    return part
  }
}
