import Measures
import Testing

@Suite struct MeasureCatalogTests {
  @Test func namesAreUnique() {
    let names = MeasureCatalog.definitions.map(\.name)
    #expect(Set(names).count == names.count)
  }

  /// Reports, configurations and scripts know measures by these names.
  @Test func namesStay() {
    #expect(
      MeasureCatalog.definitions.map(\.name) == [
        "accuracyTop1", "diversityIndex", "heldOutPerplexity", "overfittingRate", "copyRate",
        "dataQuality", "accuracyTop5", "heldOutBitsPerCharacter",
        "heldOutPerplexityWithoutOutOfVocabulary",
        "outOfVocabularyRate", "matchedLength", "ownPerplexity", "originalPerplexity",
        "overfittingGap", "vocabularySize", "retainedVocabulary", "trainingVocabulary",
        "typeTokenRatio", "hapaxRatio",
        "missingMass", "entropy", "entropyChaoShen", "hill1Ratio", "hill2Ratio", "distinct1",
        "distinct2", "distinct3", "distinct4", "jensenShannonDivergence", "qualityFidelity",
        "qualityCoverage", "qualityDiversity", "qualityNovelty", "roundTripFidelity",
      ])
  }

  @Test(arguments: MeasureCatalog.definitions.map(\.name))
  func definitionIsComplete(name: String) throws {
    let definition = try #require(MeasureCatalog.definition(named: name))
    #expect(!definition.title.isEmpty)
    #expect(definition.definition.hasSuffix("."))
    #expect(!definition.source.isEmpty)
    #expect(["", "bits", "share", "types", "tokens"].contains(definition.unit))
  }

  @Test func headlinesExist() {
    for name in MeasureCatalog.headlines {
      #expect(MeasureCatalog.definition(named: name) != nil)
    }
    #expect(MeasureCatalog.definition(named: "charm") == nil)
  }
}
