#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import Counting
public import Tokenization

/// The names and numbers of the ARPA format.
package enum ARPAFormat {
  package static let start = "<s>"
  package static let end = "</s>"
  package static let unknown = "<unk>"
  /// Stands for the space, which is a token of character models and cannot stand in the file.
  package static let space = "<space>"
  /// Names with a meaning of their own (`<UNK>` is SRILM's).
  package static let reserved: Set = [start, end, unknown, "<UNK>", space]
  /// What stands for log10 of zero.
  package static let zero = -99.0

  /// log10 of a weight, so that what is read and written again is the same.
  ///
  /// Rounding takes some values to a logarithm that is read as a neighbour of theirs, and that one to another:
  /// where a logarithm near by is read as the value itself, it is written. Where there is none, for
  /// logarithms below -1 lie less dense than values, the neighbour is what the file holds.
  static func log10OrZero(_ value: Double) -> Double {
    guard value > 0 else { return zero }
    let nearest = log10(value)
    guard nearest > zero else { return zero }
    return exactLog10(value, nearest) ?? exactLog10(ARPALines.power(nearest)) ?? nearest
  }

  /// A logarithm that is read as `value`.
  private static func exactLog10(_ value: Double) -> Double? { exactLog10(value, log10(value)) }

  private static func exactLog10(_ value: Double, _ nearest: Double) -> Double? {
    if ARPALines.power(nearest) == value { return nearest }
    let (above, below) = (nearest.nextUp, nearest.nextDown)
    return [above, below, above.nextUp, below.nextDown].first { ARPALines.power($0) == value }
  }

  /// log10 of a probability, which rounding may have lifted above 1.
  static func logOfProbability(_ probability: Double) -> Double { min(log10OrZero(probability), 0) }
}

extension NgramModel {
  /// Writes the model in the ARPA format, which KenLM, SRILM and others read.
  ///
  /// Probabilities and back-off weights are log10 in full double precision; a probability of zero is
  /// written as -99. The back-off weight of an interpolated model is its interpolation weight γ. All
  /// n-grams of the model are written, and of each word of the vocabulary that pruning has kept its
  /// unigram.
  ///
  /// - Parameters:
  ///   - vocabulary: The words.
  ///   - write: Takes the file piece by piece.
  /// - Throws: ``ARPAError/unwritableToken(_:)`` or what `write` throws.
  /// - Complexity: O(*m*) for *m* n-grams; 8 bytes per context.
  public func writeARPA(_ vocabulary: Vocabulary, to write: (String) throws -> Void) throws {
    precondition(vocabulary.size == vocabularySize, "the vocabulary is not the model's")
    let names = try arpaNames(vocabulary)
    let isSentences = structure == .sentences
    var text = "\\data\\\n"
    let unigrams = (0..<TokenID(vocabularySize)).count { isPredictable($0) }
    text += "ngram 1=\(unigrams + (isSentences ? 1 : 0))\n"
    for level in stride(from: 2, through: order, by: 1) {
      text += "ngram \(level)=\(ngramCounts[level - 1])\n"
    }
    text += "\n\\1-grams:\n"
    let view = ModelView(self)
    func backOff(_ context: UInt32, length: Int) -> String {
      guard order > length else { return "" }
      let isOwn = Int(context) >= contextStarts[length]
      let weight = view.weight(of: view.contexts[Int(context)])
      return "\t\(isOwn ? ARPAFormat.log10OrZero(weight) : 0)"
    }
    let boundary = Int(SpecialToken.boundary)
    for token in [Int(SpecialToken.unknown), boundary] + Array(2..<vocabularySize)
    where !isDropped(TokenID(token)) {
      let successor = view.successors[token]
      if token == boundary {
        guard isSentences else { continue }
        text += "0\t\(ARPAFormat.start)\(backOff(startContext, length: 1))\n"
        text += "\(ARPAFormat.logOfProbability(successor.probability))\t\(ARPAFormat.end)"
        text += order > 1 ? "\t0\n" : "\n"
      } else {
        text += "\(ARPAFormat.logOfProbability(successor.probability))\t\(names[token])"
        text += backOff(successor.next, length: 1) + "\n"
      }
      if text.utf8.count > 1 << 16 { try flush(&text, write) }
    }

    var paths = ContextPaths(self, names: names)
    for level in stride(from: 2, through: order, by: 1) {
      text += "\n\\\(level)-grams:\n"
      for context in contextStarts[level - 1]..<contextStarts[level] {
        let words = paths.words(of: context)
        let end = Int(view.contexts[context + 1].firstSuccessor)
        for index in Int(view.contexts[context].firstSuccessor)..<end {
          let successor = view.successors[index]
          let isEnd = Int(successor.token) == boundary && isSentences
          text += "\(ARPAFormat.logOfProbability(successor.probability))\t\(words) "
          text += isEnd ? ARPAFormat.end : names[Int(successor.token)]
          text += isEnd && level < order ? "\t0\n" : backOff(successor.next, length: level) + "\n"
        }
        if text.utf8.count > 1 << 16 { try flush(&text, write) }
      }
      paths.descend()
    }
    text += "\n\\end\\\n"
    try flush(&text, write)
  }

  private func flush(_ text: inout String, _ write: (String) throws -> Void) rethrows {
    try write(text)
    text = ""
  }

  private func arpaNames(_ vocabulary: Vocabulary) throws -> [String] {
    try (0..<vocabularySize).map { index in
      switch TokenID(index) {
      case SpecialToken.boundary: return ARPAFormat.start
      case SpecialToken.unknown: return ARPAFormat.unknown
      default:
        let name = vocabulary.string(of: TokenID(index))
        if name == " " { return ARPAFormat.space }
        guard !name.isEmpty, !ARPAFormat.reserved.contains(name),
          !name.utf8.contains(where: { [9, 10, 13, 32].contains($0) })
        else {
          throw ARPAError.unwritableToken(name)
        }
        return name
      }
    }
  }
}

/// The words of contexts, known one length after the other.
private struct ContextPaths {
  private let model: NgramModel
  private let names: [String]
  private var length = 1
  private var words: [String] = []

  init(_ model: NgramModel, names: [String]) {
    self.model = model
    self.names = names
    guard model.order > 1 else { return }
    var words = [String](
      repeating: names[0], count: model.contextStarts[2] - model.contextStarts[1])
    for token in 0..<model.vocabularySize {
      let next = Int(model.successors.base[token].next)
      if next > 0 { words[next - 1] = names[token] }
    }
    self.words = words
  }

  func words(of context: Int) -> String { words[context - model.contextStarts[length]] }

  /// Goes on to the contexts that are one token longer.
  mutating func descend() {
    guard length + 1 < model.order else { return }
    let first = model.contextStarts[length + 1]
    var longer = [String](repeating: "", count: model.contextStarts[length + 2] - first)
    let view = ModelView(model)
    for context in model.contextStarts[length]..<first {
      let end = Int(view.contexts[context + 1].firstSuccessor)
      for index in Int(view.contexts[context].firstSuccessor)..<end {
        let next = Int(view.successors[index].next)
        if next >= first {
          longer[next - first] = words(of: context) + " " + names[Int(view.successors[index].token)]
        }
      }
    }
    words = longer
    length += 1
  }
}
