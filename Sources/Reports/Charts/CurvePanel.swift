/// One chart of the section on curves: which measures it shows, and what they mean.
package struct CurvePanel: Sendable {
  /// The name of the figure.
  package var name: String
  /// The title: one idea.
  package var title: String
  /// What the quantity means, for a reader who meets it for the first time.
  package var meaning: String
  /// The measures with their names in the legend; the first is the one the summary leads with.
  package var measures: [(name: String, label: String)]
  /// The unit of all of them, if the catalogue does not say.
  package var unit = ""
  /// Whether the axis is logarithmic.
  package var isLogarithmic = false
  /// Whether the axis starts at zero.
  package var startsAtZero = true

  /// All charts of the section, in the order of the story.
  package static let all: [CurvePanel] = [
    CurvePanel(
      name: "perplexity", title: "Perplexity",
      meaning: "Between how many equally likely words a model hesitates; lower is a better guess.",
      measures: [
        ("heldOutPerplexity", "real text, held out"), ("ownPerplexity", "its training text"),
        ("originalPerplexity", "its text, judged by generation 0"),
      ], isLogarithmic: true, startsAtZero: false),
    CurvePanel(
      name: "retained", title: "Words still known",
      meaning: "The share of the real text’s words that the training text still holds.",
      measures: [("retainedVocabulary", "share of words")], unit: "share"),
    CurvePanel(
      name: "vocabulary", title: "Vocabulary in use",
      meaning: "Different words in equal lengths of each generation's text.",
      measures: [("vocabularySize", "different words")], unit: "types"),
    CurvePanel(
      name: "type-token-ratio", title: "Type-token ratio",
      meaning: "Different words per running word, in equal lengths of text.",
      measures: [("typeTokenRatio", "type-token ratio")]),
    CurvePanel(
      name: "distinct", title: "Distinct word sequences",
      meaning: "The share of sequences of 1 to 4 words that are not repeats.",
      measures: [
        ("distinct1", "1 word"), ("distinct2", "2 words"), ("distinct3", "3 words"),
        ("distinct4", "4 words"),
      ], unit: "share"),
    CurvePanel(
      name: "entropy", title: "Entropy",
      meaning: "The information in a word of the text, without its context.",
      measures: [("entropy", "entropy")], unit: "bits", startsAtZero: false),
    CurvePanel(
      name: "divergence", title: "Distance from the real text",
      meaning:
        "Jensen–Shannon divergence of word frequencies: 0 is equal, 1 has nothing in common.",
      measures: [("jensenShannonDivergence", "Jensen–Shannon divergence")], unit: "bits"),
    CurvePanel(
      name: "accuracy", title: "Accuracy",
      meaning: "How often the next word of real text is the model’s first guess, or among five.",
      measures: [("accuracyTop1", "first guess"), ("accuracyTop5", "five guesses")],
      unit: "share"),
    CurvePanel(
      name: "overfitting", title: "Overfitting gap",
      meaning: "How much more surprising real text is to a model than the text it was trained on.",
      measures: [("overfittingGap", "overfitting gap")], unit: "bits"),
    CurvePanel(
      name: "matched-length", title: "Context that helps",
      meaning: "The mean length of the longest known word sequence at each word of real text.",
      measures: [("matchedLength", "matched length")], startsAtZero: false),
    CurvePanel(
      name: "hapax", title: "Words used once",
      meaning: "The share of the vocabulary that occurs a single time: the seeds of variety.",
      measures: [("hapaxRatio", "hapax ratio")], unit: "share"),
    CurvePanel(
      name: "missing-mass", title: "Room for the unseen",
      meaning: "Good and Turing’s estimate of how likely the next word is one not seen before.",
      measures: [("missingMass", "missing mass")], unit: "share"),
    CurvePanel(
      name: "out-of-vocabulary", title: "Unknown words",
      meaning: "The share of held-out real text that lies outside the model’s vocabulary.",
      measures: [("outOfVocabularyRate", "out-of-vocabulary rate")], unit: "share"),
    CurvePanel(
      name: "diversity", title: "Diversity of outputs",
      meaning: "Effective numbers of words beside the real text’s: counting all words alike, by"
        + " their information, and by how often they meet themselves.",
      measures: [
        ("diversityIndex", "all words"), ("hill1Ratio", "typical words"),
        ("hill2Ratio", "common words"),
      ]),
    CurvePanel(
      name: "quality", title: "Data quality",
      meaning: "A composite score of the training text and its parts; the table of all measures"
        + " prints the recipe.",
      measures: [
        ("dataQuality", "data quality"), ("qualityFidelity", "fidelity"),
        ("qualityCoverage", "coverage"), ("qualityDiversity", "diversity"),
        ("qualityNovelty", "novelty"),
      ], unit: "share"),
    CurvePanel(
      name: "copying", title: "Copying",
      meaning:
        "The share of 8-word sequences that a text took over from the text its writer was trained on.",
      measures: [("copyRate", "copy rate")], unit: "share"),
  ]
}
