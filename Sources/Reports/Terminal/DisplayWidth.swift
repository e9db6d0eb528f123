/// How many columns text takes on a terminal.
package enum DisplayWidth {
  /// The width of text: two columns for wide characters, none for marks that combine.
  package static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// The text cut to a width, with an ellipsis where something is lost.
  package static func cut(_ text: String, to width: Int, ellipsis: String = "…") -> String {
    guard of(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = Self.width(character)
      guard used + next <= width - 1 else { break }
      result.append(character)
      used += next
    }
    return width > 0 ? result + ellipsis : ""
  }

  /// The text in lines of at most a width, broken at spaces; longer words are cut.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").map({ cut(String($0), to: width, ellipsis: "") }) {
      if let line = lines.last, of(line) + 1 + of(word) <= width {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  /// The text padded to a width, on the right or, for numbers, on the left.
  package static func pad(_ text: String, to width: Int, left: Bool = false) -> String {
    let spaces = String(repeating: " ", count: Swift.max(0, width - of(text)))
    return left ? spaces + text : text + spaces
  }

  /// Text that cannot move the cursor, change colours or turn the line around.
  package static func plain(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: result.unicodeScalars.append("\u{FFFD}")
      case .format where scalar.value != 0x200D && scalar.value != 0x200C: continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func width(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: continue
      default: width = Swift.max(width, isWide(scalar) ? 2 : 1)
      }
    }
    return width
  }

  /// The wide and fullwidth blocks of UAX #11, and pictographs.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
      0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: scalar.properties.isEmojiPresentation
    }
  }
}
