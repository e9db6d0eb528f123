extension FrequencyTable {
  /// The rank-frequency (Zipf) curve at logarithmically spaced ranks.
  ///
  /// - Parameter points: The most points; fewer where neighbouring ranks coincide. The first rank
  ///   and the last are always among them.
  /// - Returns: The points by ascending rank; none for a text without types.
  public func rankFrequency(points: Int = 60) -> [RankFrequency] {
    guard types > 0, points > 0 else { return [] }
    var ranks: [Int] = []
    let last = Elementary.naturalLog(Double(types))
    for point in 0..<points {
      let position = points == 1 ? 0 : Double(point) / Double(points - 1)
      let rank = min(types, max(1, Int(Elementary.exponential(last * position).rounded())))
      if ranks.last != rank { ranks.append(rank) }
    }
    var curve: [RankFrequency] = []
    var next = 0
    var passed = 0
    for entry in spectrum.entries.reversed() {
      passed += entry.types
      while next < ranks.count, ranks[next] <= passed {
        let frequency = Double(entry.count) / Double(tokens)
        curve.append(RankFrequency(rank: ranks[next], frequency: frequency))
        next += 1
      }
    }
    return curve
  }
}
