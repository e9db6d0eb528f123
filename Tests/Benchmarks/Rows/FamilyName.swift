internal import ArgumentParser

/// The families of rows, in the order of the table.
enum FamilyName: String, CaseIterable, ExpressibleByArgument {
  case tokenizing, estimating, scoring, sampling, generation, growth, exchange, starting, nltk

  var title: String {
    switch self {
    case .tokenizing: "Tokenizing, one core"
    case .estimating: "Text file to model in memory"
    case .scoring: "Scoring, one core"
    case .sampling: "Sampling, one core, beside scoring"
    case .generation: "A generation, all cores, wall time"
    case .growth: "Novels"
    case .exchange: "Models exchanged, order 3"
    case .starting: "Starting"
    case .nltk: "NLTK, order 3, one core"
    }
  }

  func rows(_ bench: Bench) throws -> [Row] {
    switch self {
    case .tokenizing: try TokenizingRows.rows(bench)
    case .estimating: try EstimatingRows.rows(bench)
    case .scoring: try ScoringRows.rows(bench)
    case .sampling: try SamplingRows.rows(bench)
    case .generation: try GenerationRows.rows(bench)
    case .growth: try GrowthRows.rows(bench)
    case .exchange: try ExchangeRows.rows(bench)
    case .starting: try StartingRows.rows(bench)
    case .nltk: try NLTKRows.rows(bench)
    }
  }
}
