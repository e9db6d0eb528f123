import Measures

/// The result of a run in two to four plain sentences made from its numbers.
package struct WhatHappened: Sendable {
  private let facts: RunFacts

  /// Takes the facts of a run.
  package init(_ facts: RunFacts) { self.facts = facts }

  /// The sentences.
  package var sentences: [String] {
    guard facts.lastGeneration > 0 else { return [startOnly] }
    return [vocabulary, perplexity, rareWords, doubt].compactMap { $0 }
  }

  /// What is left of the vocabulary, as a share; none where it was not measured.
  package var retained: Estimate? { facts.series("retainedVocabulary").last }

  private var startOnly: String {
    let types = NumberText.integer(facts.manifest.corpus.types)
    let perplexity = facts.series("heldOutPerplexity").first.map {
      ", and the model is as unsure of held-out real text as between \(NumberText.significant($0.mean))"
        + " equally likely words (its perplexity)"
    }
    return "Only generation 0, the real text, has been measured: it has \(types) different words"
      + "\(perplexity ?? "")."
  }

  private var opening: String {
    let generations =
      facts.lastGeneration == 1 ? "one generation" : "\(facts.lastGeneration) generations"
    let diet: String
    switch facts.syntheticShare {
    case .some(let share) where share > 0.995: diet = "learning from its own text"
    case .some(let share) where share > 0.005:
      diet = "learning from text of which it wrote \(NumberText.percent(share)) itself"
    case .some: diet = "learning from real text alone"
    case .none: diet = "learning"
    }
    return "After \(generations) of \(diet), the language"
  }

  private var vocabulary: String? {
    let types = Double(facts.manifest.corpus.types)
    guard let retained, types > 0 else {
      let series = facts.series("vocabularySize")
      guard !series.isEmpty else { return opening + " was measured as follows." }
      return "\(opening) changed: the number of different words in equal lengths of text "
        + ChangeText(series, ValueText(unit: "types")).clause + "."
    }
    let left = NumberText.integer(retained.mean * types)
    let interval = ValueText(unit: "share").interval(retained).map {
      $0 == "no spread" ? "" : "; 95\u{A0}% interval \($0)"
    }
    return "\(opening) kept \(left) of \(NumberText.integer(types)) words"
      + " (\(NumberText.percent(retained.mean))\(interval ?? ""))."
  }

  private var perplexity: String? {
    let real = facts.series("heldOutPerplexity")
    guard real.first != nil else { return nil }
    let values = ValueText(unit: "")
    var sentence =
      "Its perplexity on real text it never saw \(ChangeText(real, values).clause)"
    let own = facts.series("ownPerplexity")
    if own.first != nil, own.last != nil {
      sentence += ", while that of the text it was trained on \(ChangeText(own, values).clause)"
    }
    return sentence + "."
  }

  private var rareWords: String? {
    let classes = facts.manifest.frequencyClasses
    let survival = ClassSurvival(facts)
    guard classes.count > 1, let rare = survival.last(0),
      let common = survival.last(classes.count - 1), common - rare > 0.02
    else { return nil }
    return "Rare words went first: of the words \(ClassSurvival.phrase(classes[0])),"
      + " \(NumberText.percent(rare)) are left; of those"
      + " \(ClassSurvival.phrase(classes[classes.count - 1])), \(NumberText.percent(common))."
  }

  private var doubt: String? {
    facts.replicateCount == 1
      ? "This is one run of a random process: without replicates there are no intervals." : nil
  }
}
