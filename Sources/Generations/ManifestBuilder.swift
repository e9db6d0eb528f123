internal import Corpora
internal import FoundationEssentials
internal import LanguageModels
public import Measures
internal import Tokenization

extension RunPlan {
  /// The manifest of a run with this plan.
  ///
  /// - Parameters:
  ///   - tool: The version of textcollapse.
  ///   - swift: The version of the compiler.
  ///   - command: The command line that repeats the run.
  ///   - execution: The machine and the times, once known.
  /// - Returns: The manifest.
  /// - Throws: An error of encoding the configuration.
  public func manifest(
    tool: String, swift: String, command: [String], execution: Execution?
  ) throws -> RunManifest {
    let settings = try JSONDecoder().decode(
      [String: SettingValue].self, from: JSONEncoder().encode(configuration))
    let spectrum = FrequencySpectrum(counts: realCounts.dropFirst(Int(SpecialToken.firstType)))
    return RunManifest(
      title: title, command: command, configuration: settings,
      versions: Versions(
        textcollapse: tool, swift: swift, icu: UnicodeLibrary.icuVersion,
        unicode: UnicodeLibrary.unicodeVersion),
      inputs: real.inputs.enumerated().map { index, file in
        InputFile(
          path: file.path, role: index < real.corpusInputs ? "corpus" : "held-out",
          bytes: file.bytes, sha256: file.sha256)
      },
      corpus: CorpusSummary(
        trainingDocuments: real.training.documentCount,
        heldOutDocuments: real.heldOut.documentCount,
        reserveDocuments: real.reserve.documentCount,
        trainingTokens: real.training.tokenCount, heldOutTokens: real.heldOut.tokenCount,
        reserveTokens: real.reserve.tokenCount, trainingSentences: real.training.sentenceCount,
        types: spectrum.types, hapaxes: spectrum.types(occurring: 1),
        diversity: diversity, language: real.language, rightToLeft: real.vocabulary.isRightToLeft),
      frequencyClasses: classes,
      trackedWords: trackedTypes.map {
        TrackedWord(
          text: real.vocabulary.string(of: $0), count: Int(realCounts[Int($0)]))
      },
      theory: theory, execution: execution)
  }

  /// The title of the run: as configured, or of a bundled corpus, or the name of the first input.
  public var title: String {
    if let title = configuration.title { return title }
    if let manifest = real.inputs.first?.manifest { return manifest.title }
    let name = configuration.corpus.first ?? "text"
    if name == "-" { return "Standard input" }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    let stem = last.split(separator: ".").first.map(String.init) ?? last
    return configuration.corpus.count > 1 ? "\(stem) and others" : stem
  }
}
