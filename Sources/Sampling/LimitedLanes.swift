internal import Tokenization

/// Draws several sentences in turn, one token each, where every token is looked at before it is taken.
///
/// Before each round all sentences ask for what their draws will read: memory works for all of them
/// at once. A sentence uses its own random numbers and is the same in any company.
struct LimitedLanes {
  /// How many sentences are on their way at once.
  private static let count = 24

  let startContext: UInt32
  let limit: Int

  /// Draws sentences; `random` opens the random numbers of one.
  ///
  /// - Throws: ``SamplingError/nothingToDraw``.
  func sentences(
    _ range: Range<Int>, drawing: inout Drawing, random: (_ sentence: Int) -> SentenceRandom
  ) throws(SamplingError) -> SentenceBatch {
    var texts = range.map { _ in [TokenID]() }
    var isCut = range.map { _ in false }
    var next = range.lowerBound
    // Of each lane the sentence, its context and its random numbers.
    var sentences: [Int] = []
    var contexts: [UInt32] = []
    var randoms: [SentenceRandom] = []
    while true {
      while sentences.count < Self.count, next < range.upperBound {
        sentences.append(next - range.lowerBound)
        contexts.append(startContext)
        randoms.append(random(next))
        next += 1
      }
      guard !sentences.isEmpty else { break }
      drawing.warm(contexts)
      var lane = 0
      while lane < sentences.count {
        guard let token = drawing.draw(from: &contexts[lane], &randoms[lane]) else {
          throw .nothingToDraw
        }
        let sentence = sentences[lane]
        let isEnd = token == SpecialToken.boundary
        if !isEnd { texts[sentence].append(token) }
        isCut[sentence] = !isEnd && texts[sentence].count == limit
        if isEnd || isCut[sentence] {
          sentences.remove(at: lane)
          contexts.remove(at: lane)
          randoms.remove(at: lane)
        } else {
          lane += 1
        }
      }
    }
    var batch = SentenceBatch()
    for (text, isCut) in zip(texts, isCut) { batch.add(text, isCut: isCut) }
    return batch
  }
}
