internal import Parallelism

/// The tokens of a text as threads left them: chunk by chunk, under the type numbers of the thread that took it.
///
/// They are put together only when it is known under which numbers, so that each token moves once.
struct ScatteredTokens: Sendable {
  private let chunks: [(numbers: FilledNumbers, tokens: Range<Int>, part: Int)]
  /// Where each chunk begins in the text, and where the last one ends.
  private let starts: [Int]
  /// For each part, the token of each of its types, under numbers common to all parts.
  private let tokens: [[TokenID]]

  /// Takes what threads left.
  ///
  /// - Parameters:
  ///   - parts: What each thread left.
  ///   - chunks: The chunks in the order of the text.
  ///   - tokens: For each part, the token of each of its types.
  init(
    _ parts: [ThreadTokens], _ chunks: [(part: Int, chunk: ThreadTokens.Chunk)],
    tokens: [[TokenID]]
  ) {
    self.chunks = chunks.map { (parts[$0.part].numbers, $0.chunk.tokens, $0.part) }
    self.tokens = tokens
    starts = chunks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.chunk.tokens.count) }
  }

  /// All tokens in order.
  ///
  /// - Parameters:
  ///   - numbers: The number wanted of each token; as they are if nil.
  ///   - threads: The most threads to use.
  /// - Returns: The number of each token.
  /// - Complexity: O(*n*) in the number of tokens.
  func gathered(under numbers: [TokenID]? = nil, threads: Int) -> [TokenID] {
    let maps = numbers.map { numbers in tokens.map { $0.map { numbers[Int($0)] } } } ?? tokens
    let total = starts[starts.count - 1]
    return [TokenID](unsafeUninitializedCapacity: total) { buffer, count in
      guard let base = buffer.baseAddress else { return }
      let target = TokenTarget(base: base)
      _ = parallelMap(chunks.count, threads: threads) { index in
        let (numbers, tokens, part) = chunks[index]
        var place = target.base + starts[index]
        maps[part].withUnsafeBufferPointer { map in
          for number in numbers[tokens] {
            place.initialize(
              to: number == ThreadTokens.boundary ? SpecialToken.boundary : map[Int(number)])
            place += 1
          }
        }
      }
      count = total
    }
  }
}

/// Where tokens go that several threads write.
///
/// Safe: every one has a range of its own.
private struct TokenTarget: @unchecked Sendable {
  let base: UnsafeMutablePointer<TokenID>
}
