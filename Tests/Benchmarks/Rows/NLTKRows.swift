internal import FoundationEssentials

/// NLTK's models, on the small text, for they are slow; ours on the whole text.
enum NLTKRows {
  static func rows(_ bench: Bench) throws -> [Row] {
    let options = ["--text", bench.texts.training.path, "--order", "3"]
    let estimate = try bench.stage(.estimate, options)
    let sample = try bench.stage(.sample, options + ["--tokens", "1000000", "--runs", "1"])
    let theirs = try bench.peers.nltkPython.map { try times($0, bench) }
    return [
      Row(
        what: "fit", unit: .tokensPerSecond,
        ours: Double(bench.texts.training.tokens) / estimate.execution.cpuSeconds, peer: "NLTK",
        theirs: theirs?.fit),
      Row(
        what: "generate", unit: .tokensPerSecond,
        ours: try sample.figure("tokens") / sample.figure("cpuSeconds"),
        peer: "NLTK, maximum likelihood", theirs: theirs?.generate),
    ]
  }

  private struct Times: Decodable {
    var fit: Double
    var generate: Double
  }

  private static func times(_ python: String, _ bench: Bench) throws -> Times {
    let execution = try bench.run(
      [python, "-c", script, bench.texts.small.path], onOneCore: true)
    return try JSONDecoder().decode(Times.self, from: Data(execution.output.utf8))
  }

  private static let script = """
    import json
    import sys
    import time
    from nltk.lm import MLE
    from nltk.lm.preprocessing import padded_everygram_pipeline
    with open(sys.argv[1], encoding="utf-8", newline="\\n") as text:
        sentences = [line.split() for line in text]
    model = MLE(3)
    start = time.process_time()
    model.fit(*padded_everygram_pipeline(3, sentences))
    fitted = time.process_time()
    words = 5000
    model.generate(words, random_seed=1)
    end = time.process_time()
    tokens = sum(map(len, sentences))
    print(json.dumps({"fit": tokens / (fitted - start), "generate": words / (end - fitted)}))
    """
}
