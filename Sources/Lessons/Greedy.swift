internal import Generations
internal import Sampling

extension Lesson {
  /// Playing safe loses the tail at once.
  static let greedy = Lesson(
    name: "greedy",
    title: "Only the likeliest word",
    setting: """
      Three models write: one draws words as often as they are likely, one cools the odds (temperature 0.8), one \
      always takes the likeliest word.
      """,
    question: "Which keeps most of its words?",
    choices: ["the one that draws", "the cooled one", "the one that takes the likeliest"],
    right: 0,
    parts: [
      part("drawn"), part("cooled") { $0.sampling.temperature = 0.8 },
      part("likeliest") { $0.sampling.greedy = true },
    ],
    answer: { outcomes, _ in
      let kept = outcomes.map { Words.percent($0.end("retainedVocabulary")) }
      return [
        "Drawn as they are, \(kept[0]) of the words are left; cooled to 0.8, \(kept[1]); with the likeliest word alone, "
          + "\(kept[2]), and the same sentence over and over.",
        "Each text looks better than a drawn one, for a while. Nothing that is rare is ever said.",
      ]
    },
    holds: {
      let kept = $0.map { $0.end("retainedVocabulary") }
      return kept[0] > 2 * kept[1] && kept[1] > 5 * kept[2]
    },
    remember: "Playing safe is the fastest way to forget.",
    shows: "A bias of each draw against rare words multiplies over generations.",
    doesNotShow: """
      Chat models are cooled, too, but they learn from people's text and from judgements as well as from \
      their own.
      """,
    paper: "Holtzman et al. 2020, The Curious Case of Neural Text Degeneration, ICLR")
}
