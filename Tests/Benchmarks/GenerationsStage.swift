internal import Corpora
internal import Generations
internal import LanguageModels
internal import Measures
internal import Parallelism
internal import Tokenization

/// Generations of a run: train, sample as many tokens, all measures, the record written.
enum GenerationsStage {
  static func figures(_ workbench: Workbench) throws -> [String: Double] {
    var configuration = RunConfiguration()
    configuration.corpus = workbench.text
    configuration.heldOut = workbench.test
    configuration.order = workbench.order
    configuration.smoothing = .modifiedKneserNey
    configuration.generations = workbench.generations
    configuration.replicates = 1
    configuration.reading = ReadingOptions(documentUnit: .line)
    configuration.tokenizer = TokenizerConfiguration(unit: .whitespace, sentences: .line)
    let watch = Stopwatch()
    let plan = try RunPlan(configuration, threads: workbench.threads)
    let times = Locked<[(wall: Double, cpu: Double)]>([])
    _ = try Run(plan)(threads: workbench.threads) { outcome, _ in
      _ = try RunRecord.generationLine(outcome.record)
      times.withLock { $0.append((watch.wallSeconds, watch.cpuSeconds)) }
    }
    let ends = times.withLock { $0 }
    var figures = ["firstSeconds": ends[0].wall]
    for generation in 1..<ends.count {
      figures["generation\(generation)Seconds"] = ends[generation].wall - ends[generation - 1].wall
      figures["generation\(generation)CPUSeconds"] = ends[generation].cpu - ends[generation - 1].cpu
    }
    return figures
  }
}
