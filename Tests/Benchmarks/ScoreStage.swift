internal import Corpora
internal import LanguageModels
internal import Tokenization
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Scoring a text with a model in memory.
enum ScoreStage {
  static func figures(_ workbench: Workbench) throws -> [String: Double] {
    let (model, vocabulary, _) = try workbench.model()
    let tokenizer = try workbench.tokenizer
    var score = TextScore()
    // What `query` does: from the bytes of a file to its sums.
    let fromText = try Stopwatch.median(of: workbench.runs) {
      let stream = try tokenizer.tokenize(
        try workbench.corpus(workbench.test), threads: workbench.threads
      ).encoded(with: vocabulary)
      score = model.score(stream, threads: workbench.threads)
    }
    let stream = try tokenizer.tokenize(
      try workbench.corpus(workbench.test), threads: workbench.threads
    ).encoded(with: vocabulary)
    let fromTokens = Stopwatch.median(of: workbench.runs) {
      score = model.score(stream, threads: workbench.threads)
    }
    return [
      "cpuSeconds": fromText, "walkSeconds": fromTokens, "tokens": Double(score.tokens),
      "perplexity": exp2(score.crossEntropyBits ?? .nan),
      "perplexityWithoutOutOfVocabulary":
        exp2(score.crossEntropyBitsWithoutOutOfVocabulary ?? .nan),
    ]
  }
}
