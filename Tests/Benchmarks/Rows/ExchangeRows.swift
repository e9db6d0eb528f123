internal import FoundationEssentials

/// Our ARPA file in KenLM, KenLM's in ours: both have to say the same of the test text.
enum ExchangeRows {
  private static let order = 3

  static func rows(_ bench: Bench) throws -> [Row] {
    let test = bench.texts.test.path
    let ours = bench.scratch + "/ours.arpa"
    _ = try bench.run([
      bench.textcollapse, "train", "--corpus", bench.texts.training.path, "--order", "\(order)",
      "--documents", "line", "--tokenizer", "whitespace", "--sentences", "line", "--normalization",
      "none", "--quiet", "--model", ours,
    ])
    let own = try perplexity(of: ours, test, bench)
    guard let kenlm = try bench.kenlmModel(order: order), let query = bench.peers.query else {
      return [
        Row(
          what: "perplexity from our file", unit: .perplexity, ours: own, peer: "query")
      ]
    }
    let read = try bench.run([query, "-v", "summary", ours], input: test)
    let theirs = try QuerySummary(read.output + read.errors).perplexity
    let crossed = try perplexity(of: kenlm.arpa, test, bench)
    let direct = try bench.run([query, "-v", "summary", kenlm.probing], input: test)
    let expected = try QuerySummary(direct.output + direct.errors).perplexity
    bench.compare("Our ARPA file in query, perplexity", own, theirs, within: 1e-4)
    bench.compare("The ARPA file of lmplz in ours, perplexity", crossed, expected, within: 1e-4)
    var rows = [
      Row(
        what: "perplexity from our file", unit: .perplexity, ours: own, peer: "query",
        theirs: theirs),
      Row(
        what: "perplexity from the file of `lmplz`", unit: .perplexity, ours: crossed,
        peer: "query", theirs: expected),
    ]
    rows.append(try sentences(ours, kenlm.arpa, bench))
    return rows
  }

  private struct Score: Decodable { var perplexity: Double? }

  private static func perplexity(of model: String, _ test: String, _ bench: Bench) throws -> Double
  {
    let execution = try bench.run([
      bench.textcollapse, "score", "--model", model, "--documents", "line", "--tokenizer",
      "whitespace", "--sentences", "line", "--normalization", "none", "--quiet", "--json", test,
    ])
    let score = try JSONDecoder().decode(Score.self, from: Data(execution.output.utf8))
    return score.perplexity ?? .nan
  }

  /// The greatest difference between sentence scores of both files in the module `kenlm`.
  private static func sentences(_ ours: String, _ theirs: String, _ bench: Bench) throws -> Row {
    let what = "sentence scores from both files, greatest relative difference"
    guard let python = bench.peers.kenlmPython else {
      return Row(what: what, unit: .difference, peer: "kenlm for Python")
    }
    let execution = try bench.run([python, "-c", script, ours, theirs, bench.texts.test.path])
    guard let difference = Double(execution.output.split(separator: "\n").last ?? "") else {
      throw BenchmarkError.unreadable(what: "a difference", said: execution.output)
    }
    bench.check(
      difference <= 1e-4,
      "Sentence scores from both files in kenlm for Python differ by \(difference).")
    return Row(
      what: what + ", in kenlm for Python", unit: .difference, ours: difference,
      bar: .value(atMost: 1e-4))
  }

  private static let script = """
    import sys
    import kenlm
    ours, theirs = kenlm.Model(sys.argv[1]), kenlm.Model(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8", newline="\\n") as test:
        scores = [(ours.score(line), theirs.score(line)) for line in test]
    print(max(abs(one - other) / abs(other) for one, other in scores))
    """
}
