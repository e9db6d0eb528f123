/// How many words the next model can learn, whether or not they are those of the real text.
struct TrainingVocabulary: Measure {
  let definition = MeasureDefinition(
    name: "trainingVocabulary", title: "Vocabulary of the training set", unit: "share",
    direction: .falls,
    definition: """
      Types of the generation's training set D_g relative to those of the real training text D_0. Where \
      fresh real text brings words that D_0 lacks it is above the vocabulary retained, else it is the same.
      """,
    source: "textcollapse; its law after Suresh, Thangaraj and Khandavally 2025, arXiv:2412.17646")

  func value(of observation: Observation) -> Double? {
    share(observation.training.types, of: observation.reference.training.types)
  }
}
