internal import Corpora
internal import Counting
internal import LanguageModels
internal import Tokenization

/// From a text file to a model in memory.
enum EstimateStage {
  static func figures(_ workbench: Workbench) throws -> [String: Double] {
    let whole = Stopwatch()
    let reading = Stopwatch()
    let corpus = try workbench.corpus(workbench.text)
    let readSeconds = reading.cpuSeconds
    let readWall = reading.wallSeconds
    let tokenizing = Stopwatch()
    let tokens = try workbench.tokenizer.tokenize(corpus, threads: workbench.threads)
    let tokenCount = tokens.tokenCount
    let vocabulary = tokens.vocabulary()
    let stream = tokens.encoded(with: vocabulary)
    let tokenizeSeconds = tokenizing.cpuSeconds
    let tokenizeWall = tokenizing.wallSeconds
    let counting = Stopwatch()
    let counts = try NgramCounts(
      stream, vocabularySize: vocabulary.size, order: workbench.order, threads: workbench.threads)
    let countSeconds = counting.cpuSeconds
    let countWall = counting.wallSeconds
    let estimating = Stopwatch()
    let model = try NgramModel(
      estimating: counts, method: ModifiedKneserNey(), threads: workbench.threads)
    var figures = [
      "cpuSeconds": whole.cpuSeconds, "wallSeconds": whole.wallSeconds, "readSeconds": readSeconds,
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
