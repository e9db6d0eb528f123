/// Text for Markdown in which nothing is markup.
package enum MarkdownText {
  /// Text within a paragraph: what could be markup is escaped, and control characters and
  /// direction controls are dropped.
  package static func inline(_ text: String) -> String {
    var output = ""
    for scalar in DisplayWidth.plain(text).unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "!", "|", "~", "$", "@":
        output += "\\"
        output.unicodeScalars.append(scalar)
      case ":" where output.hasSuffix("http") || output.hasSuffix("https"): output += "\\:"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }

  /// A paragraph of escaped pieces, whose start cannot be taken for a list, a rule or a title.
  package static func paragraph(_ inline: String) -> String {
    let text = inline.drop { $0.isWhitespace }
    guard let first = text.first else { return "" }
    if "-+=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[digits.endIndex...]
    guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else {
      return String(text)
    }
    return digits + "\\" + rest
  }

  /// A whole paragraph of text.
  package static func escaped(_ text: String) -> String { paragraph(inline(text)) }

  /// A code block that its content cannot end.
  package static func codeBlock(_ text: String, language: String) -> String {
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = Swift.max(longest, run)
    }
    let fence = String(repeating: "`", count: Swift.max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\n\(fence)"
  }

  /// A table; cells are taken as they are.
  package static func table(_ columns: [String], _ rows: [[String]]) -> String {
    let rule = columns.indices.map { $0 == 0 ? "---" : "---:" }
    return ([columns, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
