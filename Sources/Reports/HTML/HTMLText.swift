/// Escaping of text for HTML.
package enum HTMLText {
  /// Text as it may stand between tags or in a quoted attribute.
  package static func escaped(_ text: String) -> String {
    var output = ""
    escape(text, into: &output)
    return output
  }

  /// Appends text, escaped.
  ///
  /// Control characters, which HTML does not allow, become U+FFFD.
  package static func escape(_ text: String, into output: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\n", "\t": output.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        output.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
  }
}
