/// An attribute with a name that cannot run code or load anything.
package struct HTMLAttribute: Sendable, Equatable {
  /// The names a report uses; there are neither event handlers nor inline styles among them.
  package enum Name: String, Sendable {
    case ariaControls = "aria-controls"
    case ariaHidden = "aria-hidden"
    case ariaLabel = "aria-label"
    case ariaLabelledBy = "aria-labelledby"
    case ariaLive = "aria-live"
    case ariaPressed = "aria-pressed"
    case `class`, colspan, datetime, dir, `for`, hidden, href, id, lang, max, min, open, role, scope
    case step, tabindex, title, type, value
    case dataFigure = "data-figure"
    case dataGeneration = "data-generation"
    case dataLabel = "data-label"
    case dataNumber = "data-number"
    case cx, cy, d, height, r, viewBox, width, x1, x2, y1, y2
    case preserveAspectRatio
  }

  /// The name.
  package var name: Name
  /// The value, escaped when written.
  package var value: String

  /// Creates an attribute.
  package init(_ name: Name, _ value: String = "") {
    self.name = name
    self.value = value
  }

  /// The classes of an element.
  package static func `class`(_ names: String) -> HTMLAttribute { HTMLAttribute(.class, names) }
  /// The identifier of an element.
  package static func id(_ id: String) -> HTMLAttribute { HTMLAttribute(.id, id) }
  /// A link inside the page: the value is always a fragment.
  package static func anchor(_ id: String) -> HTMLAttribute { HTMLAttribute(.href, "#" + id) }

  func write(to output: inout String) {
    output += " " + name.rawValue + "=\""
    HTMLText.escape(value, into: &output)
    output += "\""
  }
}
