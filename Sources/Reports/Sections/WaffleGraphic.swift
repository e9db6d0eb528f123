/// A hundred squares, one for each per cent of the words: full where they are still known.
struct WaffleGraphic {
  /// The share that is left, 0 to 1.
  var share: Double
  /// What the squares that are not full stand for, such as `extinct`.
  var lost: String

  var node: HTMLNode {
    let full = share.isFinite ? Int((Swift.min(1, Swift.max(0, share)) * 100).rounded()) : 0
    let squares = (0..<100).map { index in
      let x = 12 * (index % 10)
      let y = 12 * (index / 10)
      return index < full
        ? element(
          .path, [.class("kept"), HTMLAttribute(.d, "M\(x) \(y)h10v10h-10z")])
        : element(
          .path,
          [.class("gone"), HTMLAttribute(.d, "M\(x + 3) \(y + 3)l4 4m0 -4l-4 4")])
    }
    return element(
      .div, [.class("waffle")],
      element(
        .svg,
        [
          HTMLAttribute(.viewBox, "0 0 118 118"), HTMLAttribute(.role, "img"),
          HTMLAttribute(
            .ariaLabel, "\(full) of 100 squares are full: the share of words still known."),
        ], children: squares),
      element(
        .p, element(.strong, "\(full)"), " of every 100 words are still known;",
        " the crosses stand for those that are \(lost)."))
  }
}
