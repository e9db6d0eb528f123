internal import ArgumentParser
internal import FoundationEssentials

/// Writes the texts of a table, in a process of its own that takes its memory with it.
struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare", abstract: "Write the texts of a table into a directory.",
    shouldDisplay: false)

  @Option var text: String?
  @Option var novels: String?
  @Option var corpora: String
  @Option var output: String
  /// About how many tokens to generate where no text is given.
  @Option var tokens = 2_000_000

  mutating func run() throws {
    var texts = try divided()
    texts.scoring = try repeated(texts.test, to: "scoring", atLeast: 1_500_000)
    texts.languages = try [
      ("English", "english", "en"), ("Japanese", "japanese", "ja"), ("Chinese", "chinese", "zh"),
      ("Russian", "russian", "ru"),
    ].map { try language($0.0, folder: $0.1, locale: $0.2) }
    if let novels { try Novels(directory: novels, output: output).write(to: &texts) }
    print(String(decoding: try JSONEncoder().encode(texts), as: UTF8.self))
  }

  /// The text given or generated, every tenth line to test with.
  private func divided() throws -> PreparedTexts {
    let training = try LineWriter(output + "/training.txt")
    let test = try LineWriter(output + "/test.txt")
    let small = try LineWriter(output + "/small.txt")
    var number = 0
    // Toolkits differ on whether an empty line is a sentence, so none is written.
    func add(_ line: PlainLine) {
      guard line.tokens > 0 else { return }
      number += 1
      if number % 10 == 0 { return test.add(line) }
      training.add(line)
      if small.text.tokens < 20_000 { small.add(line) }
    }
    if let text {
      try Lines.each(of: text) { add(PlainLine($0)) }
    } else {
      let generated = GeneratedText()
      while training.text.tokens + test.text.tokens < tokens { add(generated.sentence(number)) }
    }
    let source = text.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let texts = PreparedTexts(
      source: source ?? "a generated text", training: try training.finish(),
      test: try test.finish(), scoring: test.text, small: try small.finish(), languages: [])
    guard texts.test.tokens > 0 else { throw BenchmarkError.noText(path: text ?? "The text") }
    return texts
  }

  private func repeated(_ text: PreparedText, to name: String, atLeast tokens: Int) throws
    -> PreparedText
  {
    let lines = try Lines.all(of: text.path).map { PlainLine($0) }
    let writer = try LineWriter("\(output)/\(name).txt")
    repeat { lines.forEach(writer.add) } while writer.text.tokens < tokens
    return try writer.finish()
  }

  /// A bundled corpus, repeated to some megabytes.
  private func language(_ name: String, folder: String, locale: String) throws -> LanguageText {
    let path = "\(corpora)/\(folder)/text.txt"
    guard let text = FileManager.default.contents(atPath: path), !text.isEmpty else {
      throw BenchmarkError.noText(path: path)
    }
    let times = 4_000_000 / text.count + 1
    var whole = Data()
    for _ in 0..<times { whole += text + Data("\n".utf8) }
    let target = "\(output)/\(folder).txt"
    try whole.write(to: URL(fileURLWithPath: target))
    return LanguageText(
      name: name, locale: locale, text: PreparedText(path: target, bytes: whole.count))
  }
}
