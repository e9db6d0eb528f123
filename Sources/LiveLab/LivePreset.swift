public import Lessons

/// A lesson as the page has it: its runs beside each other.
public struct LivePreset: Sendable, Equatable, Encodable {
  /// A run of a lesson.
  public struct Lane: Sendable, Equatable, Encodable {
    /// What tells it from the others.
    public var label: String
    /// Its settings.
    public var settings: LiveSettings
  }

  /// The name of the lesson on the command line.
  public var name: String
  /// The title.
  public var title: String
  /// What is done.
  public var setting: String
  /// The question.
  public var question: String
  /// What may be guessed.
  public var choices: [String]
  /// The right choice, counted from 0; nil where every choice is one of its own.
  public var right: Int?
  /// The runs: one to three.
  public var lanes: [Lane]
  /// The sentence to remember.
  public var remember: String
  /// What the models show.
  public var shows: String
  /// What they do not show about large models.
  public var doesNotShow: String
  /// The paper it follows.
  public var paper: String

  /// Takes a lesson.
  public init(_ lesson: Lesson) {
    name = lesson.name
    title = lesson.title
    setting = lesson.setting
    question = lesson.question
    choices = lesson.choices
    right = lesson.right
    remember = lesson.remember
    shows = lesson.shows
    doesNotShow = lesson.doesNotShow
    paper = lesson.paper
    lanes = lesson.parts.map {
      Lane(label: $0.label, settings: LiveSettings(corpus: $0.corpus, $0.configuration))
    }
  }

  /// All lessons.
  public static let all = Lesson.all.map(LivePreset.init)
}
