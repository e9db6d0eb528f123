extension Lesson {
  /// Perplexity of real text up, diversity down: two measures of one loss.
  static let thermometers = Lesson(
    name: "thermometers",
    title: "Two thermometers",
    setting: """
      Perplexity says how many words a model hesitates between. We take it twice in every generation: on real text \
      that no model has seen, and on the text that the model itself was trained on.
      """,
    question: "What do the two do from generation to generation?",
    choices: ["both rise", "both fall", "on real text it rises, on its own text it falls"],
    right: 2,
    parts: [part("thermometers")],
    answer: { outcomes, _ in
      let run = outcomes[0]
      func from(_ measure: String) -> String {
        "from \(Words.whole(run.mean(measure, at: 0))) to \(Words.whole(run.end(measure)))"
      }
      return [
        "On real text it rises \(from("heldOutPerplexity")), on its own text it falls \(from("ownPerplexity")): the model "
          + "grows sure of itself and wrong about the world.",
        "Meanwhile \(Words.percent(run.mean("distinct2", at: 0))) of the pairs of words it learned from were different "
          + "ones at the beginning, and \(Words.percent(run.end("distinct2"))) are at the end.",
      ]
    },
    holds: {
      $0[0].change("heldOutPerplexity") > 0.3 && $0[0].change("ownPerplexity") < -0.5
        && $0[0].change("distinct2") < -0.5
    },
    remember: "A model that is sure of its own text may know less of yours.",
    shows: "Collapse looks like success to whoever measures on generated text.",
    doesNotShow: "How fast it goes in a large model, where real text is never all replaced.",
    paper:
      "Shumailov et al. 2024, Nature 631; Guo et al. 2024, The Curious Decline of Linguistic Diversity"
  )
}
