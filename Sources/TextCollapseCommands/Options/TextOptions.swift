internal import ArgumentParser
internal import Corpora
internal import Generations
internal import Tokenization

/// How text is read and cut into tokens: the same options for every command that reads text.
struct TextOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What a document is, the unit of splitting. (default: paragraph)",
      valueName: "unit"))
  var documents: DocumentUnit?

  @Option(
    help: ArgumentHelp(
      "Where the text is in JSON lines; dots lead into fields of fields. (default: text)",
      valueName: "path"))
  var textField: String?

  @Flag(help: "Replace bytes that are not UTF-8 instead of refusing them.")
  var lossy = false

  @Flag(help: "Keep empty documents, which count as empty sentences, as in KenLM.")
  var keepEmpty = false

  @Option(
    help: ArgumentHelp(
      "What a token is. (default: word)", valueName: "unit"))
  var tokenizer: TokenUnit?

  @Option(
    help: ArgumentHelp(
      "Which rules find words. (default: icu)", valueName: "rules"))
  var wordRules: WordRules?

  @Option(
    help: ArgumentHelp(
      "Where sentences end; with none, the text is one stream. (default: icu)", valueName: "rule"))
  var sentences: SentenceRule?

  @Option(
    help: ArgumentHelp(
      "The Unicode normalization of words. (default: nfc)", valueName: "form"))
  var normalization: Normalization?

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      "Whether case is kept. (default: keep)",
      valueName: "rule"))
  var caseFolding: CaseFolding?

  @Option(
    help: ArgumentHelp(
      "The language of the text, such as en or zh-Hans. (default: that of a bundled corpus)",
      valueName: "tag"))
  var locale: String?

  @Option(
    help: ArgumentHelp(
      "What becomes of <s> and </s> in white-space text. (default: refuse)",
      valueName: "rule"))
  var specialSymbols: SpecialSymbolRule?

  /// Puts the options given into a configuration.
  func apply(to configuration: inout RunConfiguration) {
    apply(reading: &configuration.reading, tokenizer: &configuration.tokenizer)
  }

  /// Puts the options given where reading and tokenizing are described.
  func apply(reading: inout ReadingOptions, tokenizer: inout TokenizerConfiguration) {
    if let documents { reading.documentUnit = documents }
    if let textField { reading.textField = textField }
    if lossy { reading.lossy = true }
    if keepEmpty { reading.keepEmpty = true }
    if let unit = self.tokenizer { tokenizer.unit = unit }
    if let wordRules { tokenizer.wordRules = wordRules }
    if let sentences { tokenizer.sentences = sentences }
    if let normalization { tokenizer.normalization = normalization }
    if let caseFolding { tokenizer.caseFolding = caseFolding }
    if let locale { tokenizer.locale = locale }
    if let specialSymbols { tokenizer.specialSymbols = specialSymbols }
  }
}
