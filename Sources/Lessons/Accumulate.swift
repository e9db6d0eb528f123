internal import Generations

extension Lesson {
  /// Keeping everything saves the words and not the rest.
  static let accumulate = Lesson(
    name: "accumulate",
    title: "Keep everything",
    setting: """
      Now nothing is thrown away: each model learns from the real text and from all that was written since. Beside \
      it runs the photocopy, where each text replaces the one before.
      """,
    question: "What does keeping everything save?",
    choices: ["everything", "the words, but not how well real text is known", "nothing"],
    right: 1,
    parts: [part("replaced"), part("kept") { $0.regime = .accumulate }],
    answer: { outcomes, _ in
      let (replaced, kept) = (outcomes[0], outcomes[1])
      return [
        "All words are kept (\(Words.percent(kept.end("retainedVocabulary"))), against "
          + "\(Words.percent(replaced.end("retainedVocabulary")))), for the real text is still there. But it is an ever "
          + "smaller part of what is read: perplexity of real text rises by "
          + "\(Words.percent(kept.change("heldOutPerplexity"))), against "
          + "\(Words.percent(replaced.change("heldOutPerplexity")))."
      ]
    },
    holds: {
      $0[1].end("retainedVocabulary") == 1 && $0[0].end("retainedVocabulary") < 0.5
        && $0[1].change("heldOutPerplexity") > 0.1
        && $0[1].change("heldOutPerplexity") < $0[0].change("heldOutPerplexity")
    },
    remember: "Keep the originals; and do not let copies drown them.",
    shows: "With the real text kept, loss slows down and the words stay.",
    doesNotShow: """
      In these runs all text is read once and weighs the same. Large models are trained on what is chosen, and \
      how much loss remains is disputed.
      """,
    paper: "Gerstgrasser et al. 2024, Is Model Collapse Inevitable? Breaking the Curse of Recursion"
  )
}
