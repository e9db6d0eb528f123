extension Lesson {
  /// A broad text against a narrow one.
  static let breadth = Lesson(
    name: "breadth",
    title: "Broad and narrow",
    setting: """
      Two texts in English: stories and essays about everything, and the bulletins of a harbour, which say \
      the same few things each day. The bulletins are the shorter text.
      """,
    question: "Which loses the greater share of its words in ten generations?",
    choices: ["the broad one", "the narrow one", "both the same"],
    right: 0,
    parts: [part("broad"), part("narrow", corpus: "harbour")],
    answer: { outcomes, _ in
      let kept = outcomes.map { Words.percent($0.end("retainedVocabulary")) }
      return [
        "The broad text keeps \(kept[0]) of its \(outcomes[0].types) words, the narrow one \(kept[1]) of "
          + "\(outcomes[1].types), though it is shorter. What counts is how often each word is said: a broad text has more "
          + "words that occur once.",
        "The narrow text had less to lose. It is not better for that.",
      ]
    },
    holds: { $0[0].end("retainedVocabulary") + 0.05 < $0[1].end("retainedVocabulary") },
    remember: "Variety lives in the rare, and the rare is what is lost.",
    shows: "The shape of a text, many rare words or few, decides how fast it collapses.",
    doesNotShow: "That narrow training is safer: these runs say nothing of what a model is for.",
    paper: "Zipf 1935; Good 1953, The population frequencies of species, Biometrika 40")
}
