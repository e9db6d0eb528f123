/// A page with `{{NAME}}` where parts go.
///
/// Filled in one pass: what is put in is never read again.
package struct PageTemplate: Sendable {
  private let text: String

  /// Takes the bytes of a template file.
  package init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

  /// The page with its parts; a part that is not given stays empty.
  package func filled(_ parts: [String: String]) -> String {
    var output = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      output += rest[..<open.lowerBound]
      output += parts[String(rest[open.upperBound..<close.lowerBound])] ?? ""
      rest = rest[close.upperBound...]
    }
    return output + rest
  }
}

/// Script text as it may stand inside a `<script>` element.
package enum InlineScript {
  /// Breaks up what would end the element or open a comment in it; inside JavaScript strings and
  /// regular expressions, the only places where these occur, the meaning stays the same.
  package static func safe(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self)
      .replacing("</", with: "<\\/", ifFollowedBy: "script")
      .replacing("<!", with: "<\\!", ifFollowedBy: "--")
  }
}

extension String {
  fileprivate func replacing(
    _ pattern: String, with replacement: String, ifFollowedBy suffix: String
  ) -> String {
    let source = Array(utf8)
    let pattern = Array(pattern.utf8)
    let suffix = Array(suffix.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      let next = index + pattern.count
      if source[index] == pattern[0], source[index...].starts(with: pattern),
        source[next...].prefix(suffix.count).map({ $0 | 0x20 }) == suffix.map({ $0 | 0x20 })
      {
        output += Array(replacement.utf8)
        index = next
      } else {
        output.append(source[index])
        index += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
