internal import Generations

extension Lesson {
  /// A little fresh real text in every generation.
  static let fresh = Lesson(
    name: "fresh",
    title: "A little real text",
    setting: """
      Two runs from the same half of a text. In one, each model learns from the text before it alone. In the \
      other, a tenth of what it reads is real text that no model has seen; the rest is synthetic.
      """,
    question: "How much of the loss on real text does that tenth prevent?",
    choices: ["about a tenth", "about a quarter", "more than half"],
    right: 2,
    parts: [
      part("without") { $0.reserveShare = 0.47 },
      part("with") {
        $0.reserveShare = 0.47
        $0.regime = .mix
      },
    ],
    answer: { outcomes, _ in
      let (without, with) = (outcomes[0], outcomes[1])
      let saved = 1 - with.change("heldOutPerplexity") / without.change("heldOutPerplexity")
      return [
        "Without it, perplexity of real text rises by \(Words.percent(without.change("heldOutPerplexity"))); with a "
          + "tenth of real text, by \(Words.percent(with.change("heldOutPerplexity"))). It prevents "
          + "\(Words.percent(saved)) of the loss.",
        "It also brings back words that had died, so that the vocabulary need not shrink for ever.",
      ]
    },
    holds: {
      $0[1].change("heldOutPerplexity") < 0.5 * $0[0].change("heldOutPerplexity")
        && $0[1].end("retainedVocabulary") > $0[0].end("retainedVocabulary")
    },
    remember: "A steady trickle of real text saves more than its share.",
    shows: "Loss stops where what real text brings in balances what sampling loses.",
    doesNotShow: "Where to get real text that is known to be real, which is the hard part.",
    paper:
      "Alemohammad et al. 2024, Self-Consuming Generative Models Go MAD, ICLR; Bertrand et al. 2024, ICLR"
  )
}
