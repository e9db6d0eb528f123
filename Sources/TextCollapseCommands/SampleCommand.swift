internal import ArgumentParser
internal import Generations
internal import LanguageModels
internal import Sampling
internal import Tokenization

/// `textcollapse sample`: lets a model write.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Let a model write text, one sentence a line.",
    discussion: """
      Example:  textcollapse sample --model english.arpa --tokens 100 --seed 7

      The same model, options and seed give the same text.
      """)

  @Option(help: ArgumentHelp("The ARPA file, or - for standard input.", valueName: "file"))
  var model: String

  @Option(help: ArgumentHelp("The tokens to write; the last sentence stays whole.", valueName: "n"))
  var tokens = 200

  @Option(help: ArgumentHelp("The seed of the random numbers.", valueName: "s"))
  var seed: UInt64 = 1

  @Flag(help: "Put one space between tokens instead of writing for people.")
  var tokenized = false

  @OptionGroup(title: "Sampling") var sampling: SamplingOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  func validate() throws {
    guard (0...RunPlan.maximalTokens).contains(tokens) else {
      throw ValidationError(
        "--tokens \(tokens) is out of range: it must be from 0 to \(RunPlan.maximalTokens).")
    }
  }

  mutating func run() throws {
    let (model, vocabulary, tokenizer) = try ModelFile.read(model)
    var strategy = SamplingStrategy()
    sampling.apply(to: &strategy)
    let sampler = try Sampler(model, strategy: strategy, floor: .vocabulary)
    let text = try sampler.sample(
      tokens: tokens, at: SampleAddress(seed: seed), threads: work.threadCount)
    if text.cutSentences > 0 {
      work.note(
        "Note: \(text.cutSentences) of \(text.stream.documentCount) sentences reached the maximal length and were cut."
      )
    }
    let unit = tokenized ? TokenUnit.whitespace : tokenizer?.unit ?? .whitespace
    let detokenizer = Detokenizer(vocabulary: vocabulary, unit: unit)
    guard !text.stream.ids.isEmpty else { return }
    try Terminal.result(detokenizer.text(of: text.stream.ids) + "\n")
  }
}
