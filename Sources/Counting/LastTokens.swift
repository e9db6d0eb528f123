package import Tokenization

/// The last tokens of n-grams that are sorted by them: where the n-grams of each token begin.
package struct LastTokens: Sendable {
  /// The distinct tokens.
  package let tokens: FlatBuffer<TokenID>
  /// The number of the first n-gram that ends in each token, or in one that comes later where none
  /// does, and at the end the number of n-grams.
  package let starts: FlatBuffer<UInt32>

  package init(tokens: FlatBuffer<TokenID>, starts: FlatBuffer<UInt32>) {
    self.tokens = tokens
    self.starts = starts
  }

  /// The last token of every n-gram.
  package var all: [TokenID] {
    (0..<tokens.count).flatMap {
      [TokenID](repeating: tokens.base[$0], count: Int(starts.base[$0 + 1] - starts.base[$0]))
    }
  }

  /// Goes from n-gram to n-gram, without owners.
  ///
  /// Safe: valid only while the last tokens live.
  package struct Cursor {
    private let tokens: UnsafePointer<TokenID>
    private let starts: UnsafePointer<UInt32>
    private var rank: Int

    /// Starts at an n-gram.
    ///
    /// - Complexity: O(log *t*) for *t* tokens.
    package init(_ last: LastTokens, at number: Int) {
      tokens = UnsafePointer(last.tokens.base)
      starts = UnsafePointer(last.starts.base)
      var (low, high) = (0, last.tokens.count)
      while high - low > 1 {
        let middle = (low + high) >> 1
        if Int(starts[middle]) <= number { low = middle } else { high = middle }
      }
      rank = low
    }

    /// The last token of an n-gram that is not before the one that was asked for last.
    @inline(__always)
    package mutating func token(of number: Int) -> TokenID {
      while Int(starts[rank &+ 1]) <= number { rank &+= 1 }
      return tokens[rank]
    }
  }
}
