#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Tokenization

/// The words that are followed through the generations.
enum TrackedWords {
  private static let count = 26

  /// Chooses words over the whole range of frequencies, half of them from the rare end, where words
  /// are lost first.
  ///
  /// - Parameters:
  ///   - vocabulary: The reference vocabulary, ranked by count.
  ///   - counts: How often each type occurs in the real training text.
  /// - Returns: The types, most frequent first.
  static func choose(from vocabulary: Vocabulary, counts: [UInt32]) -> [TokenID] {
    let words = vocabulary.typeIDs.filter { id in
      counts[Int(id)] > 0
        && vocabulary.string(of: id).unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
    }
    .sorted { counts[Int($0)] != counts[Int($1)] ? counts[Int($0)] > counts[Int($1)] : $0 < $1 }
    guard words.count > count else { return words }
    let frequent = words.filter { counts[Int($0)] > 3 }
    let rare = words.filter { counts[Int($0)] <= 3 }
    let half = min(frequent.count, max(count / 2, count - rare.count))
    return spread(frequent, half, isLogarithmic: true)
      + spread(rare, count - half, isLogarithmic: false)
  }

  private static func spread(_ words: [TokenID], _ count: Int, isLogarithmic: Bool) -> [TokenID] {
    guard count > 0, words.count > count else { return words }
    var places: [Int] = []
    for index in 0..<count {
      let share = Double(index) / Double(max(1, count - 1))
      let place =
        isLogarithmic
        ? Int(pow(Double(words.count), share).rounded()) - 1
        : words.count * (2 * index + 1) / (2 * count)
      places.append(max(place, (places.last ?? -1) + 1))
    }
    return places.map { words[min($0, words.count - 1)] }
  }
}
