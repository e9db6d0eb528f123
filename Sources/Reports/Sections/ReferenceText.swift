import Measures

/// The real passage as paragraphs, with the missing words struck out.
struct ReferenceText {
  var pieces: [TextPiece]
  var missing: Set<Int>

  var paragraphs: [HTMLNode] {
    var paragraphs: [[HTMLNode]] = []
    for (index, piece) in pieces.enumerated() {
      if paragraphs.isEmpty || (piece.spaceBefore && piece.startsParagraph) {
        paragraphs.append([])
      } else if piece.spaceBefore {
        paragraphs[paragraphs.count - 1].append(" ")
      }
      paragraphs[paragraphs.count - 1].append(
        missing.contains(index) ? element(.del, .text(piece.text)) : .text(piece.text))
    }
    return paragraphs.map { element(.p, children: $0) }
  }
}
