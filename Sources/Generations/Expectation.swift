internal import LanguageModels
internal import Measures
internal import Sampling
internal import Tokenization

/// What theory expects of a run, from the frequency spectrum of its training text alone.
struct Expectation {
  let classes: [FrequencyClass]
  let curves: [TheoryCurve]

  /// Finds the laws that bear on a configuration.
  ///
  /// The branching law describes every order of unsmoothed sampling at temperature 1; for smoothed
  /// models, which nearly preserve the frequencies of words, it is a yardstick. Where tokens of
  /// training sets are fewer or more than those of the real text, it does not apply.
  init(_ configuration: RunConfiguration, regime: any Regime, counts: [UInt32], tokens: Int) {
    let spectrum = FrequencySpectrum(counts: counts.dropFirst(Int(SpecialToken.firstType)))
    let law = SpectrumLaw(spectrum: spectrum, schedule: regime.lineage)
    let losesNothing = regime.lineage == .accumulate
    let realTokens = counts.reduce(0) { $0 + Int($1) }
    let applies = tokens == realTokens || losesNothing
    guard applies, spectrum.types > 0 else {
      classes = FrequencyClass.classes(of: spectrum)
      curves = []
      return
    }
    // Unknown words that may not be written leave their places to others.
    let isWhole =
      counts[Int(SpecialToken.unknown)] == 0 || configuration.sampling.allowsUnknown
    let isNeutral =
      configuration.smoothing == .maximumLikelihood && configuration.sampling.isPlain && isWhole
    classes = FrequencyClass.classes(
      of: spectrum, law: law, generations: configuration.generations)
    let standing = losesNothing ? "exact" : isNeutral ? "approximate" : "neutral"
    curves = [
      law.retainedCurve(generations: configuration.generations, standing: standing),
      law.trainingCurve(generations: configuration.generations, standing: standing),
    ].compactMap(\.self)
  }
}
