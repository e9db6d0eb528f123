/// The modules of a symbol: which are dark, and which belong to a pattern that no mask changes.
struct ModuleGrid: Sendable, Equatable {
  let size: Int
  private(set) var isDark: [Bool]
  private var isFixed: [Bool]

  init(size: Int) {
    self.size = size
    isDark = Array(repeating: false, count: size * size)
    isFixed = isDark
  }

  subscript(row: Int, column: Int) -> Bool { isDark[row * size + column] }

  /// Sets a module of a pattern.
  private mutating func fix(_ row: Int, _ column: Int, _ dark: Bool) {
    guard (0..<size).contains(row), (0..<size).contains(column) else { return }
    isDark[row * size + column] = dark
    isFixed[row * size + column] = true
  }

  /// Draws everything but the data: finders, timing, alignment, and the places of format and version.
  init(_ version: SymbolVersion) {
    self.init(size: version.size)
    for index in 0..<size {
      fix(6, index, index % 2 == 0)
      fix(index, 6, index % 2 == 0)
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      for y in -4...4 {
        for x in -4...4 {
          let distance = max(abs(y), abs(x))
          fix(row + y, column + x, distance != 2 && distance != 4)
        }
      }
    }
    let middles = version.alignment
    for row in middles {
      for column in middles {
        let isFinder =
          (row == 6 && column == 6) || (row == 6 && column == size - 7)
          || (row == size - 7 && column == 6)
        guard !isFinder else { continue }
        for y in -2...2 {
          for x in -2...2 { fix(row + y, column + x, max(abs(y), abs(x)) != 1) }
        }
      }
    }
    format(mask: 0)
    if version.number >= 7 { self.version(version.number) }
  }

  /// Writes level M and the mask beside the finders.
  mutating func format(mask: Int) {
    let bits = FormatBits.format(mask: mask)
    func bit(_ index: Int) -> Bool { (bits >> index) & 1 == 1 }
    for index in 0...5 { fix(index, 8, bit(index)) }
    fix(7, 8, bit(6))
    fix(8, 8, bit(7))
    fix(8, 7, bit(8))
    for index in 9..<15 { fix(8, 14 - index, bit(index)) }
    for index in 0..<8 { fix(8, size - 1 - index, bit(index)) }
    for index in 8..<15 { fix(size - 15 + index, 8, bit(index)) }
    fix(size - 8, 8, true)
  }

  private mutating func version(_ number: Int) {
    let bits = FormatBits.version(number)
    for index in 0..<18 {
      let dark = (bits >> index) & 1 == 1
      fix(size - 11 + index % 3, index / 3, dark)
      fix(index / 3, size - 11 + index % 3, dark)
    }
  }

  /// Lays the words in columns of two, from the right, up and down in turn.
  mutating func place(_ words: [UInt8]) {
    var bit = 0
    var right = size - 1
    while right >= 1 {
      if right == 6 { right = 5 }
      let isUpward = (right + 1) & 2 == 0
      for step in 0..<size {
        let row = isUpward ? size - 1 - step : step
        for column in [right, right - 1] where !isFixed[row * size + column] {
          guard bit < words.count * 8 else { continue }
          isDark[row * size + column] = (words[bit / 8] >> (7 - bit % 8)) & 1 == 1
          bit += 1
        }
      }
      right -= 2
    }
  }

  /// Turns the modules of the data where a mask says so; twice is not at all.
  mutating func apply(mask: Int) {
    for row in 0..<size {
      for column in 0..<size where !isFixed[row * size + column] {
        if Mask.turns(mask, row: row, column: column) {
          isDark[row * size + column].toggle()
        }
      }
    }
  }
}

/// The two fields that carry their own error correction, by Bose–Chaudhuri–Hocquenghem codes (annexes C and D).
enum FormatBits {
  /// The 15 bits of level M with a mask.
  static func format(mask: Int) -> Int {
    // Level M is 00.
    var rest = mask
    for _ in 0..<10 { rest = (rest << 1) ^ ((rest >> 9) * 0x537) }
    return (mask << 10 | rest) ^ 0x5412
  }

  /// The 18 bits of a version.
  static func version(_ number: Int) -> Int {
    var rest = number
    for _ in 0..<12 { rest = (rest << 1) ^ ((rest >> 11) * 0x1F25) }
    return number << 12 | rest
  }
}
