/// What is wrong with a JSON file, for decoders that do not say where.
package enum JSONFault {
  /// The first fault, with its line and byte, as the end of a sentence.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: The words; nil if the file is sound.
  /// - Complexity: O(*n*) for *n* bytes.
  package static func first(in bytes: [UInt8]) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return "it is not UTF-8" }
    guard !bytes.allSatisfy(isASCIIWhiteSpace) else { return "it is empty" }
    var scanner = JSONTextScanner(bytes[...], field: [], lossy: true)
    do { _ = try scanner.text() } catch {
      let before = bytes[..<min(scanner.position, bytes.count)]
      let column = before.count - (before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0) + 1
      return "it is not JSON at byte \(column) of line \(line(after: before))"
    }
    return nil
  }

  /// The first name that stands twice in one object, with its line, as the end of a sentence.
  ///
  /// Decoders take one of the two values and say nothing.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: The words; nil if there is no such name, or the file is no JSON up to there.
  /// - Complexity: O(*n*) for *n* bytes.
  package static func repeatedName(in bytes: [UInt8]) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var scanner = JSONTextScanner(bytes[...], field: [], lossy: true, watchesNames: true)
    _ = try? scanner.text()
    guard let (name, position) = scanner.repeated else { return nil }
    let words = String(decoding: name, as: UTF8.self)
    return "'\(words)' stands in it twice, again in line \(line(after: bytes[..<position]))"
  }

  private static func line(after bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 == lineFeed } + 1
  }
}
