/// A QR code of a text, for a projector.
///
/// Bytes at error correction M, versions 1 to 20, after ISO/IEC 18004:2015. No package that the project could
/// use makes one, and a page that loads nothing from outside cannot ask a service.
public struct QRCode: Sendable, Equatable {
  /// The modules of a side, without the quiet zone.
  public let size: Int
  let grid: ModuleGrid

  /// The most bytes that a text may have.
  public static let capacity = SymbolVersion.all.last?.capacity ?? 0

  /// The smallest symbol that holds a text; nil if it has more than ``capacity`` bytes of UTF-8.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let version = SymbolVersion.all.first(where: { $0.capacity >= bytes.count }) else {
      return nil
    }
    var grid = ModuleGrid(version)
    grid.place(Self.interleaved(Self.words(bytes, version), version))
    let masked = (0..<8).map { mask in
      var candidate = grid
      candidate.format(mask: mask)
      candidate.apply(mask: mask)
      return candidate
    }
    self.grid = masked.min { Mask.penalty(of: $0) < Mask.penalty(of: $1) } ?? grid
    size = version.size
  }

  /// Whether a module is dark.
  public func isDark(row: Int, column: Int) -> Bool { grid[row, column] }

  /// The symbol as SVG, with the quiet zone of four modules; dark on light in every theme, as readers expect it.
  public var svg: String {
    let side = size + 8
    var path = ""
    for row in 0..<size {
      var column = 0
      while column < size {
        guard grid[row, column] else {
          column += 1
          continue
        }
        let start = column
        while column < size, grid[row, column] { column += 1 }
        path += "M\(start + 4) \(row + 4)h\(column - start)v1h-\(column - start)z"
      }
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
      <rect width="\(side)" height="\(side)" fill="#fff"/><path d="\(path)" fill="#000"/></svg>
      """
  }

  /// The text with its header, filled up to the size of the symbol.
  static func words(_ bytes: [UInt8], _ version: SymbolVersion) -> [UInt8] {
    var bits: [Bool] = []
    func append(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { bits.append((value >> bit) & 1 == 1) }
    }
    append(0b0100, 4)
    append(bytes.count, version.lengthBits)
    for byte in bytes { append(Int(byte), 8) }
    append(0, min(4, version.dataWords * 8 - bits.count))
    while bits.count % 8 != 0 { bits.append(false) }
    var words = stride(from: 0, to: bits.count, by: 8).map { start in
      bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
    }
    var filler: UInt8 = 0xEC
    while words.count < version.dataWords {
      words.append(filler)
      filler ^= 0xEC ^ 0x11
    }
    return words
  }

  /// The words of all blocks in turn, then their check words.
  static func interleaved(_ words: [UInt8], _ version: SymbolVersion) -> [UInt8] {
    var start = 0
    let blocks = version.blockSizes.map { size in
      defer { start += size }
      return Array(words[start..<(start + size)])
    }
    let checks = blocks.map { ReedSolomon.checkWords(of: $0, count: version.checkWords) }
    return turns(blocks) + turns(checks)
  }

  private static func turns(_ blocks: [[UInt8]]) -> [UInt8] {
    (0..<(blocks.map(\.count).max() ?? 0)).flatMap { index in
      blocks.compactMap { index < $0.count ? $0[index] : nil }
    }
  }
}
