/// How likely a type is present in one generation, by how often it occurs in D_0.
struct TypeSurvival: Sendable, Equatable {
  /// The probability that the line of one token of D_0 has died.
  var extinction: Double
  /// The probability that a token of D_0 belongs to real text that every generation keeps.
  var permanentShare = 0.0
  /// How much later real text the living lines are worth, relative to D_0.
  var immigration = 0.0
  /// By how much counts in D_0 exceed those expected in other real text; nil if later real text is
  /// drawn from D_0 itself.
  var discount: Double?

  /// The probability that a type with this count in D_0 is present.
  func share(ofTypesOccurring count: Int) -> Double {
    let count = Double(count)
    let initial = Elementary.power((1 - permanentShare) * extinction, count)
    guard immigration > 0 else { return 1 - initial }
    guard let discount else { return 1 - initial * Elementary.exponential(-immigration * count) }
    // The rate of a type with c tokens is Gamma(c − σ, 1), so that E exp(−Aλ) = (1 + A)^−(c − σ).
    return 1 - initial * Elementary.power(1 + immigration, discount - count)
  }
}

extension LineageSchedule {
  /// The survival of types in generation 0, 1 … generations.
  func survival(generations: Int, discount: Double) -> [TypeSurvival] {
    let extinction = extinction(generations: generations)
    let immigration = immigration(generations: generations)
    return extinction.indices.map { generation in
      var survival = TypeSurvival(
        extinction: extinction[generation], immigration: immigration[generation])
      if case .mixSame(let share) = self { survival.permanentShare = share }
      if case .mixFresh = self { survival.discount = discount }
      return survival
    }
  }
}
