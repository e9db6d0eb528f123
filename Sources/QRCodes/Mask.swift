/// The eight masks, and how bad a symbol is to read (ISO/IEC 18004, 7.8).
enum Mask {
  /// Whether a mask turns a module.
  static func turns(_ mask: Int, row: Int, column: Int) -> Bool {
    switch mask {
    case 0: (row + column) % 2 == 0
    case 1: row % 2 == 0
    case 2: column % 3 == 0
    case 3: (row + column) % 3 == 0
    case 4: (row / 2 + column / 3) % 2 == 0
    case 5: row * column % 2 + row * column % 3 == 0
    case 6: (row * column % 2 + row * column % 3) % 2 == 0
    default: ((row + column) % 2 + row * column % 3) % 2 == 0
    }
  }

  /// The penalty of a symbol: long runs, blocks, what looks like a finder, and too much of one colour.
  static func penalty(of grid: ModuleGrid) -> Int {
    let size = grid.size
    var penalty = 0
    for line in 0..<size {
      penalty += linePenalty((0..<size).map { grid[line, $0] })
      penalty += linePenalty((0..<size).map { grid[$0, line] })
    }
    for row in 0..<(size - 1) {
      for column in 0..<(size - 1) {
        let dark = grid[row, column]
        if grid[row, column + 1] == dark, grid[row + 1, column] == dark,
          grid[row + 1, column + 1] == dark
        {
          penalty += 3
        }
      }
    }
    let dark = grid.isDark.count { $0 }
    let total = size * size
    return penalty + abs(dark * 20 - total * 10) / total * 10
  }

  private static let finder = [true, false, true, true, true, false, true]

  private static func linePenalty(_ line: [Bool]) -> Int {
    var penalty = 0
    var run = 1
    for index in 1...line.count {
      if index < line.count, line[index] == line[index - 1] {
        run += 1
      } else {
        if run >= 5 { penalty += run - 2 }
        run = 1
      }
    }
    let light = Array(repeating: false, count: 4)
    for start in 0...(line.count - 11) {
      let part = Array(line[start..<(start + 11)])
      if part == finder + light || part == light + finder { penalty += 40 }
    }
    return penalty
  }
}
