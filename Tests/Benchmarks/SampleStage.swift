internal import LanguageModels
internal import Sampling
internal import Tokenization

/// Drawing a text from a model in memory.
enum SampleStage {
  static func figures(_ workbench: Workbench) throws -> [String: Double] {
    let (model, _, training) = try workbench.model()
    let strategy = SamplingStrategy(
      temperature: workbench.temperature, topK: workbench.topK, topP: workbench.topP,
      minP: workbench.minP)
    let tokens = workbench.tokens ?? training.ids.count
    let preparing = Stopwatch()
    var sampler = try Sampler(model, strategy: strategy, floor: .vocabulary)
    let preparingSeconds = preparing.cpuSeconds
    var drawn = 0
    // A new sampler each time, so that nothing is remembered from the run before.
    var seconds: [Double] = []
    for run in 0..<workbench.runs {
      let watch = Stopwatch()
      let text = try sampler.sample(
        tokens: tokens, at: SampleAddress(seed: UInt64(run)), threads: workbench.threads)
      seconds.append(watch.cpuSeconds)
      drawn = text.stream.ids.count
      if run + 1 < workbench.runs {
        sampler = try Sampler(model, strategy: strategy, floor: .vocabulary)
      }
    }
    return [
      "preparingSeconds": preparingSeconds, "cpuSeconds": seconds.sorted()[seconds.count / 2],
      "tokens": Double(drawn),
    ]
  }
}
