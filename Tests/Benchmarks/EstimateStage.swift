internal import Corpora
internal import Counting
internal import LanguageModels
internal import Tokenization

/// From a text file to a model in memory.
enum EstimateStage {
  static func figures(_ workbench: Workbench) throws -> [String: Double] {
    let whole = Stopwatch()
    let text = try EncodedText(workbench)
    let counting = Stopwatch()
    let tokenCount = text.tokenCount
    let (readSeconds, readWall) = (text.readSeconds, text.readWall)
    let (tokenizeSeconds, tokenizeWall) = (text.tokenizeSeconds, text.tokenizeWall)
    let counts = try NgramCounts(
      text.stream, vocabularySize: text.vocabularySize, order: workbench.order,
      threads: workbench.threads)
    _ = consume text
    let countSeconds = counting.cpuSeconds
    let countWall = counting.wallSeconds
    let estimating = Stopwatch()
    let model = try NgramModel(
      estimating: consume counts, method: ModifiedKneserNey(), threads: workbench.threads)
    var figures = [
      "cpuSeconds": whole.cpuSeconds, "wallSeconds": whole.wallSeconds,
      "readSeconds": readSeconds,
      "tokenizeSeconds": tokenizeSeconds, "countSeconds": countSeconds,
      "estimateSeconds": estimating.cpuSeconds, "readWallSeconds": readWall,
      "tokenizeWallSeconds": tokenizeWall, "countWallSeconds": countWall,
      "estimateWallSeconds": estimating.wallSeconds, "tokens": Double(tokenCount),
    ]
    for (index, count) in model.ngramCounts.enumerated() {
      figures["ngrams\(index + 1)"] = Double(count)
    }
    if let rules = model.drawing?.rules {
      for (index, rule) in rules.enumerated() {
        figures["discount\(index + 1)One"] = rule.discounts.one
        figures["discount\(index + 1)Two"] = rule.discounts.two
        figures["discount\(index + 1)ThreePlus"] = rule.discounts.threePlus
      }
    }
    return figures
  }
}

/// A text as numbers; the text itself is gone when the model grows.
private struct EncodedText {
  let stream: TokenStream
  let vocabularySize: Int
  let tokenCount: Int
  let readSeconds: Double
  let readWall: Double
  let tokenizeSeconds: Double
  let tokenizeWall: Double

  init(_ workbench: Workbench) throws {
    let reading = Stopwatch()
    let corpus = try workbench.corpus(workbench.text)
    (readSeconds, readWall) = (reading.cpuSeconds, reading.wallSeconds)
    let tokenizing = Stopwatch()
    let tokens = try workbench.tokenizer.tokenize(corpus, threads: workbench.threads)
    let vocabulary = tokens.vocabulary(threads: workbench.threads)
    stream = tokens.encoded(with: vocabulary, threads: workbench.threads)
    (vocabularySize, tokenCount) = (vocabulary.size, tokens.tokenCount)
    (tokenizeSeconds, tokenizeWall) = (tokenizing.cpuSeconds, tokenizing.wallSeconds)
  }
}
