internal import LanguageModels

/// What a model needs per character of a text: the one figure that units and scripts have in common.
struct BitsPerCharacter: Measure {
  let definition = MeasureDefinition(
    name: "heldOutBitsPerCharacter", title: "Bits per character of held-out real text",
    unit: "bits", direction: .rises,
    definition: """
      (−Σ log2 p + spelling) / characters: the bits that the generation's model needs for held-out real \
      text, sentence ends included, over its Unicode scalars without white space. A \
      token outside the vocabulary costs what <unk> costs and its spelling, character by character, by \
      how often characters occur in the types of the real vocabulary.
      """,
    source: "Mielke and Eisner 2019, AAAI 33; new characters as in Witten and Bell 1991, method C")

  func value(of observation: Observation) -> Double? {
    guard let score = observation.heldOut, let spelled = observation.heldOutSpelling,
      spelled.characters > 0
    else { return nil }
    guard score.zeroProbability == 0 else { return .infinity }
    return (spelled.spellingBits - score.log2Probability) / Double(spelled.characters)
  }

  func absence(in observation: Observation) -> String? {
    guard let score = observation.heldOut, score.zeroProbability > 0 else { return nil }
    return """
      \(definition.name) is infinite: the model gives probability zero to \
      \(score.zeroProbability) of \(score.tokens) tokens.
      """
  }
}
