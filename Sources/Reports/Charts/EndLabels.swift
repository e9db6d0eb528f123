/// Names written at the ends of curves instead of in a legend.
enum EndLabels {
  /// Heights for labels, from values that do not rise: at least a gap apart, together as near to
  /// their values as that allows, and within a range if there is room.
  ///
  /// Least squares under an order, by pooling adjacent violators.
  static func spread(
    _ values: [Double], gap: Double, within range: ClosedRange<Double>
  ) -> [Double] {
    var blocks: [(sum: Double, count: Int)] = []
    for (index, value) in values.enumerated() {
      blocks.append((value + Double(index) * gap, 1))
      while blocks.count > 1, let last = blocks.last,
        last.sum / Double(last.count)
          > blocks[blocks.count - 2].sum / Double(blocks[blocks.count - 2].count)
      {
        blocks.removeLast()
        blocks[blocks.count - 1].sum += last.sum
        blocks[blocks.count - 1].count += last.count
      }
    }
    let pooled = blocks.flatMap { block in
      Array(repeating: block.sum / Double(block.count), count: block.count)
    }
    let heights = pooled.enumerated().map { $1 - Double($0) * gap }
    return inside(heights, gap, range)
  }

  /// The heights moved into a range from both ends, the gaps kept.
  private static func inside(
    _ values: [Double], _ gap: Double, _ range: ClosedRange<Double>
  ) -> [Double] {
    var heights = values
    var ceiling = range.upperBound
    for index in heights.indices {
      heights[index] = Swift.min(heights[index], ceiling)
      ceiling = heights[index] - gap
    }
    var floor = range.lowerBound
    for index in heights.indices.reversed() {
      heights[index] = Swift.max(heights[index], floor)
      floor = heights[index] + gap
    }
    return heights
  }
}
