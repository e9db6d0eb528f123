internal import CICU

/// ICU's dictionary of Chinese and Japanese words.
///
/// Safe: nothing changes it after it is opened.
final class WordDictionary: @unchecked Sendable {
  private let handle: OpaquePointer

  /// The dictionary, opened when it is first asked for; nil where this ICU has none in the form
  /// known here.
  static let shared: WordDictionary? = cicu_dictionary_open().map(WordDictionary.init)

  private init(_ handle: OpaquePointer) {
    self.handle = handle
  }

  deinit { cicu_dictionary_close(handle) }

  /// Writes the lengths and the costs of the words with which `text` begins, shortest first.
  ///
  /// - Returns: How many there are, at most `length`.
  @inline(__always)
  func prefixes(
    _ text: UnsafePointer<UInt16>, _ length: Int, _ lengths: UnsafeMutablePointer<Int32>,
    _ costs: UnsafeMutablePointer<Int32>
  ) -> Int {
    Int(cicu_dictionary_prefixes(handle, text, Int32(truncatingIfNeeded: length), lengths, costs))
  }
}
