internal import Corpora
internal import Tokenization

/// What about a text makes its results mean less than they seem to.
enum TextWarnings {
  /// A note if many held-out documents stand in the training text as well, byte for byte.
  ///
  /// Documents are compared by hashes of 64 bits, so that no copy of them is kept; linear in the bytes.
  static func copies(
    of heldOut: Corpus, _ heldOutIndices: [Int], in corpus: Corpus, _ training: [Int]
  ) -> String? {
    let known = Set(training.map { hash(corpus, $0) })
    let copies = heldOutIndices.count { known.contains(hash(heldOut, $0)) }
    guard copies * 10 >= max(1, heldOutIndices.count) else { return nil }
    return "\(copies) of \(heldOutIndices.count) held-out documents stand in the training text as "
      + "well, so accuracy and perplexity look better than they are. Remove the copies, or give "
      + "other text with --held-out."
  }

  private static func hash(_ corpus: Corpus, _ document: Int) -> Int {
    var hasher = Hasher()
    let range = corpus.documents[document].range
    corpus.buffer.withUnsafeBytes {
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range]))
    }
    return hasher.finalize()
  }

  /// A note if no type of the vocabulary has a letter or a digit.
  static func onlyPunctuation(_ vocabulary: Vocabulary) -> String? {
    for id in vocabulary.typeIDs {
      for scalar in vocabulary.string(of: id).unicodeScalars {
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil { return nil }
      }
    }
    return "No token has a letter or a digit. Check that this is the right file."
  }
}
