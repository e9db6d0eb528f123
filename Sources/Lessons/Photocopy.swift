extension Lesson {
  /// Rare words are lost by chance alone, generation after generation.
  static let photocopy = Lesson(
    name: "photocopy",
    title: "A photocopy of a photocopy",
    setting: """
      A model reads a text and writes as much of its own. The next model reads that and nothing else, \
      and so on, ten times.
      """,
    question: "How many of the words of the real text are still known at the end?",
    choices: ["nearly all of them", "about two thirds", "less than a third"],
    right: 2,
    parts: [part("photocopy")],
    answer: { outcomes, _ in
      let run = outcomes[0]
      let kept = run.end("retainedVocabulary")
      return [
        "\(Words.percent(kept)) of \(run.types) words are left. Nobody took them out. A word that occurs once "
          + "has a chance of 63 % to be written again, and one that was not written cannot be learned.",
        "The words that are left do not come back either: no model ever sees the real text again.",
      ]
    },
    holds: { $0[0].end("retainedVocabulary") < 1.0 / 3 && $0[0].end("retainedVocabulary") > 0.1 },
    remember: "What is not drawn once is gone for good.",
    shows: "Sampling loses rare things, as many as theory expects from their counts alone.",
    doesNotShow: """
      Large models do not forget whole words so fast: they have seen each far more often. They lose rare \
      facts, names and turns of phrase.
      """,
    paper:
      "Shumailov et al. 2024, AI models collapse when trained on recursively generated data, Nature 631"
  )
}
