/// What neutral theory expects of the shares of words when nothing but sampling changes them.
///
/// A maximum-likelihood unigram model is the shares p_g of the words in D_g. Drawing moves them at
/// random and on average nowhere: E p_g = p, those of D_0. One number F_g says how far, Wright's
/// fixation index (Wright 1931, "Evolution in Mendelian Populations", Genetics 16):
///
///     E H_g = H_0 (1 − F_g)              heterozygosity, H = 1 − Σ p²
///     E |p_g − p|² = H_0 F_g             squared drift
///     E χ²(p_g, p) = (V − 1) F_g         chi-square drift over the V types of D_0
///     Var p_g(w) = p(w) (1 − p(w)) F_g   a single word
///
/// All are exact for independent draws without temperature, truncation or smoothing. Fresh or redrawn
/// real tokens are taken to be draws from D_0, and tokens that are real every time to have its shares.
public struct DriftLaw: Sendable, Equatable {
  /// N, the tokens of D_0, and of what is added to or replaces it in a generation.
  public let tokens: Int
  /// How training sets are put together.
  public let schedule: LineageSchedule

  /// Creates the law for texts of at least two tokens.
  public init(tokens: Int, schedule: LineageSchedule = .replace) {
    precondition(tokens >= 2, "one token has no heterozygosity")
    self.tokens = tokens
    self.schedule = schedule
  }

  /// F_0 = 0, F_1 … F_generations.
  public func fixationIndex(generations: Int) -> [Double] {
    var retained = 1.0
    var indices = [0.0]
    for generation in stride(from: 1, through: generations, by: 1) {
      let step = step(to: generation)
      retained = step.fromReal + step.handedDown * retained
      indices.append(1 - retained)
    }
    return indices
  }

  /// F in the long run.
  ///
  /// Replacing ends with one word, F = 1, unless texts grow; keeping everything has the limit
  /// 1 − Π (1 − 1/(N j²)) over j >= 2 (Euler's product of the sine); mixing has a balance of what
  /// sampling loses and real text brings back. Nil for growing texts, which have no closed form.
  public var limitingIndex: Double? {
    switch schedule {
    case .replaceGrowing(let growth): return growth <= 1 ? 1 : nil
    case .partial(let share): return share > 0 ? 1 : 0
    case .accumulate:
      let x = Double.pi / Double(tokens).squareRoot()
      return 1 - Elementary.sine(x) / x / (1 - 1 / Double(tokens))
    case .mixSame, .mixRedrawn, .mixFresh:
      let step = step(to: 1)
      return step.handedDown < 1 ? 1 - step.fromReal / (1 - step.handedDown) : 0
    }
  }

  /// Of H_g/H_0: what real text gives, and with what factor H_(g−1)/H_0 is handed down.
  private func step(to generation: Int) -> (fromReal: Double, handedDown: Double) {
    let tokens = Double(self.tokens)
    switch schedule {
    case .replaceGrowing(let growth):
      let size = tokens * Elementary.power(growth, Double(generation))
      return (0, 1 - 1 / max(1, size.rounded()))
    case .accumulate:
      // The new tokens are one part in g + 1 (Gerstgrasser et al. 2024, arXiv:2404.01413).
      let parts = Double(generation + 1)
      return (0, 1 - 1 / (tokens * parts * parts))
    case .partial(let share):
      // Two tokens differ by origin as before if both are kept, K(K − 1) of N(N − 1) pairs.
      let kept = tokens - (share * tokens).rounded()
      return (0, 1 - (1 - kept * (kept - 1) / (tokens * (tokens - 1))) / tokens)
    case .mixSame(let share):
      // Seddik et al. 2024, arXiv:2404.05090, solved for the moment itself.
      let mixture = mixture(share)
      return (1 - mixture.synthetic * mixture.synthetic, mixture.handedDown)
    case .mixRedrawn(let share), .mixFresh(let share):
      // aN real and (1 − a)N synthetic tokens; two of the real ones differ with H_0 as two worlds do.
      let mixture = mixture(share)
      return (
        1 - mixture.synthetic * mixture.synthetic - (1 - mixture.synthetic) / tokens,
        mixture.handedDown
      )
    }
  }

  /// The synthetic share in whole tokens, and what of H it hands down: (1 − a)² (1 − 1/((1 − a)N)).
  private func mixture(_ realShare: Double) -> (synthetic: Double, handedDown: Double) {
    let tokens = Double(self.tokens)
    let synthetic = 1 - (realShare * tokens).rounded() / tokens
    return (synthetic, synthetic * synthetic - synthetic / tokens)
  }
}

extension DriftLaw {
  /// About how many generations of `tokens` tokens under `replace` leave a single word.
  ///
  /// −2N Σ (1 − p) ln (1 − p), the diffusion limit (Littler 1975, "Loss of Variability at One Locus in
  /// a Finite Population", Mathematical Biosciences 25): 2N for many rare words. For few tokens it is
  /// too long by a few per cent.
  ///
  /// - Parameters:
  ///   - shares: The shares of the words at the start.
  ///   - tokens: N.
  /// - Returns: The expected number of generations.
  public static func timeToFixation(shares: [Double], tokens: Int) -> Double {
    let sum = shares.reduce(0) { sum, share in
      share < 1 ? sum + (1 - share) * Elementary.naturalLog(onePlus: -share) : sum
    }
    return -2 * Double(tokens) * sum
  }
}
