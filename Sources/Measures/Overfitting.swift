internal import LanguageModels

/// How much better a model knows its training text than held-out real text, in bits.
struct OverfittingGap: Measure {
  let definition = MeasureDefinition(
    name: "overfittingGap", title: "Gap between held-out and training text", unit: "bits",
    direction: .rises,
    definition: """
      Cross-entropy in bits per token of the generation's model on held-out real text, less that on \
      its own training set D_g.
      """,
    source: "Goodfellow, Bengio and Courville 2016, section 5.2 (generalization gap)")

  func value(of observation: Observation) -> Double? {
    guard let heldOut = observation.heldOut?.crossEntropyBits,
      let own = observation.own?.crossEntropyBits, heldOut.isFinite, own.isFinite
    else { return nil }
    return heldOut - own
  }

  func absence(in observation: Observation) -> String? {
    guard observation.heldOut != nil, observation.own != nil else { return nil }
    return "overfittingGap is undefined: one of its two cross-entropies is not finite."
  }
}

/// The gap as a share of the held-out cross-entropy.
struct OverfittingRate: Measure {
  let definition = MeasureDefinition(
    name: "overfittingRate", title: "Overfitting rate", unit: "share", direction: .rises,
    definition: """
      (H_heldout − H_training) / H_heldout, where H is the cross-entropy in bits per token of the \
      generation's model on held-out real text and on its own training set D_g.
      """,
    source: "after the generalization gap of Goodfellow, Bengio and Courville 2016, section 5.2")

  func value(of observation: Observation) -> Double? {
    guard let heldOut = observation.heldOut?.crossEntropyBits, heldOut > 0,
      let gap = OverfittingGap().value(of: observation)
    else { return nil }
    return gap / heldOut
  }

  func absence(in observation: Observation) -> String? {
    guard observation.heldOut != nil, observation.own != nil else { return nil }
    return "overfittingRate is undefined: it needs two finite cross-entropies, held-out above 0."
  }
}
