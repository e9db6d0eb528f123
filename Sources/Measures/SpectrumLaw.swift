/// What neutral theory expects of a vocabulary, from the frequency spectrum of the real text alone.
///
/// Every token of D_g leaves a Poisson number of copies in D_(g+1), of mean 1 if the text is
/// replaced, so each token heads a critical branching line (Suresh, Thangaraj and Khandavally 2025,
/// arXiv:2412.17646). With f the generating function of the copies, a line has died by generation g
/// with probability q_g, where q_0 = 0 and q_(g+1) = f(q_g); a type of c tokens with q_g^c. This
/// holds for maximum-likelihood models of any order, sampled without truncation or temperature, and
/// for few generations against many tokens.
public struct SpectrumLaw: Sendable, Equatable {
  /// The spectrum of the real training text.
  public let spectrum: FrequencySpectrum
  /// How the training set of a generation is put together.
  public let schedule: LineageSchedule

  /// Creates the law for a spectrum.
  public init(spectrum: FrequencySpectrum, schedule: LineageSchedule = .replace) {
    self.spectrum = spectrum
    self.schedule = schedule
  }

  /// The expected share of the real text's types present in D_0, D_1 … D_generations.
  ///
  /// - Complexity: O(*generations* · *n*) in the number of different counts.
  public func retainedShare(generations: Int) -> [Double] {
    retainedShare(generations: generations, counts: 1...Int.max)
  }

  /// The expected share of the types whose initial count lies in a range; empty if there are none.
  public func retainedShare(generations: Int, counts: ClosedRange<Int>) -> [Double] {
    let entries = spectrum.entries.filter { counts.contains($0.count) }
    let types = Double(entries.reduce(0) { $0 + $1.types })
    guard types > 0 else { return [] }
    return survival(generations).map { survival in
      entries.reduce(0) { $0 + Double($1.types) * survival.share(ofTypesOccurring: $1.count) }
        / types
    }
  }

  /// The standard deviation of the retained share, sqrt(Σ s(1 − s))/V with s the survival of a type.
  ///
  /// It takes types as independent. The fixed number of tokens makes the real spread smaller, at one
  /// generation by up to a third: a bound on the safe side.
  public func standardDeviation(generations: Int) -> [Double] {
    let types = Double(spectrum.types)
    guard types > 0 else { return [] }
    return survival(generations).map { survival in
      let variance = spectrum.entries.reduce(0.0) {
        let share = survival.share(ofTypesOccurring: $1.count)
        return $0 + Double($1.types) * share * (1 - share)
      }
      return variance.squareRoot() / types
    }
  }

  /// The expected number of types in D_0, D_1 … D_generations, types that D_0 lacks included.
  ///
  /// A training set has as many types as a share of the real text: Σ 1 − (1 − x)^c over the types
  /// of D_0, with x the effective share of ``LineageSchedule/effectiveShare(generations:)``. Empty
  /// where that share is not defined.
  public func expectedTypes(generations: Int) -> [Double] {
    schedule.effectiveShare(generations: generations).map { share in
      spectrum.entries.reduce(0) {
        $0 + Double($1.types) * (1 - Elementary.power(1 - share, Double($1.count)))
      }
    }
  }

  /// The expected number of types in the real text, and in texts 1 … generations of `tokens` tokens
  /// each, the first drawn from the real text's distribution and the others from the one before.
  ///
  /// The form of the law for a distribution: Σ 1 − exp(−N p r_(g−1)), r_0 = 1, r_(k+1) = 1 − exp(−r_k),
  /// with N tokens and the share p of a type. For texts as long as the real one, N p is the count of
  /// the type, and the law is ``retainedShare(generations:)`` under `replace`.
  public func expectedTypes(generations: Int, tokens: Int) -> [Double] {
    let scale = spectrum.types > 0 ? Double(tokens) / Double(spectrum.tokens) : 0
    let dead = Self.extinction(generations: generations - 1)
    return [Double(spectrum.types)]
      + dead.prefix(max(0, generations)).map { dead in
        spectrum.entries.reduce(0) {
          let copies = Double($1.count) * scale * (1 - dead)
          return $0 - Double($1.types) * Elementary.exponentialMinusOne(-copies)
        }
      }
  }

  private func survival(_ generations: Int) -> [TypeSurvival] {
    schedule.survival(generations: generations, discount: discount)
  }

  /// By how much the count of a type exceeds its expected count in an equal sample of real text.
  ///
  /// σ = 1 − 2V_2/V_1, Good and Turing's estimate for hapaxes, taken for all counts as absolute
  /// discounting does.
  var discount: Double {
    let once = Double(spectrum.types(occurring: 1))
    guard once > 0 else { return 0 }
    return max(0, 1 - 2 * Double(spectrum.types(occurring: 2)) / once)
  }
}

extension SpectrumLaw {
  /// The probability q_0, q_1 … q_generations that the line of one token has died under `replace`.
  public static func extinction(generations: Int) -> [Double] {
    LineageSchedule.replace.extinction(generations: generations)
  }

  /// The first generation at which a type of `count` tokens is more likely gone than not.
  ///
  /// It grows as 2c/ln 2.
  ///
  /// - Complexity: O(*count*).
  public static func medianForgettingTime(count: Int) -> Int {
    guard count > 0 else { return 0 }
    var extinction = 0.0
    var generation = 0
    while Elementary.power(extinction, Double(count)) <= 0.5 {
      extinction = Elementary.exponential(extinction - 1)
      generation += 1
    }
    return generation
  }

  /// The expected curve of `retainedVocabulary`.
  ///
  /// - Parameters:
  ///   - generations: The last generation of the curve.
  ///   - standing: How the law bears on the run (see ``TheoryCurve/standing``).
  /// - Returns: The curve from generation 0 on.
  public func retainedCurve(generations: Int, standing: String) -> TheoryCurve {
    TheoryCurve(
      measure: "retainedVocabulary",
      law: """
        Branching law of the frequency spectrum, \(schedule.name) (after Suresh, Thangaraj and \
        Khandavally 2025, arXiv:2412.17646)
        """, standing: standing, values: retainedShare(generations: generations))
  }

  /// The expected curve of `trainingVocabulary` where fresh real text brings words that D_0 lacks; nil elsewhere,
  /// where it is that of `retainedVocabulary` or has no closed form.
  ///
  /// - Parameters:
  ///   - generations: The last generation of the curve.
  ///   - standing: How the law bears on the run (see ``TheoryCurve/standing``).
  /// - Returns: The curve from generation 0 on.
  public func trainingCurve(generations: Int, standing: String) -> TheoryCurve? {
    guard case .mixFresh = schedule, spectrum.types > 0 else { return nil }
    let types = expectedTypes(generations: generations)
    return TheoryCurve(
      measure: "trainingVocabulary",
      law: """
        Types of the share of real text that the training set is worth, \(schedule.name) (after Suresh, \
        Thangaraj and Khandavally 2025, arXiv:2412.17646)
        """, standing: standing, values: types.map { $0 / Double(spectrum.types) })
  }
}
