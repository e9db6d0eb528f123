/// How a file is packed, by its first bytes.
enum PackedFormat: String {
  case gzip
  case bzip2
  case xz
  case zstandard = "Zstandard"
  case tar
  case zip
  case lz4 = "LZ4"
  case lzip
  case compress
  case sevenZip = "7-Zip"
  case rar = "RAR"

  /// The format of `bytes`; nil if they are not packed.
  init?(_ bytes: ArraySlice<UInt8>) {
    for (magic, format) in Self.magics where bytes.starts(with: magic) {
      self = format
      return
    }
    // A skippable frame may come first.
    if bytes.count >= 4, bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18]),
      bytes.first.map({ $0 >> 4 == 5 }) == true
    {
      self = .zstandard
      return
    }
    // The first block of a tar archive has its mark in the middle, and zero bytes that no text has.
    let block = bytes.prefix(512)
    guard block.count == 512, block.dropFirst(257).starts(with: Array("ustar".utf8)),
      block.contains(0)
    else { return nil }
    self = .tar
  }

  private static let magics: [(magic: [UInt8], format: PackedFormat)] = [
    ([0x1F, 0x8B], .gzip),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstandard),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], .xz),
    ([0x42, 0x5A, 0x68], .bzip2),
    ([0x50, 0x4B, 0x03, 0x04], .zip),
    ([0x50, 0x4B, 0x05, 0x06], .zip),
    ([0x04, 0x22, 0x4D, 0x18], .lz4),
    ([0x4C, 0x5A, 0x49, 0x50, 0x01], .lzip),
    ([0x1F, 0x9D], .compress),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip),
    ([0x52, 0x61, 0x72, 0x21, 0x1A, 0x07], .rar),
  ]

  /// The name of a file without the endings that compression adds.
  static func plainName(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return name }
    return endings.contains(name[name.index(after: dot)...].lowercased())
      ? String(name[..<dot]) : name
  }

  private static let endings: Set<String> = ["gz", "bz2", "xz", "zst"]
}
