import Measures
import Testing

@testable import Reports

@Suite struct WordingTests {
  private func facts(_ run: DemoRun) -> RunFacts {
    RunFacts(record: run.record, definitions: DemoDefinitions.all)
  }

  @Test func whatHappenedIsSaidInNumbers() {
    let sentences = WhatHappened(facts(DemoRun())).sentences
    #expect(
      sentences[0].hasPrefix(
        "After 10 generations of learning from its own text, the language kept 1,7"))
    #expect(sentences[0].contains("of 4,310 words (40\u{A0}%; 95\u{A0}% interval "))
    #expect(sentences[1].contains("rose from 312 to 7"))
    #expect(sentences[2].hasPrefix("Rare words went first: of the words that occurred once, 16"))
  }

  @Test func charactersAreNotPassedOffAsWords() {
    var record = DemoRun().record
    #expect(SettingText.subtitle(facts(DemoRun())).contains(" words of real text"))
    record.manifest.configuration["tokenizer"] = .string("grapheme")
    let subtitle = SettingText.subtitle(
      RunFacts(record: record, definitions: DemoDefinitions.all))
    #expect(subtitle.contains(" characters of real text"))
    #expect(subtitle.hasSuffix("every “word” below is one character"))
  }

  @Test func oneReplicateIsSaidToBeOne() {
    let facts = facts(DemoRun(generations: 3, replicates: 1))
    #expect(WhatHappened(facts).sentences.last?.contains("without replicates") == true)
    let headlines = Headline.all(facts)
    #expect(headlines[0].interval(replicates: 1) == "one replicate: no interval")
    #expect(headlines[4].interval(replicates: 1) == "needs two replicates or more")
  }

  @Test func theRealTextAloneIsNotCalledCollapse() {
    let sentences = WhatHappened(facts(DemoRun(generations: 0, replicates: 1))).sentences
    #expect(sentences.count == 1)
    #expect(sentences[0].hasPrefix("Only generation 0, the real text"))
  }

  @Test(arguments: [("replace", "extinct"), ("mix", "missing"), ("accumulate", "missing")])
  func wordsAreExtinctOnlyWhereTheyCannotReturn(regime: String, word: String) {
    let facts = facts(DemoRun(regime: regime))
    #expect(facts.lost == word)
    let passage = Passage(facts)
    #expect(passage.moments.last.map(passage.count)?.hasSuffix("words \(word)") == true)
  }

  @Test func mixedTextIsNotCalledItsOwn() {
    let sentence = WhatHappened(facts(DemoRun(regime: "mix"))).sentences[0]
    #expect(sentence.contains("learning from text of which it wrote 50\u{A0}% itself"))
  }

  @Test func noiseIsNotCalledAChange() throws {
    var record = DemoRun(generations: 1, replicates: 3).record
    for (index, value) in [10.0, 12, 11, 9, 12, 13].enumerated() {
      record.generations[index].measures["entropy"] = value
    }
    let facts = RunFacts(record: record, definitions: DemoDefinitions.all)
    let change = ChangeText(facts.series("entropy"), ValueText(unit: "bits"))
    #expect(change.clause.hasPrefix("shows no clear change (11.0\u{A0}bits to 11.3\u{A0}bits"))
    #expect(change.arrow == "=")
    #expect(change.isCollapsing(.falls) == false)
  }

  @Test func lossAndReturnAreToldByGeneration() {
    var record = DemoRun(generations: 2, replicates: 1, regime: "mix").record
    record.samples.reference = ["a1", "b", ",", "b"].map {
      TextPiece(text: $0, spaceBefore: true, startsParagraph: false)
    }
    record.samples.generations = [[], [1, 3], [0, 2]].enumerated().map {
      GenerationSample(generation: $0, paragraphs: [], missing: $1)
    }
    let passage = Passage(RunFacts(record: record, definitions: []))
    #expect(passage.wordCount == 3)
    #expect(passage.moments[1].missingWords == 2)
    #expect(passage.moments[1].gone == ["b"])
    #expect(passage.moments[2].gone == ["a1"])
    #expect(passage.moments[2].back == ["b"])
    #expect(passage.count(passage.moments[2]) == "1 of 3 words missing")
  }

  @Test func notesAreSaidOnce() {
    let notes = GenerationNotes(DemoRun(replicates: 2).record.generations).lines
    #expect(notes.count == 1)
    #expect(notes[0].hasPrefix("Generations 9–10: There were no n-grams"))
    #expect(GenerationNotes.ranges([1, 3, 4, 5, 9]) == "1, 3–5, 9")
  }
}
