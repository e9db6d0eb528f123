internal import ArgumentParser
internal import Corpora
internal import Tokenization

/// `textcollapse tokenize`: shows how a text is cut.
struct TokenizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenize",
    abstract: "Cut text into tokens: one sentence a line, one space between tokens.",
    discussion: """
      Example:  textcollapse tokenize Corpora/english | head

      What it prints can be read back with --tokenizer whitespace --sentences line, by this tool and \
      by others. (Graphemes that are white space are lost on the way.)
      """)

  @Argument(
    help: ArgumentHelp("Files, directories, or - for standard input.", valueName: "file"))
  var files: [String] = ["-"]

  @Flag(help: "Print types with their counts, most frequent first, instead of the text.")
  var counts = false

  @OptionGroup(title: "Text") var text: TextOptions
  @OptionGroup(title: "Work") var work: WorkOptions

  mutating func run() throws {
    let tokenized = try ReadText.tokens(files, text, work).text
    let vocabulary = tokenized.vocabulary()
    var output = ""
    func flush(_ limit: Int) throws {
      guard output.utf8.count > limit else { return }
      try Terminal.result(output)
      output = ""
    }
    if counts {
      for id in vocabulary.typeIDs {
        output += "\(vocabulary.counts[Int(id)])\t\(vocabulary.string(of: id))\n"
        try flush(1 << 16)
      }
    } else {
      var isLineStart = true
      for id in tokenized.encoded(with: vocabulary).ids {
        if id == SpecialToken.boundary {
          output += "\n"
          isLineStart = true
          try flush(1 << 16)
        } else {
          output += isLineStart ? "" : " "
          output += vocabulary.string(of: id)
          isLineStart = false
        }
      }
      if !isLineStart { output += "\n" }
    }
    try flush(0)
  }
}

/// Reading and tokenizing, as every command does it.
enum ReadText {
  /// Tokenizes files with the options given, starting from the defaults of a command.
  static func tokens(
    _ files: [String], _ options: TextOptions, _ work: WorkOptions,
    reading: ReadingOptions = ReadingOptions(documentUnit: .paragraph),
    tokenizer configuration: TokenizerConfiguration = TokenizerConfiguration()
  ) throws -> (
    text: TokenizedText, configuration: TokenizerConfiguration, files: [InputFileInfo]
  ) {
    try StandardInput.check(files)
    var reading = reading
    var configuration = configuration
    options.apply(reading: &reading, tokenizer: &configuration)
    let corpus = try Corpus.read(paths: files, options: reading, threads: work.threadCount)
    if configuration.locale.isEmpty, let language = corpus.files.first?.manifest?.language {
      configuration.locale = language
    }
    let tokenizer = try Tokenizer(configuration)
    let text = try tokenizer.tokenize(corpus, threads: work.threadCount)
    for note in corpus.notes + tokenizer.notes { work.note("Note: \(note)") }
    guard text.tokenCount > 0 else { throw TokenizationError.noTokens }
    return (text, configuration, corpus.files)
  }
}

/// Standard input, which can be read once.
enum StandardInput {
  /// Refuses paths among which `-` stands twice.
  static func check(_ paths: [String]) throws {
    guard paths.count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Standard input (-) can be read once only; name a file for the rest.")
    }
  }
}
