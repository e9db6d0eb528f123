import Testing

@testable import QRCodes

@Suite struct QRCodeTests {
  /// The example of the standard, annex I: version 1-M, "01234567".
  @Test func checkWordsAreThoseOfTheStandard() {
    let data: [UInt8] = [
      0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
      0x11,
    ]
    #expect(
      ReedSolomon.checkWords(of: data, count: 10)
        == [0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55])
  }

  /// Every block with its checks is a multiple of the generator: it vanishes at the generator's roots.
  @Test(arguments: [7, 10, 16, 26, 30]) func codeWordsVanishAtTheRoots(checks: Int) {
    let data = (0..<40).map { UInt8(truncatingIfNeeded: $0 * 73 + 11) }
    let word = data + ReedSolomon.checkWords(of: data, count: checks)
    var root: UInt8 = 1
    for _ in 0..<checks {
      let value = word.reduce(UInt8(0)) { ReedSolomon.product($0, root) ^ $1 }
      #expect(value == 0)
      root = ReedSolomon.product(root, 2)
    }
  }

  /// Table C.1 of the standard: the sequence of level M with each mask.
  @Test func formatBitsAreThoseOfTheStandard() {
    #expect(
      (0..<8).map(FormatBits.format)
        == [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0])
  }

  /// Table D.1 of the standard.
  @Test func versionBitsAreThoseOfTheStandard() {
    #expect(FormatBits.version(7) == 0x07C94)
    #expect(FormatBits.version(8) == 0x085BC)
    #expect(FormatBits.version(20) == 0x149A6)
  }

  /// Tables 1, 7 and 9 of the standard, some rows: words, words of data, bytes, blocks.
  @Test(arguments: [
    (1, 26, 16, 14, [16]), (2, 44, 28, 26, [28]), (5, 134, 86, 84, [43, 43]),
    (8, 242, 154, 152, [38, 38, 39, 39]), (10, 346, 216, 213, [43, 43, 43, 43, 44]),
    (14, 581, 365, 362, [40, 40, 40, 40, 41, 41, 41, 41, 41]),
  ]) func sizesAreThoseOfTheStandard(
    number: Int, words: Int, data: Int, capacity: Int, blocks: [Int]
  ) {
    let version = SymbolVersion(number: number)
    #expect(version.words == words)
    #expect(version.dataWords == data)
    #expect(version.capacity == capacity)
    #expect(version.blockSizes == blocks)
  }

  /// Annex E of the standard, some rows.
  @Test func alignmentIsThatOfTheStandard() {
    #expect(SymbolVersion(number: 1).alignment == [])
    #expect(SymbolVersion(number: 2).alignment == [6, 18])
    #expect(SymbolVersion(number: 7).alignment == [6, 22, 38])
    #expect(SymbolVersion(number: 15).alignment == [6, 26, 48, 70])
    #expect(SymbolVersion(number: 20).alignment == [6, 34, 62, 90])
  }

  /// A reader of its own: finds the mask, takes the words out again, checks the checks, and reads the text.
  @Test(arguments: [1, 14, 15, 90, 152, 153, 250, 362, 500, 666]) func whatIsWrittenCanBeRead(
    count: Int
  ) throws {
    let text = String((0..<count).map { Character(UnicodeScalar(UInt8(33 + $0 * 7 % 90))) })
    let code = try #require(QRCode(text))
    let version = try #require(SymbolVersion.all.first { $0.size == code.size })
    var format = 0
    for index in 0...5 { format |= (code.isDark(row: index, column: 8) ? 1 : 0) << index }
    format |= (code.isDark(row: 7, column: 8) ? 1 : 0) << 6
    format |= (code.isDark(row: 8, column: 8) ? 1 : 0) << 7
    format |= (code.isDark(row: 8, column: 7) ? 1 : 0) << 8
    for index in 9..<15 { format |= (code.isDark(row: 8, column: 14 - index) ? 1 : 0) << index }
    let mask = try #require((0..<8).first { FormatBits.format(mask: $0) == format })

    // Places of the data: those that another text changes or a mask turns.
    var plain = code.grid
    plain.apply(mask: mask)
    let words = Self.words(of: plain, version)
    var blocks = version.blockSizes.map { _ in [UInt8]() }
    var place = 0
    for index in 0..<(version.blockSizes.max() ?? 0) {
      for block in blocks.indices where index < version.blockSizes[block] {
        blocks[block].append(words[place])
        place += 1
      }
    }
    var checks = blocks.map { _ in [UInt8]() }
    for _ in 0..<version.checkWords {
      for block in blocks.indices {
        checks[block].append(words[place])
        place += 1
      }
    }
    for (block, check) in zip(blocks, checks) {
      #expect(ReedSolomon.checkWords(of: block, count: version.checkWords) == check)
    }
    let bits = blocks.joined().flatMap { word in (0..<8).map { word >> (7 - $0) & 1 } }
    func number(_ start: Int, _ count: Int) -> Int {
      bits[start..<(start + count)].reduce(0) { $0 << 1 | Int($1) }
    }
    #expect(number(0, 4) == 4)
    let length = number(4, version.lengthBits)
    let start = 4 + version.lengthBits
    let read = (0..<length).map { UInt8(number(start + 8 * $0, 8)) }
    #expect(String(decoding: read, as: UTF8.self) == text)
  }

  /// The words in the order of the standard's figure 19, read without the code that laid them.
  private static func words(of grid: ModuleGrid, _ version: SymbolVersion) -> [UInt8] {
    var words = [UInt8](repeating: 0, count: version.words)
    // Columns of two from the right, skipping the timing column; fixed modules are those that no words change.
    var dark = ModuleGrid(version)
    dark.place([UInt8](repeating: 0xFF, count: version.words))
    var light = ModuleGrid(version)
    light.place([UInt8](repeating: 0, count: version.words))
    var bit = 0
    var right = grid.size - 1
    var isUpward = true
    while right > 0 {
      if right == 6 { right -= 1 }
      for step in 0..<grid.size {
        let row = isUpward ? grid.size - 1 - step : step
        for column in [right, right - 1] where dark[row, column] != light[row, column] {
          if bit < words.count * 8, grid[row, column] { words[bit / 8] |= 1 << (7 - bit % 8) }
          bit += 1
        }
      }
      isUpward.toggle()
      right -= 2
    }
    return words
  }

  @Test func theSymbolHasItsPatterns() throws {
    let code = try #require(QRCode("textcollapse"))
    #expect(code.size == 21)
    let finder = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"]
    for (row, line) in finder.enumerated() {
      for (column, character) in line.enumerated() {
        let dark = character == "1"
        #expect(code.isDark(row: row, column: column) == dark)
        #expect(code.isDark(row: row, column: 14 + column) == dark)
        #expect(code.isDark(row: 14 + row, column: column) == dark)
      }
    }
    #expect(code.isDark(row: 13, column: 8))
  }

  @Test func whatIsTooLongIsNoSymbol() {
    #expect(QRCode.capacity == 666)
    #expect(QRCode(String(repeating: "a", count: 667)) == nil)
  }

  @Test func theDrawingHasAQuietZone() throws {
    let svg = try #require(QRCode("a")).svg
    #expect(svg.contains("viewBox=\"0 0 29 29\""))
    #expect(svg.contains("M4 4h7v1h-7z"))
  }
}
