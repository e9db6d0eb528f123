internal import Generations

extension Lesson {
  private static let adopted = ["old", "yellow", "ox", "kingfisher"]

  /// Who is forgotten first, with a word that the reader adopts.
  static let forgotten = Lesson(
    name: "forgotten",
    title: "Who is forgotten first",
    setting: """
      Adopt a word. In the real text, "old" occurs 18 times, "yellow" 4 times, "ox" twice and "kingfisher" once. \
      Ten models learn, each from what the one before it wrote.
      """,
    question: "Which word do you adopt?",
    choices: adopted,
    right: nil,
    parts: [part("forgotten") { $0.replicates = 4 }],
    answer: { outcomes, guess in
      let run = outcomes[0]
      var lines = adopted.enumerated().map { index, word in
        let lost = run.lost(word)
        let ends = lost.map { $0.map { "gone in generation \($0)" } ?? "alive at the end" }
          .joined(separator: ", ")
        let mark = index == guess ? "  <- yours" : ""
        return "\(word): \(ends)\(mark)"
      }
      let survival = run.classSurvival
      if let rarest = survival.first, let commonest = survival.last {
        lines.append(
          "Each stands for one of four runs that differ by chance alone. Of the words that occur once, \(Words.percent(rarest)) live to the end; of the "
            + "commonest, \(Words.percent(commonest)).")
      }
      return lines
    },
    holds: { outcomes in
      let survival = outcomes[0].classSurvival
      guard let rarest = survival.first, let commonest = survival.last else { return false }
      let rare = outcomes[0].lost("kingfisher").count { $0 != nil }
      let common = outcomes[0].lost("the").count { $0 != nil }
      return rarest < 0.35 && commonest > 0.95 && rare >= 2 && common == 0
    },
    remember: "The rare go first, and chance decides which of them.",
    shows: "How long a thing lives hangs on how often it occurs, and on luck.",
    doesNotShow:
      "What a large model knows is not one word; what it loses first is what few have written about.",
    paper: "Dohmatob et al. 2024, A Tale of Tails: Model Collapse as a Change of Scaling Laws, ICML"
  )
}
