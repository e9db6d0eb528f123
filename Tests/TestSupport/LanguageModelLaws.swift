internal import Counting
package import LanguageModels
package import Tokenization

/// What holds of every n-gram model, with its slow twin.
///
/// Each law returns the ways in which it is broken, in words; none is right.
package struct LanguageModelLaws: Sendable {
  /// The text.
  package let stream: TokenStream
  /// The size of the vocabulary.
  package let vocabularySize: Int
  /// The model under test.
  package let model: NgramModel
  /// The same from the formulas.
  package let twin: BruteForceModel
  private let estimator: Estimator

  /// Estimates a model and its twin.
  package init(
    _ stream: TokenStream, vocabularySize: Int, order: Int, estimator: Estimator,
    floor: UniformFloor, pruning: Pruning = .none, threads: Int = 1
  ) throws {
    let counted = try CountedText(
      stream, vocabularySize: vocabularySize, order: order, threads: threads)
    try self.init(
      counted, estimator: estimator, floor: floor, pruning: pruning, threads: threads)
  }

  /// Estimates a model and its twin from counts.
  package init(
    _ text: CountedText, estimator: Estimator, floor: UniformFloor, pruning: Pruning = .none,
    threads: Int = 1
  ) throws {
    stream = text.stream
    vocabularySize = text.counts.vocabularySize
    self.estimator = estimator
    model = try NgramModel(
      estimating: text.counts, method: estimator.method, floor: floor, pruning: pruning,
      threads: threads)
    twin = BruteForceModel(
      text.plain, vocabularySize: vocabularySize, estimator: estimator, floor: floor,
      pruning: pruning)
  }

  private var tokens: Range<TokenID> { 0..<TokenID(vocabularySize) }

  /// Contexts of all kinds: none, pieces of the text, pieces with one token changed, random ones,
  /// with `<unk>`, with a sentence start, longer than the order.
  package func contexts(_ number: Int, seed: UInt64) -> [[TokenID]] {
    var random = SeededGenerator(seed: seed)
    var contexts: [[TokenID]] = [[], [SpecialToken.unknown]]
    let first: TokenID = stream.structure == .ring ? 1 : 0
    for index in 0..<number {
      let length = Int.random(in: 1...(model.order + 1), using: &random)
      let end = Int.random(in: 0..<stream.ids.count, using: &random)
      var context = Array(stream.ids[max(0, end - length)..<end])
      switch index % 4 {
      case 0: break
      case 1 where !context.isEmpty:
        context[Int.random(in: 0..<context.count, using: &random)] = .random(
          in: first..<TokenID(vocabularySize), using: &random)
      case 2: context = [first] + context
      default:
        context = (0..<length).map { _ in
          .random(in: first..<TokenID(vocabularySize), using: &random)
        }
      }
      contexts.append(context)
    }
    return contexts
  }

  /// What the model says of every token after a context.
  private func scores(after context: [TokenID]) -> [TokenScore] {
    Self.scores(of: model, after: context)
  }

  /// What a model says of every token after a context, which is looked up once.
  private static func scores(of model: NgramModel, after context: [TokenID]) -> [TokenScore] {
    let view = ModelView(model)
    let state = model.state(after: context)
    let limits = ContextStarts(model)
    var score = model.score(SpecialToken.boundary, after: [])
    return (0..<TokenID(model.vocabularySize)).map { token in
      (score.probability, score.matchedLength) = (0, 1)
      guard model.isPredictable(token) else { return score }
      var next = state
      let (probability, found) = view.step(token, from: &next)
      score.probability = probability
      score.matchedLength = limits.length(ofContext: found) + 1
      return score
    }
  }

  /// The probabilities of the predictable tokens sum to 1 in any context.
  package func sumsToOne(in contexts: [[TokenID]]) -> [String] {
    contexts.compactMap { context in
      let sum = scores(after: context).reduce(0) { $0 + $1.probability }
      return abs(sum - 1) < 1e-9 ? nil : "sum \(sum) after \(context)"
    }
  }

  /// Zero stands exactly where the method and the floor put it.
  package func zerosAreWherePromised(in contexts: [[TokenID]]) -> [String] {
    let observed = Set(stream.ids)
    return contexts.flatMap { context in
      zip(tokens, scores(after: context)).compactMap { token, score in
        let probability = score.probability
        if estimator.isPositive, twin.floorTokens.contains(token), !(probability > 0) {
          return "p(\(token) | \(context)) = \(probability)"
        }
        let isLost = !observed.contains(token) && !twin.floorTokens.contains(token)
        if isLost, probability != 0 { return "lost p(\(token) | \(context)) = \(probability)" }
        return nil
      }
    }
  }

  /// Every probability and matched length is the twin's.
  package func equalsTwin(in contexts: [[TokenID]]) -> [String] {
    contexts.flatMap { context in
      let distribution = twin.distribution(after: context)
      return zip(tokens, scores(after: context)).compactMap { token, score in
        if Int(token) % 7 == context.count, model.score(token, after: context) != score {
          return "the score of \(token) after \(context) is not that of the walk"
        }
        let expected = distribution[Int(token)]
        if !Self.isClose(score.probability, expected) {
          return "p(\(token) | \(context)) = \(score.probability), not \(expected)"
        }
        let length = twin.matchedLength(token, after: context)
        return score.matchedLength == length || token == 0 && stream.structure == .ring
          ? nil : "length of \(token) after \(context) is \(score.matchedLength), not \(length)"
      }
    }
  }

  /// An ARPA file keeps every probability, and a file of what was read is the same file.
  ///
  /// Words that pruning left out are not in it.
  package func surviveARPA(in contexts: [[TokenID]]) throws -> [String] {
    let vocabulary = Vocabulary(types: (2..<max(2, vocabularySize)).map { "w\($0)" })
    var text = ""
    try model.writeARPA(vocabulary) { text += $0 }
    let (read, words) = try NgramModel.readARPA(Array(text.utf8))
    let places = tokens.map { token -> TokenID? in
      if token < SpecialToken.firstType { return token }
      return model.isDropped(token) ? nil : words.id(of: vocabulary.string(of: token))
    }
    var broken: [String] =
      words.size == places.count(where: { $0 != nil }) ? [] : ["the vocabulary changed"]
    let known = contexts.map { context in context.map { places[Int($0)] } }
    for (context, place) in zip(contexts, known) where !place.contains(nil) {
      let other = Self.scores(of: read, after: place.compactMap { $0 })
      for (token, ours) in zip(tokens, scores(after: context)) {
        guard let own = places[Int(token)] else {
          if ours.probability != 0 { broken.append("p(\(token) | \(context)) is left") }
          continue
        }
        let theirs = other[Int(own)]
        if !Self.isClose(ours.probability, theirs.probability) {
          broken.append("p(\(token) | \(context)): \(ours) became \(theirs)")
        }
      }
    }
    // The second file may differ from the first by a rounding of log10, the third not at all.
    var second = ""
    try read.writeARPA(words) { second += $0 }
    let reread = try NgramModel.readARPA(Array(second.utf8)).model
    for context in known.map({ $0.compactMap { $0 } }) {
      let pairs = zip(
        Self.scores(of: read, after: context), Self.scores(of: reread, after: context))
      for (one, two) in pairs where !Self.isClose(one.probability, two.probability) {
        broken.append("after \(context): \(one), \(two)")
      }
    }
    let lines = (text.count { $0 == "\n" }, second.count { $0 == "\n" })
    if lines.0 != lines.1 { broken.append("\(lines.0) lines became \(lines.1)") }
    return broken
  }

  /// Whether two probabilities agree to within 1e-12 of their size.
  private static func isClose(_ one: Double, _ two: Double) -> Bool {
    abs(one - two) <= 1e-12 * max(one, two)
  }
}
