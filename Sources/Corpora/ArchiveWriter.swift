internal import CArchive
internal import FoundationEssentials

/// Packs folders.
package enum ArchiveWriter {
  /// Packs a folder as a gzipped tar.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - name: What it is called in the archive.
  /// - Returns: The archive.
  /// - Throws: ``FileError`` of a file that cannot be read, or that the archive cannot be made.
  package static func tar(of folder: String, as name: String) throws -> [UInt8] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    var files: [(path: String, bytes: [UInt8])] = []
    for path in paths {
      var isFolder = false
      guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
        !isFolder
      else { continue }
      files.append(("\(name)/\(path)", try FileInput.read("\(folder)/\(path)")))
    }
    return try tar(of: files, name: name)
  }

  private static func tar(
    of files: [(path: String, bytes: [UInt8])], name: String
  ) throws -> [UInt8] {
    func check(_ code: Int32) throws {
      guard code == ARCHIVE_OK else {
        throw FileError.writingFailed(path: name, reason: "the archive cannot be made")
      }
    }
    guard let archive = archive_write_new(), let entry = archive_entry_new() else {
      throw FileError.writingFailed(path: name, reason: "the archive cannot be begun")
    }
    defer {
      archive_entry_free(entry)
      archive_write_free(archive)
    }
    try check(archive_write_add_filter_gzip(archive))
    try check(archive_write_set_format_pax_restricted(archive))
    // What is packed is at most as large as this, a header and padding for each file included.
    let size = files.reduce(1 << 16) { $0 + $1.bytes.count + 4096 }
    var packed = [UInt8](repeating: 0, count: size)
    var used = 0
    try packed.withUnsafeMutableBytes { buffer in
      try check(archive_write_open_memory(archive, buffer.baseAddress, buffer.count, &used))
      for file in files {
        archive_entry_clear(entry)
        archive_entry_set_pathname_utf8(entry, file.path)
        archive_entry_set_size(entry, la_int64_t(file.bytes.count))
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o644)
        try check(archive_write_header(archive, entry))
        let written = file.bytes.withUnsafeBytes {
          archive_write_data(archive, $0.baseAddress, $0.count)
        }
        guard written == file.bytes.count else { try check(ARCHIVE_FATAL); return }
      }
      try check(archive_write_close(archive))
    }
    return Array(packed.prefix(used))
  }
}
