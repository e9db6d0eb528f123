/// A size of symbols, with error correction of level M (ISO/IEC 18004, tables 1 and 9).
struct SymbolVersion: Sendable, Equatable {
  /// The number of the version, from 1 to 20.
  let number: Int

  static let all = (1...20).map(SymbolVersion.init)

  private static let checks = [
    10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
  ]
  private static let blocks = [
    1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
  ]

  /// The modules of a side.
  var size: Int { 17 + 4 * number }

  /// Check words of each block.
  var checkWords: Int { Self.checks[number - 1] }

  /// How many blocks the words are dealt to.
  var blockCount: Int { Self.blocks[number - 1] }

  /// Words of data and checks: the modules that no pattern takes, in eights.
  var words: Int {
    var modules = (16 * number + 128) * number + 64
    if number >= 2 {
      let patterns = number / 7 + 2
      modules -= (25 * patterns - 10) * patterns - 55
      if number >= 7 { modules -= 36 }
    }
    return modules / 8
  }

  /// Words of data.
  var dataWords: Int { words - checkWords * blockCount }

  /// The words of data of each block: the first ones may have one less.
  var blockSizes: [Int] {
    let short = dataWords / blockCount
    let long = dataWords % blockCount
    return (0..<blockCount).map { $0 < blockCount - long ? short : short + 1 }
  }

  /// Bits of the field that says how many bytes follow.
  var lengthBits: Int { number < 10 ? 8 : 16 }

  /// The bytes of text that fit.
  var capacity: Int { dataWords - (4 + lengthBits + 7) / 8 }

  /// The middles of the alignment patterns, on both axes (annex E).
  var alignment: [Int] {
    guard number > 1 else { return [] }
    let count = number / 7 + 2
    let step = (number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    return [6] + (0..<(count - 1)).map { size - 7 - $0 * step }.reversed()
  }
}
