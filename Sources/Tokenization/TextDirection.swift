extension Vocabulary {
  /// Whether most letters of the text that made the vocabulary are of scripts written from right to
  /// left.
  ///
  /// Types weigh by their counts, or equally where there are none.
  ///
  /// - Complexity: O(*n*) in the bytes of all types.
  public var isRightToLeft: Bool {
    var balance = 0
    for id in typeIDs {
      let weight = Swift.max(1, counts[Int(id)])
      for scalar in string(of: id).unicodeScalars {
        let isLetter = CharacterProperties.category(scalar.value).group == UInt8(ascii: "L")
        guard isLetter else { continue }
        balance += CharacterProperties.isRightToLeft(scalar.value) ? weight : -weight
      }
    }
    return balance > 0
  }
}
