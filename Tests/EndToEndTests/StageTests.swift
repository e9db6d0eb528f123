import Foundation
import LanguageModels
import Testing

/// Each stage is useful alone and in a pipe.
@Suite struct StageTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  private struct Score: Decodable {
    var perplexity: Double
    var perplexityWithoutOutOfVocabulary: Double
    var tokens: Int
    var outOfVocabulary: Int
    var log10Probability: Double
  }

  private func score(_ text: String) throws -> Score {
    try JSONDecoder().decode(Score.self, from: Data(text.utf8))
  }

  @Test func aModelIsTrainedAndScores() throws {
    let train = try tool.shell("$T train --corpus $H --model h.arpa --json -q")
    #expect(train.code == 0 && train.err.isEmpty)
    #expect(try object(train.out)["order"] as? Int == 3)
    let own = try score(try tool.shell("$T score --model h.arpa --json $H").out)
    #expect(own.tokens > 8000 && own.outOfVocabulary == 0)
    #expect(own.perplexity == own.perplexityWithoutOutOfVocabulary)
    // Perplexity is what the sum of the logarithms says.
    let bits = -own.log10Probability / Double(own.tokens)
    #expect(abs(pow(10, bits) / own.perplexity - 1) < 1e-9)
    let other = try score(
      try tool("score", "--model", "h.arpa", "--json", input: "The zygote frowned.\n").out)
    #expect(other.tokens == 5 && other.outOfVocabulary == 2)
    #expect(other.perplexity > other.perplexityWithoutOutOfVocabulary)
    let words = try tool("score", "--model", "h.arpa", "-", input: "The harbour.\n").out
    #expect(words.hasPrefix("perplexity: ") && words.contains("tokens: 4\n"))
  }

  @Test(arguments: [
    "--smoothing maximum-likelihood", "--sentences none", "--min-count 2", "--order 1",
    "--smoothing katz --max-vocabulary 500", "--smoothing katz --sentences none --prune 0 0 1",
  ])
  func aModelGoesThroughAPipe(_ options: String) throws {
    let piped = try tool.shell(
      "$T train --corpus $H --model - \(options) -q | $T score --model - --json $H")
    #expect(piped.code == 0 && piped.err.isEmpty, "\(piped.err)")
    let filed = try tool.shell(
      "$T train --corpus $H --model m \(options) -q && $T score --model m --json $H")
    #expect(filed.out.hasSuffix(piped.out))
    #expect(try score(piped.out).tokens > 8000)
    #expect(try score(piped.out).perplexity > 1)
  }

  /// The cut-offs of the vocabulary, and those of each order by every method.
  @Test func cutOffsCut() throws {
    func train(_ options: String) throws -> (types: Int, ngrams: [Int]) {
      let result = try tool.shell("$T train --corpus $H --model m --json -q \(options)")
      #expect(result.code == 0 && result.err.isEmpty, "\(options): \(result.err)")
      let summary = try object(result.out)
      return (
        try #require(summary["types"] as? Int), try #require(summary["ngrams"] as? [Int])
      )
    }
    let counts = try tool.shell("$T tokenize --counts $H").out.split(separator: "\n")
      .compactMap { Int($0.prefix { $0 != "\t" }) }
    let whole = try train("")
    #expect(whole.types == counts.count)
    #expect(try train("--min-count 3").types == counts.count { $0 >= 3 })
    #expect(try train("--max-vocabulary 100").types == 100)
    #expect(
      try train("--min-count 3 --max-vocabulary 9999").types == counts.count { $0 >= 3 })
    var sizes: Set<[Int]> = []
    for smoothing in SmoothingName.allCases {
      let cut = try train("--smoothing \(smoothing.rawValue) --prune 0 1 1").ngrams
      #expect(cut[0] == whole.ngrams[0] && cut[1] < whole.ngrams[1] && cut[2] < whole.ngrams[2])
      sizes.insert(cut)
      // Words that occur once are not in the file: all n-grams of it are read back and score.
      let text = try tool.shell("$T score --model m --json $H")
      #expect(try score(text.out).tokens > 8000)
    }
    #expect(sizes.count == 1)
  }

  @Test func aModelThatDoesNotFitItsTextIsRefused() throws {
    let result = try tool.shell(
      "$T train --corpus $H --model m -q && $T score --model m --sentences none $H")
    #expect(result.code == 64)
    #expect(result.err.contains("--sentences none does not fit it"))
    #expect(result.err.contains("See 'textcollapse score --help'"))
  }

  @Test func theSameSeedWritesTheSameText() throws {
    #expect(try tool.shell("$T train --corpus $H --model m -q").code == 0)
    let one = try tool.shell("$T sample --model m --tokens 500 --seed 3")
    #expect(one.code == 0 && one.out.split(separator: "\n").count > 20)
    #expect(try tool.shell("$T sample --model m --tokens 500 --seed 3 --threads 1").out == one.out)
    #expect(try tool.shell("$T sample --model m --tokens 500 --seed 4").out != one.out)
    #expect(try tool.shell("$T sample --model m --tokens 0").out.isEmpty)
    // Greedy: one sentence, over and over.
    let greedy = try tool.shell("$T sample --model m --tokens 50 --greedy")
    #expect(Set(greedy.out.split(separator: "\n")).count == 1)
    let spaced = try tool.shell("$T sample --model m --tokens 500 --seed 3 --tokenized")
    #expect(spaced.out.contains(" .\n") && !one.out.contains(" .\n"))
  }

  @Test(arguments: ["english", "german", "arabic", "thai", "japanese", "hindi"])
  func tokensAreReadBack(_ corpus: String) throws {
    let path = "\(Tool.root)/Corpora/\(corpus)"
    let first = try tool("tokenize", path)
    #expect(first.code == 0 && first.out.split(separator: "\n").count > 20)
    let second = try tool(
      "tokenize", "--tokenizer", "whitespace", "--sentences", "line", "-", input: first.out)
    #expect(second.out == first.out)
    let counts = try tool("tokenize", "--counts", path).out.split(separator: "\n")
    let numbers = counts.compactMap { Int($0.prefix { $0 != "\t" }) }
    #expect(numbers == numbers.sorted(by: >))
    let tokens = first.out.split { $0 == " " || $0 == "\n" }.count
    #expect(numbers.reduce(0, +) == tokens)
  }

  @Test func aClosedPipeIsQuiet() throws {
    let result = try tool.shell("$T tokenize $H $H $H $H $H $H | head -1")
    #expect(result.code == 0 && result.err.isEmpty)
    #expect(result.out == "Monday the twentieth of September , six in the morning .\n")
  }

  @Test(arguments: ["$T corpus --json notes.txt", "cat notes.txt | $T corpus - --json"])
  func aTextIsDescribed(_ line: String) throws {
    try tool.write("notes.txt", "One fish two fish. Red fish.\n\nBlue fish!\n".utf8)
    let result = try tool.shell(line)
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    let summary = try object(result.out)
    let expected = [
      "documents": 2, "sentences": 3, "tokens": 11, "types": 7, "hapaxes": 5, "bytes": 41,
    ]
    for (key, value) in expected { #expect(summary[key] as? Int == value, "\(key)") }
    #expect((summary["expectedRetainedVocabulary"] as? [Double])?.count == 11)
  }
}
