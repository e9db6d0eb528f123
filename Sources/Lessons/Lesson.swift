public import Generations

/// A lesson: a question, runs on bundled corpora that answer it, and what to remember.
public struct Lesson: Sendable {
  /// A run of a lesson.
  public struct Part: Sendable {
    /// What tells it from the other runs of the lesson, in a word that can name a directory.
    public let label: String
    /// The folder of the bundled corpus.
    public let corpus: String
    /// The run, without the path of its corpus.
    public let configuration: RunConfiguration
  }

  /// The name on the command line.
  public let name: String
  /// The title.
  public let title: String
  /// What is done, in a sentence or two.
  public let setting: String
  /// The question.
  public let question: String
  /// What may be guessed.
  public let choices: [String]
  /// The choice that the runs show to be right, counted from 0; nil where every choice is one of its own.
  public let right: Int?
  /// The runs.
  public let parts: [Part]
  /// The answer in words with the numbers of the runs, in the order of ``parts``; the guess may be nil.
  public let answer: @Sendable (_ outcomes: [Outcome], _ guess: Int?) -> [String]
  /// Whether the runs show what the lesson says.
  public let holds: @Sendable (_ outcomes: [Outcome]) -> Bool
  /// The sentence to remember.
  public let remember: String
  /// What the n-gram models show.
  public let shows: String
  /// What they do not show about large models.
  public let doesNotShow: String
  /// The paper it follows.
  public let paper: String

  /// All lessons, in the order in which a class would have them.
  public static let all = [
    photocopy, forgotten, thermometers, greedy, accumulate, fresh, breadth,
  ]

  /// A run on a bundled corpus with two replicates, enough to see what is chance.
  static func part(
    _ label: String, corpus: String = "english",
    _ change: (inout RunConfiguration) -> Void = { _ in }
  ) -> Part {
    var configuration = RunConfiguration()
    configuration.replicates = 2
    change(&configuration)
    return Part(label: label, corpus: corpus, configuration: configuration)
  }
}
