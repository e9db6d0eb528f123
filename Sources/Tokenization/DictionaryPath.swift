internal import Parallelism

/// The way past ICU to the words of its dictionary, for any number of threads.
///
/// Whether it leads to ICU's words is found out when the first of them asks, for most texts have no
/// such words and should not wait.
final class DictionaryPath: Sendable {
  /// The rules.
  let rules: DictionaryRules
  private let agrees: @Sendable () -> Bool
  private let answer = Locked<Bool?>(nil)

  /// Creates a path.
  ///
  /// - Parameters:
  ///   - rules: The rules.
  ///   - agrees: Whether ICU has the same words; called at most once.
  init(_ rules: DictionaryRules, agrees: @escaping @Sendable () -> Bool = { true }) {
    self.rules = rules
    self.agrees = agrees
  }

  /// The dictionary, or nil where ICU has to find the words.
  func open() -> WordDictionary? {
    let isOpen = answer.withLock { answer in
      let known = answer ?? (WordDictionary.shared != nil && agrees())
      answer = known
      return known
    }
    return isOpen ? WordDictionary.shared : nil
  }

  /// Whether the path was asked for in vain.
  var isClosed: Bool { answer.withLock { $0 == false } }
}
