/// The rules that may go past ICU where ``FastPathCheck`` finds that they agree with it.
struct FastPaths: Sendable, Hashable {
  var words: ASCIIWordRules?
  var sentences: ASCIISentenceRules?
}

extension FastPaths {
  /// Those built in.
  init(_ rules: WordRules) {
    self.init(words: ASCIIWordRules(rules), sentences: ASCIISentenceRules())
  }
}
