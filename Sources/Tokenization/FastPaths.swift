/// The rules that may go past ICU where ``FastPathCheck`` finds that they agree with it.
struct FastPaths: Sendable {
  var words: FastWordRules?
  /// Of use only with ``words``.
  var dictionary: DictionaryRules?
  var sentences: FastSentenceRules?
  /// Whether these are the rules built in, so that their check counts for the whole process.
  var areBuiltIn = false
}

extension FastPaths {
  /// Those built in.
  init(_ rules: WordRules) {
    self.init(
      words: FastWordRules(rules), dictionary: DictionaryRules(), sentences: FastSentenceRules(),
      areBuiltIn: true)
  }
}
