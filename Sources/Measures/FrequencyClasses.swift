internal import Tokenization

extension FrequencyClass {
  /// The bounds of the classes by initial count; the last has no greatest count.
  public static let bounds: [(least: Int, greatest: Int?)] = [
    (1, 1), (2, 2), (3, 4), (5, 8), (9, 16), (17, 32), (33, 64), (65, 128), (129, nil),
  ]

  /// The classes that types of the real training text fall into, by ascending count.
  ///
  /// Classes without types are left out: nothing can be said of their survival.
  ///
  /// - Parameters:
  ///   - spectrum: The spectrum of the real training text.
  ///   - law: The law that applies to the run, if any.
  ///   - generations: The last generation to expect something of.
  /// - Returns: The classes with what the law expects.
  public static func classes(
    of spectrum: FrequencySpectrum, law: SpectrumLaw? = nil, generations: Int = 0
  ) -> [FrequencyClass] {
    bounds.compactMap { least, greatest in
      let range = least...(greatest ?? Int.max)
      let types = spectrum.entries.reduce(0) { range.contains($1.count) ? $0 + $1.types : $0 }
      guard types > 0 else { return nil }
      return FrequencyClass(
        least: least, greatest: greatest, types: types,
        expected: law?.retainedShare(generations: generations, counts: range) ?? [])
    }
  }

  /// The share of the types of each class that are present in a training set.
  ///
  /// - Parameters:
  ///   - classes: The classes, by ascending count.
  ///   - real: The counts of the real training text.
  ///   - training: The counts of the training set.
  /// - Returns: One share for each class; 0 for a class without types.
  /// - Complexity: O(*n*) in the number of types.
  public static func survival(
    of classes: [FrequencyClass], real: FrequencyTable, training: FrequencyTable
  ) -> [Double] {
    var alive = [Int](repeating: 0, count: classes.count)
    for (id, count) in real.counts.enumerated().dropFirst(Int(SpecialToken.firstType))
    where count > 0 && training.count(of: TokenID(id)) > 0 {
      let count = Int(count)
      let place = classes.firstIndex { $0.least <= count && count <= $0.greatest ?? Int.max }
      if let place { alive[place] += 1 }
    }
    return zip(alive, classes).map { share($0, of: $1.types) ?? 0 }
  }
}
