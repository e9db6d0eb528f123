import Corpora
import Foundation
import Generations
import LanguageModels
import Testing
import Tokenization

@testable import TextCollapseCommands

@Suite struct ReproducingCommandTests {
  /// What the command line of a configuration is parsed to.
  private func parsed(_ configuration: RunConfiguration) throws -> RunConfiguration {
    let words = ReproducingCommand.words(for: configuration)
    #expect(words.prefix(2) == ["textcollapse", "run"])
    return try RunCommand.configuration(parsing: Array(words.dropFirst(2)))
  }

  private static func encoded(_ configuration: RunConfiguration) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    return String(decoding: try encoder.encode(configuration), as: UTF8.self)
  }

  @Test func onlyWhatIsNotDefaultIsWritten() {
    var configuration = RunConfiguration()
    configuration.corpus = ["a.txt", "b c.txt"]
    #expect(
      ReproducingCommand.words(for: configuration)
        == ["textcollapse", "run", "--corpus", "a.txt", "b c.txt", "--seed", "1"])
    configuration.order = 5
    configuration.tokenizer.caseFolding = .fold
    configuration.reading.lossy = true
    #expect(
      ReproducingCommand.words(for: configuration) == [
        "textcollapse", "run", "--corpus", "a.txt", "b c.txt", "--lossy", "--case", "fold",
        "--order", "5", "--seed", "1",
      ])
  }

  /// Every option alone, with a value that is not its default.
  static let options: [String] = [
    #""held-out": ["-", "x y"]"#, #""held-out-share": 0.25"#, #""reserve-share": 0.125"#,
    #""real-tokens": 4000"#,
    #""documents": "file""#, #""text-field": "a.b""#, #""lossy": true"#, #""keep-empty": true"#,
    #""tokenizer": "grapheme""#, #""word-rules": "uax29""#, #""sentences": "none""#,
    #""normalization": "nfkc""#, #""case": "fold""#, #""locale": "zh-Hans""#,
    #""special-symbols": "skip""#, #""min-count": 3"#, #""max-vocabulary": 77"#, #""order": 8"#,
    #""smoothing": "additive""#, #""smoothing": "modified-kneser-ney""#, #""lambda": 1e-7"#,
    #""judge": "additive""#, #""smoothing": "additive", "judge": "modified-kneser-ney""#,
    #""temperature": 0.1"#, #""top-k": 4"#, #""top-p": 0.9"#, #""min-p": 0.01"#, #""greedy": true"#,
    #""allow-unknown": true"#, #""max-sentence-length": 12"#, #""sampling-floor": "vocabulary""#,
    #""through-text": true"#, #""generations": 0"#, #""tokens": 1000000000"#, #""growth": 1.1"#,
    #""regime": "mix""#, #""real-share": 0"#, #""real": "same""#, #""replicates": 1"#,
    #""seed": 9223372036854775807"#, #""title": "--json and 'more' \"quotes\" λ""#, #""title": """#,
    #""corpus": ["-dash.txt", "b"]"#, #""corpus": ["-"]"#,
  ]

  @Test(arguments: options)
  func theCommandIsParsedBack(_ option: String) throws {
    let corpus = option.contains("corpus") ? "" : #""corpus": ["a.txt"], "#
    var configuration = try JSONDecoder().decode(
      RunConfiguration.self, from: Data("{\(corpus)\(option)}".utf8))
    #expect(try Self.encoded(configuration) != (try Self.encoded(RunConfiguration())))
    let found = try parsed(configuration)
    // A path that looks like an option is named through its folder.
    configuration.corpus = configuration.corpus.map { $0.hasPrefix("-d") ? "./\($0)" : $0 }
    #expect(try Self.encoded(found) == (try Self.encoded(configuration)))
  }

  @Test func everyOptionIsTried() {
    let tried = Self.options.joined()
    for key in RunConfiguration.CodingKeys.allCases {
      #expect(tried.contains("\"\(key.rawValue)\":"), "\(key)")
    }
  }
}
