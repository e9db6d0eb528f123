internal import Corpora
internal import FoundationEssentials
internal import LanguageModels
internal import Tokenization

/// A model on disk: an ARPA file whose first line, a comment to other tools, says how its text was
/// tokenized.
enum ModelFile {
  private static let mark = "# textcollapse "

  /// Whether a path stands for a standard stream.
  static func isStream(_ path: String) -> Bool { path == "-" || path == "/dev/stdout" }

  /// Writes a model; `-` is standard output.
  static func write(
    _ model: NgramModel, _ vocabulary: Vocabulary, tokenizer: TokenizerConfiguration,
    to path: String
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let settings = String(decoding: try encoder.encode(tokenizer), as: UTF8.self)
    do {
      if isStream(path) {
        try Terminal.result("\(mark)\(settings)\n")
        try model.writeARPA(vocabulary) { try Terminal.result($0) }
      } else {
        try AtomicFile.writing(to: path) { file in
          try file.write(utf8: "\(mark)\(settings)\n")
          try model.writeARPA(vocabulary) { try file.write(utf8: $0) }
        }
      }
    } catch let error as ARPAError {
      throw ModelFileError.unwritable(path: path, problem: "\(error)")
    }
  }

  /// Reads a model, with its tokenizer if it says one; `-` is standard input.
  static func read(_ path: String) throws -> (
    model: NgramModel, vocabulary: Vocabulary, tokenizer: TokenizerConfiguration?
  ) {
    var bytes = try Unpacking.plain(FileInput.read(path), path: path)
    var tokenizer: TokenizerConfiguration?
    var skippedLines = 0
    if bytes.starts(with: Array(mark.utf8)) {
      let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
      tokenizer = try? JSONDecoder().decode(
        TokenizerConfiguration.self, from: Data(head.dropFirst(mark.utf8.count)))
      bytes.removeFirst(min(bytes.count, head.count + 1))
      skippedLines = 1
    }
    do {
      let (model, vocabulary) = try NgramModel.readARPA(bytes)
      return (model, vocabulary, tokenizer)
    } catch ARPAError.malformed(let line, let problem) {
      let error = ARPAError.malformed(line: line + skippedLines, problem: problem)
      throw ModelFileError.malformed(path: path, problem: "\(error)")
    } catch let error as ARPAError {
      throw ModelFileError.malformed(path: path, problem: "\(error)")
    }
  }
}

/// A model file that cannot be read or written.
enum ModelFileError: ClassifiedError {
  /// The file is no ARPA file.
  case malformed(path: String, problem: String)
  /// The model does not fit into an ARPA file.
  case unwritable(path: String, problem: String)

  var kind: FailureKind { .badData }

  var description: String {
    switch self {
    case .malformed(let path, let problem):
      "'\(path)' is no ARPA file that can be read: \(problem)"
    case .unwritable(let path, let problem):
      "'\(path)' was not written: \(problem)"
    }
  }
}
