import Counting
import LanguageModels
import TestSupport
import Testing
import Tokenization

/// The laws of every n-gram model, for every method, order, floor and kind of text.
struct LawTests {
  @Test(arguments: Estimator.all, 1...8)
  func hold(estimator: Estimator, order: Int) throws {
    for (number, text) in LawText.all.enumerated() {
      for floor in UniformFloor.allCases {
        let laws = try LanguageModelLaws(
          text.stream, vocabularySize: text.vocabularySize, order: order, estimator: estimator,
          floor: floor, threads: [1, 2, 7][number % 3])
        let contexts = laws.contexts(16, seed: UInt64(order * 100 + number))
        let broken =
          laws.sumsToOne(in: contexts) + laws.zerosAreWherePromised(in: contexts)
          + laws.equalsTwin(in: contexts)
        #expect(broken.isEmpty, "\(text.name), floor \(floor.rawValue): \(broken.prefix(3))")
      }
    }
  }

  @Test(arguments: Estimator.all, 1...8)
  func arpaFilesKeepProbabilities(estimator: Estimator, order: Int) throws {
    for (number, text) in LawText.all.enumerated() {
      let floor: UniformFloor = number % 2 == 0 ? .vocabulary : .observed
      let laws = try LanguageModelLaws(
        text.stream, vocabularySize: text.vocabularySize, order: order, estimator: estimator,
        floor: floor)
      let contexts = laws.contexts(6, seed: UInt64(order * 77 + number))
      let broken = try laws.surviveARPA(in: contexts)
      #expect(broken.isEmpty, "\(text.name): \(broken.prefix(3))")
    }
  }

  @Test(arguments: Estimator.all, [1, 2, 3, 5])
  func threadsChangeNoBit(estimator: Estimator, order: Int) throws {
    for text in LawText.all {
      let models = try [1, 2, 7].map { threads in
        try LanguageModelLaws(
          text.stream, vocabularySize: text.vocabularySize, order: order, estimator: estimator,
          floor: .observed, threads: threads
        ).model
      }
      for model in models.dropFirst() {
        #expect(Self.bytes(model.contexts) == Self.bytes(models[0].contexts), "\(text.name)")
        #expect(Self.bytes(model.successors) == Self.bytes(models[0].successors))
        #expect((model.drawing == nil) == !estimator.isMixture)
        #expect(estimator.method.isInterpolated == estimator.isMixture)
        #expect(model.drawing?.counts.all == models[0].drawing?.counts.all)
      }
    }
  }

  /// Ranges of contexts once took each other's n-grams where an order had one last token only.
  @Test func threadsShareOutNgramsThatAllEndAlike() throws {
    let words = (0..<40).map { "w\($0)" }
    let stream = PlainText(lines: words).stream
    for threads in [1, 2, 7] {
      let laws = try LanguageModelLaws(
        stream, vocabularySize: 42, order: 3, estimator: .maximumLikelihood, floor: .vocabulary,
        threads: threads)
      #expect(laws.model.ngramCounts == [41, 80, 40])
      #expect(laws.equalsTwin(in: [[0, 2], [0, 41], [3]]).isEmpty)
    }
  }

  private static func bytes<Element>(_ buffer: FlatBuffer<Element>) -> [UInt8] {
    Array(UnsafeRawBufferPointer(buffer.elements))
  }

  /// A model knows how it came about.
  @Test(arguments: UniformFloor.allCases)
  func modelsCarryTheirFacts(floor: UniformFloor) throws {
    let ring = RandomStreams.ring(40, types: 5, unknownShare: 0.2, seed: 3)
    let laws = try LanguageModelLaws(
      ring, vocabularySize: 9, order: 3, estimator: .modifiedKneserNey, floor: floor)
    #expect(laws.model.order == 3)
    #expect(laws.model.vocabularySize == 9)
    #expect(laws.model.structure == .ring)
    #expect(laws.model.floor == floor)
    #expect(laws.model.floorSize == laws.twin.floorTokens.count)
    #expect(laws.model.ngramCounts == laws.twin.counts.raw.map(\.count))
  }
}

/// A text with its vocabulary size and a name for reports.
struct LawText: Sendable, CustomTestStringConvertible {
  let name: String
  let stream: TokenStream
  let vocabularySize: Int

  var testDescription: String { name }

  init(_ name: String, _ stream: TokenStream) {
    self.name = name
    self.stream = stream
    vocabularySize = stream.vocabularySizeWithOneUnseen
  }

  static let all: [LawText] =
    SmallCorpora.degenerate.enumerated().map {
      LawText("degenerate \($0.offset)", PlainText(lines: Array($0.element.prefix(9))).stream)
    } + [
      LawText("story", PlainText(lines: SmallCorpora.story).stream),
      LawText("only empty sentences", PlainText(lines: ["", ""]).stream),
      LawText(
        "sentences with <unk>",
        RandomStreams.sentences(25, types: 7, emptyShare: 0.2, unknownShare: 0.15, seed: 21)),
      LawText("only <unk>", TokenStream(ids: [1, 1, 1], documentEnds: [3], structure: .ring)),
      LawText("ring", RandomStreams.ring(90, types: 6, seed: 22)),
      LawText("ring with <unk>", RandomStreams.ring(60, types: 5, unknownShare: 0.2, seed: 23)),
      LawText("ring of two", RandomStreams.ring(2, types: 3, seed: 24)),
    ]
}
