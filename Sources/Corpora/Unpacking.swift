internal import CArchive
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Compressed files and archives, read whole or not at all.
///
/// What is packed is known by its first bytes, not by its name. A file of several compressed parts one
/// after the other is all of them. One that is cut off, damaged or followed by something else is refused:
/// no part of it is used.
package enum Unpacking {
  /// A text of an archive.
  struct Member {
    /// Its path in the archive; nil: the file is no archive.
    var name: String?
    var bytes: [UInt8]
  }

  /// The most bytes that a file may unpack to: a quarter of the machine's memory.
  ///
  /// A file of a few kilobytes can be made to unpack to anything. While a text grows it is held twice, and a
  /// text that is read takes about four times its size.
  static let largest: Int = {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let size = sysconf(Int32(_SC_PAGESIZE))
    return pages > 0 && size > 0 ? pages / 4 * size : 1 << 32
  }()

  /// What one file holds, unpacked if it is compressed, for files that are no corpus.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - path: Its path, for errors.
  /// - Returns: The bytes, unpacked.
  /// - Throws: ``CorpusError`` if it is damaged, too large or packed in another way.
  package static func plain(_ bytes: [UInt8], path: String) throws(CorpusError) -> [UInt8] {
    guard let format = PackedFormat(bytes[...]) else { return bytes }
    let members = try members(of: bytes, format, path: path)
    guard members.count == 1, let member = members.first, member.name == nil else {
      throw .packed(path: path, format: "an archive of files", way: "unpack it first")
    }
    return member.bytes
  }

  /// The texts of a packed file, those of an archive in the byte order of their names.
  static func members(
    of packed: [UInt8], _ format: PackedFormat, path: String, limit: Int = largest
  ) throws(CorpusError) -> [Member] {
    var bytes: [UInt8] = []
    switch format {
    case .gzip: bytes = try Gzip.unpack(packed, path: path, limit: limit)
    case .bzip2, .xz, .zstandard:
      let archive = try ArchiveReader(packed, [format], path: path, limit: limit)
      bytes = try archive.next()?.bytes ?? []
      try archive.checkEnd()
    case .tar, .zip: return try archived(packed, format, path: path, limit: limit)
    case .lz4, .lzip, .compress, .sevenZip, .rar:
      throw .packed(
        path: path, format: format.rawValue,
        way: "unpack it first, or pack it by gzip, bzip2, xz or zstd")
    }
    // Packed twice, such as a tar archive in gzip, or one by mistake.
    guard let inner = PackedFormat(bytes[...]) else { return [Member(bytes: bytes)] }
    guard inner == .tar else {
      throw .packed(path: path, format: "\(format.rawValue) twice", way: "unpack it once")
    }
    return try archived(bytes, inner, path: path, limit: limit)
  }

  private static func archived(
    _ packed: [UInt8], _ format: PackedFormat, path: String, limit: Int
  ) throws(CorpusError) -> [Member] {
    let archive = try ArchiveReader(packed, [format], path: path, limit: limit)
    var members: [Member] = []
    while let member = try archive.next() {
      if let name = member.name, InputListing.isTextPath(name) { members.append(member) }
    }
    guard !members.isEmpty else { throw .emptyDirectory(path: path) }
    return members.sorted { ($0.name ?? "").utf8.lexicographicallyPrecedes(($1.name ?? "").utf8) }
  }
}
