internal import Corpora
internal import FoundationEssentials
internal import LanguageModels
internal import Tokenization

/// A model on disk: an ARPA file whose first line, a comment to other tools, says how its text was
/// tokenized.
enum ModelFile {
  private static let mark = "# textcollapse "

  /// Writes a model.
  static func write(
    _ model: NgramModel, _ vocabulary: Vocabulary, tokenizer: TokenizerConfiguration,
    to path: String
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let settings = String(decoding: try encoder.encode(tokenizer), as: UTF8.self)
    try AtomicFile.writing(to: path) { file in
      try file.write(utf8: "\(mark)\(settings)\n")
      try model.writeARPA(vocabulary) { try file.write(utf8: $0) }
    }
  }

  /// Reads a model, with its tokenizer if it says one.
  static func read(_ path: String) throws -> (
    model: NgramModel, vocabulary: Vocabulary, tokenizer: TokenizerConfiguration?
  ) {
    let bytes = try FileInput.read(path)
    var tokenizer: TokenizerConfiguration?
    let head = bytes.prefix { $0 != UInt8(ascii: "\n") }
    if head.starts(with: Array(mark.utf8)) {
      tokenizer = try? JSONDecoder().decode(
        TokenizerConfiguration.self, from: Data(head.dropFirst(mark.utf8.count)))
    }
    do {
      let (model, vocabulary) = try NgramModel.readARPA(bytes)
      return (model, vocabulary, tokenizer)
    } catch let error as ARPAError {
      throw ModelFileError.malformed(path: path, problem: "\(error)")
    }
  }
}

/// A model file that cannot be read.
enum ModelFileError: ClassifiedError {
  case malformed(path: String, problem: String)

  var kind: FailureKind { .badData }

  var description: String {
    switch self {
    case .malformed(let path, let problem): "'\(path)' is no ARPA file that can be read: \(problem)."
    }
  }
}
