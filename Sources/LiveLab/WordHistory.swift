internal import Generations
internal import Tokenization

/// How often each type of the real text occurs in every generation.
public struct WordHistory: Sendable {
  private let vocabulary: Vocabulary
  private let locale: String
  private var generations: [[UInt32]] = []

  init(_ real: RealText) {
    vocabulary = real.vocabulary
    locale = real.language ?? ""
  }

  /// Takes the counts of a generation; gives back how many types of the real text it still has.
  mutating func take(_ counts: [UInt32]) -> Int {
    generations.append(counts)
    return zip(generations[0], counts).dropFirst(Int(SpecialToken.firstType))
      .count { $0 > 0 && $1 > 0 }
  }

  func history(of word: String) -> (word: String, counts: [UInt32])? {
    let lower = word.lowercased()
    let forms = [word, lower, lower.prefix(1).uppercased() + lower.dropFirst()]
    for form in forms {
      if let id = vocabulary.id(of: form), id >= SpecialToken.firstType {
        return (form, generations.map { $0[Int(id)] })
      }
    }
    return nil
  }

  /// All words that the real training text has, with their counts by generation, the most frequent first.
  public var all: [(word: String, counts: [UInt32])] {
    guard let first = generations.first else { return [] }
    return vocabulary.typeIDs.filter { first[Int($0)] > 0 }.map { id in
      (vocabulary.string(of: id), generations.map { $0[Int(id)] })
    }
  }
}
