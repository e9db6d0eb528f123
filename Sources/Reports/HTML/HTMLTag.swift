/// The elements that a report uses.
///
/// None of them can hold a script or a style sheet.
package enum HTMLTag: String, Sendable {
  case a, article, b, bdi, blockquote, br, button, caption, code, dd, del, details, div, dl, dt, em
  case figure, figcaption, footer, h1, h2, h3, header, hr, input, label, li, main, nav, ol, output
  case p, pre, section, small, span, strong, sub, summary, sup, table, tbody, td, th, thead, time
  case tr, ul
  case svg, path, line, circle, title

  /// Whether the element has neither content nor an end tag.
  var isVoid: Bool { self == .br || self == .hr || self == .input }
}
