internal import Parallelism
public import Tokenization

/// How often the next token of a text is among a model's most probable ones.
public struct NextTokenAccuracy: Sendable, Equatable, Codable {
  /// Predicted positions, sentence ends included.
  public var positions: Int
  /// Positions at which the most probable token was right.
  public var top1: Int
  /// Positions at which the right token was among the five most probable.
  public var top5: Int

  /// Creates the counts.
  public init(positions: Int = 0, top1: Int = 0, top5: Int = 0) {
    self.positions = positions
    self.top1 = top1
    self.top5 = top5
  }
}

extension NgramModel {
  /// Counts how often the next token of a text is the most probable one, or among the first five.
  ///
  /// Every token and sentence end is predicted from the true tokens before it. A token outside the
  /// vocabulary is never right. Ties are broken by token number.
  ///
  /// - Parameters:
  ///   - stream: The text, encoded with the model's vocabulary.
  ///   - threads: The most threads to use; the counts are the same for any number.
  /// - Returns: The counts.
  public func accuracy(on stream: TokenStream, threads: Int = 1) -> NextTokenAccuracy {
    // One piece for each thread: rankings are remembered along it, and counts add up in any way.
    let pieces = scoringPieces(stream, size: max(1 << 12, (stream.ids.count - 1) / threads + 1))
    let counts = parallelMap(pieces.count, threads: threads) { piece in
      var result = NextTokenAccuracy()
      var ranked = RankedTokens(self, limit: 5)
      let view = ModelView(self)
      var context = contextBefore(pieces[piece].lowerBound, of: stream)
      for index in pieces[piece] {
        let known = Int(stream.ids[index]) < vocabularySize
        let token = known ? stream.ids[index] : SpecialToken.unknown
        result.positions += 1
        if token != SpecialToken.unknown {
          let place = ranked.withFirst(after: context) { best in
            best.firstIndex { $0.token == token }
          }
          if let place {
            result.top5 += 1
            if place == 0 { result.top1 += 1 }
          }
        }
        _ = view.step(token, from: &context)
      }
      return result
    }
    return counts.reduce(into: NextTokenAccuracy()) {
      $0.positions += $1.positions
      $0.top1 += $1.top1
      $0.top5 += $1.top5
    }
  }
}
