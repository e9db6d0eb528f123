/// KenLM's models of a text, and what its programs print.
struct KenLMModel {
  let arpa: String
  let probing: String

  /// Estimates and converts a model; nil where a program is missing.
  init?(order: Int, of text: String, on bench: Bench) throws {
    guard let lmplz = bench.peers.lmplz, let builder = bench.peers.buildBinary,
      bench.peers.query != nil
    else { return nil }
    arpa = "\(bench.scratch)/kenlm-\(order).arpa"
    probing = "\(bench.scratch)/kenlm-\(order).binary"
    _ = try bench.run(
      Self.estimation(lmplz, order: order, of: text, to: arpa, scratch: bench.scratch))
    _ = try bench.run([builder, "-T", bench.scratch + "/", "probing", arpa, probing])
  }

  /// The command that estimates a model as we do: no pruning, interpolated, in modest memory.
  ///
  /// With its own default, 80 % of the machine's memory, `lmplz` takes up to six times as long for a
  /// small text.
  static func estimation(
    _ lmplz: String, order: Int, of text: String, to arpa: String = "/dev/null", scratch: String
  ) -> [String] {
    [
      lmplz, "-o", "\(order)", "-S", "256M", "-T", scratch + "/lmplz", "--text", text, "--arpa",
      arpa,
    ]
  }
}

/// What `lmplz` says of its work on standard error.
struct LmplzStatistics {
  var tokens: Double?
  /// For each order: how many n-grams, and the discounts of counts 1, 2, and 3 or more.
  var orders: [(ngrams: Double, discounts: [Double])] = []

  init(_ text: String) throws {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      if line.hasPrefix("Unigram tokens "), fields.count >= 3 {
        tokens = Double(fields[2])
      } else if fields.count == 5, fields[2].hasPrefix("D1="), let ngrams = Double(fields[1]) {
        let discounts = fields[2...].compactMap {
          $0.split(separator: "=").last.flatMap { Double($0) }
        }
        orders.append((ngrams, discounts))
      }
    }
    guard tokens != nil, !orders.isEmpty else {
      throw BenchmarkError.unreadable(
        what: "lmplz's table of counts and discounts", said: String(text.suffix(300)))
    }
  }
}

/// What `query -v summary` prints.
struct QuerySummary {
  var perplexity: Double
  var perplexityWithoutOutOfVocabulary: Double
  var tokens: Double

  init(_ text: String) throws {
    func value(_ name: String) throws -> Double {
      for line in text.split(separator: "\n") where line.hasPrefix(name) {
        if let value = line.split(separator: "\t").last.flatMap({ Double($0) }) { return value }
      }
      throw BenchmarkError.unreadable(what: "query's line \(name)", said: String(text.suffix(300)))
    }
    perplexity = try value("Perplexity including OOVs:")
    perplexityWithoutOutOfVocabulary = try value("Perplexity excluding OOVs:")
    tokens = try value("Tokens:")
  }
}
