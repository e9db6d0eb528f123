internal import ArgumentParser
internal import LanguageModels
internal import Sampling
internal import Tokenization

/// `textcollapse sample`: lets a model write.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Let a model write text, one sentence a line.")

  @Option(help: ArgumentHelp("The ARPA file.", valueName: "file"))
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
    guard tokens >= 0 else {
      throw ValidationError("--tokens \(tokens) is out of range: it must be 0 or more.")
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
        "Note: \(text.cutSentences) sentences reached the maximal length and were cut.")
    }
    let unit = tokenized ? TokenUnit.whitespace : tokenizer?.unit ?? .whitespace
    let detokenizer = Detokenizer(vocabulary: vocabulary, unit: unit)
    Terminal.result(detokenizer.text(of: text.stream.ids) + "\n")
  }
}
