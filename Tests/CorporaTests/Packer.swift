import Foundation
import CArchive

/// Packs files by the writing half of libarchive.
enum Packer {
  /// `text` compressed by a filter of libarchive's name: gzip, bzip2, xz, zstd, lz4, lzip or compress.
  static func compressed(_ text: [UInt8], by filter: String) throws -> [UInt8] {
    try written([("data", text)], format: "raw", filter: filter)
  }

  /// An archive of files; a name that ends in `/` is a folder, one with `->` a link.
  static func archive(
    _ files: [(String, [UInt8])], format: String, filter: String? = nil
  ) throws -> [UInt8] {
    try written(files, format: format, filter: filter)
  }

  private struct Failure: Error { var words: String }

  private static func written(
    _ files: [(String, [UInt8])], format: String, filter: String?
  ) throws -> [UInt8] {
    guard let archive = archive_write_new() else { throw Failure(words: "new") }
    defer { archive_write_free(archive) }
    func check(_ code: Int32) throws {
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN else {
        throw Failure(words: archive_error_string(archive).map { String(cString: $0) } ?? "")
      }
    }
    try check(archive_write_set_format_by_name(archive, format))
    if let filter { try check(archive_write_add_filter_by_name(archive, filter)) }
    archive_write_set_bytes_in_last_block(archive, 1)
    var bytes = [UInt8](repeating: 0, count: files.reduce(1 << 16) { $0 + $1.1.count * 2 + 4096 })
    var used = 0
    try bytes.withUnsafeMutableBytes { buffer in
      try check(archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used))
      for (name, text) in files {
        guard let entry = archive_entry_new() else { throw Failure(words: "entry") }
        defer { archive_entry_free(entry) }
        let parts = name.components(separatedBy: "->")
        archive_entry_set_pathname(entry, parts[0])
        archive_entry_set_perm(entry, 0o644)
        archive_entry_set_filetype(
          entry, parts.count > 1 ? 0o120_000 : name.hasSuffix("/") ? 0o040_000 : 0o100_000)
        if parts.count > 1 { archive_entry_set_symlink(entry, parts[1]) }
        archive_entry_set_size(entry, Int64(text.count))
        try check(archive_write_header(archive, entry))
        if !text.isEmpty {
          _ = text.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
        }
      }
      try check(archive_write_close(archive))
    }
    return Array(bytes[..<used])
  }
}
