import Comparisons
import Foundation
import Measures
import Testing

/// `textcollapse compare`, on texts, on runs and on both.
@Suite struct CompareTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  private let short = "--generations 4 --replicates 3 --order 2 -q"

  @Test func textsAreRunWithOneRecipeAndCutToOneLength() throws {
    let broad = "\(Tool.root)/Corpora/german"
    let result = try tool.shell("$T compare '\(broad)' $H \(short) --output both")
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    let first = result.out.split(separator: "\n").prefix(2).joined(separator: " ")
    #expect(
      first.hasPrefix("After 4 generations german has kept the fewest of its words"), "\(first)")
    #expect(result.out.hasSuffix("both/report.html\n"))
    let words = result.out.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("drawn at random from the real texts"))
    // German and English: bits per character are compared by their change, and not tested.
    #expect(words.contains("a character of real text costs have changed the least in"))
    #expect(words.contains("The texts are in different languages."))
    let runs = try ["1-german", "2-harbour"].map {
      try RunRecord.load(directory: "\(tool.folder)/both/runs/\($0)")
    }
    let sizes = runs.map(\.manifest.corpus.trainingTokens)
    #expect(
      sizes[0] == runs[0].manifest.corpus.trainingTokens && sizes[1] <= sizes[0]
        && sizes[1] > sizes[0] * 9 / 10)
    for name in ["seed", "order", "replicates", "real-tokens"] {
      #expect(
        runs[0].manifest.configuration[name] == runs[1].manifest.configuration[name], "\(name)")
    }
    let page = String(decoding: try tool.bytes("both/report.html"), as: UTF8.self)
    for id in ["richness", "speed", "differences", "measures"] {
      #expect(page.contains("id=\"\(id)\""))
    }
    #expect(page.contains("a random choice of its documents"))
    let tests = try object(String(decoding: tool.bytes("both/comparison.json"), as: UTF8.self))
    let tested = Set(
      (tests["differences"] as? [[String: String]] ?? []).compactMap { $0["measure"] })
    #expect(tested.count == 5 && !tested.contains("Bits per character of held-out real text"))
    let table = String(decoding: try tool.bytes("both/comparison.csv"), as: UTF8.self)
    #expect(table.hasPrefix("text,replicate,generation,measure,value\r\n"))
    #expect(table.contains("\r\nharbour,2,4,retainedVocabulary,"))
    // The runs of the comparison, compared again as runs, give the same tables.
    let again = try tool.shell(
      "$T compare both/runs/1-german both/runs/2-harbour --json --output again -q")
    #expect(again.code == 0, "\(again.err)")
    let json = try object(again.out)
    let old = try object(String(decoding: tool.bytes("both/comparison.json"), as: UTF8.self))
    let speed = { (value: [String: Any]) in
      (value["speed"] as? [[String: String]])?.map { $0["words kept at the end"] ?? "" }
    }
    #expect(speed(json) == speed(old) && speed(json)?.count == 2)
    #expect(try tool.files.allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test func aTextIsRunAgainWithTheShareThatTheLawAsksFor() throws {
    let german = "\(Tool.root)/Corpora/german"
    let result = try tool.shell(
      "$T compare $H '\(german)' --check-share --generations 5 --replicates 3 --order 2 -q --output out"
    )
    #expect(result.code == 0 && result.err.isEmpty, "\(result.err)")
    #expect(
      result.out.split { $0.isWhitespace }.joined(separator: " ").contains(
        "Run again with the fresh real text that the law of mixing asks for"))
    for name in ["1-harbour", "2-german"] {
      let plain = try RunRecord.load(directory: "\(tool.folder)/out/runs/\(name)")
      let mixed = try RunRecord.load(directory: "\(tool.folder)/out/runs/\(name)-mixed")
      // The same real text, and generation 0 with it.
      #expect(
        plain.manifest.corpus == mixed.manifest.corpus && plain.manifest.corpus.reserveTokens > 0)
      let first = { (record: RunRecord) in
        record.generations.first { $0.generation == 0 }?.measures["heldOutPerplexity"]
      }
      #expect(first(plain) == first(mixed))
      let share = try #require(mixed.manifest.configuration["real-share"])
      let wanted = try #require(FreshShare.needed(toKeep: 0.5, plain.manifest.frequencyClasses))
      guard case .number(let taken) = share else {
        Issue.record("\(share)")
        return
      }
      #expect(abs(taken - wanted) <= 0.0005 + 1e-12)
      // What was kept is what the law expects, within the law's own spread and one of three replicates; both
      // are above what is kept without.
      let law = try #require(
        mixed.manifest.theory.first { $0.measure == "trainingVocabulary" }?.values.last)
      let end = { (record: RunRecord) in
        let kept = record.generations.filter { $0.generation == 5 }
          .compactMap { $0.measures["trainingVocabulary"] }
        return kept.reduce(0, +) / Double(kept.count)
      }
      let deviation = (law * (1 - law) / Double(mixed.manifest.corpus.types) / 3).squareRoot()
      #expect(abs(end(mixed) - law) < 4 * deviation + 0.01, "\(name): \(end(mixed)) and \(law)")
      #expect(end(mixed) > end(plain))
    }
    let json = try object(String(decoding: tool.bytes("out/comparison.json"), as: UTF8.self))
    #expect((json["share"] as? [[String: String]])?.map { $0["text"] } == ["harbour", "german"])
    let page = String(decoding: try tool.bytes("out/report.html"), as: UTF8.self)
    #expect(page.contains("id=\"share\"") && page.contains("was set aside as fresh real text"))
    let table = String(decoding: try tool.bytes("out/comparison.csv"), as: UTF8.self)
    #expect(table.contains("\r\n\"harbour, with fresh text\",0,5,retainedVocabulary,"))
    #expect(try tool.files.contains { $0.hasSuffix("out/figures/mixed.vl.json") })
  }

  @Test func whatDiffersBetweenRunsIsSaid() throws {
    let result = try tool.shell(
      """
      $T run --corpus $H \(short) --output a && $T run --corpus $H \(short) --temperature 0.7 --output b &&
      $T compare a b $H --generations 2 --replicates 2 --order 2 --markdown --output c -q > page.md &&
      ! test -e c/runs/1-a && test -e c/runs/3-harbour
      """)
    #expect(result.code == 0, "\(result.err)")
    let page = String(decoding: try tool.bytes("page.md"), as: UTF8.self)
    #expect(page.contains("## Settings that differ") && page.contains("| temperature |"), "\(page)")
    #expect(page.contains("different numbers of generations"))
    // One language: bits per character are compared by height.
    #expect(page.contains("For a character of real text the models of"))
    #expect(page.contains("| Bits per character of held-out real text | "))
    // Titles that are the same get a number.
    #expect(page.contains("(2)"))
  }

  @Test(arguments: [
    ("compare one.txt", 64, "Give two texts or more"),
    ("compare one.txt missing.txt", 66, "There is no file 'missing.txt'"),
    ("compare one.txt two.txt --json --csv", 64, "Give one of --json, --csv and --markdown"),
    ("compare one.txt two.txt --check-share --regime mix", 64, "leave out --regime"),
    ("compare one.txt - --check-share", 64, "standard input can be read once only. Give a file."),
    (
      "compare one.txt two.txt --check-share --generations 400", 65,
      "For 400 generations, --check-share would have to set aside more than nine tenths"
    ),
    (
      "compare one.txt two.txt --check-share --reserve-share 0.05", 65,
      "tokens of fresh real text, and the reserve holds"
    ),
    ("compare one.txt - -", 64, "can be read once only"),
    ("compare one.txt bad.txt", 65, "'bad.txt' is not UTF-8"),
    ("compare one.txt unfinished", 65, "The run in 'unfinished' is not finished"),
    ("compare one.txt two.txt --output unfinished", 74, "'unfinished'"),
  ])
  func whatCannotBeComparedIsRefused(_ line: String, _ code: Int32, _ sentence: String) throws {
    let text = (0..<30).map { "Line \($0) has \($0 % 7) words of \($0 % 5) kinds.\n\n" }.joined()
    try tool.write("one.txt", text.utf8)
    try tool.write("two.txt", text.utf8)
    try tool.write("bad.txt", [0x61, 0xFF])
    _ = try tool.shell(
      "mkdir -p unfinished/checkpoint && echo '{}' > unfinished/checkpoint/start.json")
    let before = try tool.files
    let result = try tool.shell("$T \(line) -q\(line.contains("--output") ? "" : " --output out")")
    #expect(result.code == code && result.out.isEmpty, "\(result)")
    #expect(result.err.hasPrefix("Error: ") && result.err.contains(sentence), "\(result.err)")
    #expect(try tool.files == before)
  }

  @Test func theCutIsSeededAndWithinItsLimit() throws {
    _ = try tool.shell(
      """
      for seed in 1 1 2; do
        $T run --corpus $H --real-tokens 3000 --seed $seed --generations 0 --replicates 1 --output r$((n += 1)) -q
      done
      """)
    let runs = try (1...3).map { try RunRecord.load(directory: "\(tool.folder)/r\($0)").manifest }
    for run in runs {
      #expect(run.corpus.trainingTokens <= 3000 && run.corpus.trainingTokens > 2900)
    }
    #expect(runs[0].corpus == runs[1].corpus && runs[0].corpus != runs[2].corpus)
    #expect(runs[0].command.contains("--real-tokens"))
  }

  @Test func theForecastNeedsNoRun() throws {
    let forecast = try object(tool("corpus", Tool.harbour, "--generations", "12", "--json").out)
    let shares = try #require(forecast["expectedRetainedVocabulary"] as? [Double])
    #expect(shares.count == 13 && shares[0] == 1 && zip(shares, shares.dropFirst()).allSatisfy(>))
    let lives = try #require(forecast["halfLives"] as? [[String: Int]])
    // q_1 = e^-1 = 0.37 and q_2 = e^(q_1 - 1) = 0.53.
    #expect(lives.first == ["count": 1, "generations": 2])
    // A run of the whole text keeps what was foretold, within four standard errors of so few replicates.
    _ = try tool.shell(
      "$T run --corpus $H --held-out $H --replicates 4 --generations 12 --order 1 --output out -q")
    let record = try RunRecord.load(directory: "\(tool.folder)/out")
    let ends = record.generations.filter { $0.generation == 12 }
      .compactMap { $0.measures["retainedVocabulary"] }
    let mean = ends.reduce(0, +) / 4
    let types = Double(record.manifest.corpus.types)
    #expect(abs(mean - shares[12]) < 4 * (shares[12] * (1 - shares[12]) / types / 4).squareRoot())
  }
}
