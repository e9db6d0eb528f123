/// A piece of a page.
///
/// Text is escaped by its type; there is no way to put raw markup into a node.
package indirect enum HTMLNode: Sendable, Equatable {
  case text(String)
  case element(HTMLTag, [HTMLAttribute], [HTMLNode])
  case fragment([HTMLNode])

  /// The node as markup.
  package var markup: String {
    var output = ""
    write(to: &output)
    return output
  }

  private func write(to output: inout String) {
    switch self {
    case .text(let text):
      HTMLText.escape(text, into: &output)
    case .fragment(let nodes):
      for node in nodes { node.write(to: &output) }
    case .element(let tag, let attributes, let children):
      output += "<" + tag.rawValue
      for attribute in attributes { attribute.write(to: &output) }
      output += ">"
      guard !tag.isVoid else { return }
      for child in children { child.write(to: &output) }
      output += "</" + tag.rawValue + ">"
    }
  }
}

extension HTMLNode: ExpressibleByStringInterpolation {
  /// Makes text.
  package init(stringLiteral value: String) { self = .text(value) }
}

/// Makes an element.
package func element(
  _ tag: HTMLTag, _ attributes: [HTMLAttribute], _ children: HTMLNode...
) -> HTMLNode {
  .element(tag, attributes, children)
}

/// Makes an element without attributes.
package func element(_ tag: HTMLTag, _ children: HTMLNode...) -> HTMLNode {
  .element(tag, [], children)
}

/// Makes an element from a list of children.
package func element(
  _ tag: HTMLTag, _ attributes: [HTMLAttribute] = [], children: [HTMLNode]
) -> HTMLNode {
  .element(tag, attributes, children)
}

/// A word of the corpus, isolated so that its direction cannot disturb the text around it.
package func isolated(_ word: String) -> HTMLNode {
  .element(.bdi, [], [.text(word)])
}
