internal import FoundationEssentials

/// All that the rows are made with.
final class Bench {
  let peers: Peers
  let texts: PreparedTexts
  let runs: Int
  let scratch: String
  /// This program, whose stages run in processes of their own.
  let benchmarks: String
  /// The program that users have.
  let textcollapse: String
  /// What did not do the same work, in sentences.
  private(set) var disagreements: [String] = []
  /// How many results were compared with those of peers.
  private(set) var comparisons = 0
  /// Time over size, for the figure.
  var growth: [GrowthPoint] = []
  private var models: [Int: KenLMModel] = [:]

  init(
    peers: Peers, texts: PreparedTexts, runs: Int, scratch: String, benchmarks: String,
    textcollapse: String
  ) {
    self.peers = peers
    self.texts = texts
    self.runs = runs
    self.scratch = scratch
    self.benchmarks = benchmarks
    self.textcollapse = textcollapse
  }

  /// Runs a program.
  func run(_ arguments: [String], input: String = "/dev/null", onOneCore: Bool = false) throws
    -> Execution
  {
    try ChildProcess(arguments: arguments, input: input, onOneCore: onOneCore).run(scratch: scratch)
  }

  /// Runs a stage on one processor, or on all there are with as many threads.
  func stage(_ stage: Stage, _ options: [String], onOneCore: Bool = true) throws -> StageRun {
    let execution = try run(
      [benchmarks, "stage", stage.rawValue, "--threads", onOneCore ? "1" : "\(Processors.count)"]
        + options,
      onOneCore: onOneCore)
    let figures = try JSONDecoder().decode(
      [String: Double].self, from: Data(execution.output.utf8))
    return StageRun(stage: stage, execution: execution, figures: figures)
  }

  /// KenLM's model of the training text, made once; nil where KenLM is not installed.
  func kenlmModel(order: Int) throws -> KenLMModel? {
    if let model = models[order] { return model }
    let model = try KenLMModel(order: order, of: texts.training.path, on: self)
    models[order] = model
    return model
  }

  /// Notes a difference between what two programs found.
  func compare(_ what: String, _ ours: Double?, _ theirs: Double?, within tolerance: Double) {
    let difference = ours.flatMap { ours in theirs.map { abs(ours - $0) / max(abs($0), 1e-9) } }
    check(
      difference.map { $0 <= tolerance } ?? false,
      "\(what): \(ours ?? .nan) here, \(theirs ?? .nan) there.")
  }

  /// Counts a comparison, and notes the sentence where it failed.
  func check(_ agrees: Bool, _ sentence: @autoclosure () -> String) {
    comparisons += 1
    if !agrees { report(sentence()) }
  }

  /// Notes what is wrong, which makes the exit code 1.
  func report(_ sentence: String) {
    disagreements.append(sentence)
    Progress.say("wrong: \(sentence)")
  }
}

/// A stage that ran: its process and its figures.
struct StageRun {
  var stage: Stage
  var execution: Execution
  var figures: [String: Double]

  /// A figure that the stage has to print.
  func figure(_ name: String) throws -> Double {
    guard let value = figures[name] else {
      throw BenchmarkError.noFigure(name: name, stage: stage.rawValue)
    }
    return value
  }
}

/// The middle one of several measurements.
func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Their sum over their number.
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
