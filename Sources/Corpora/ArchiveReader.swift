internal import CArchive

/// Reads what libarchive understands, from memory.
final class ArchiveReader {
  private let archive: OpaquePointer
  private let packed: UnsafeMutableBufferPointer<UInt8>
  private let format: PackedFormat
  private let path: String
  private let limit: Int
  private var total = 0

  /// Opens `packed`, of which only the given formats are understood.
  init(
    _ bytes: [UInt8], _ formats: [PackedFormat], path: String, limit: Int
  ) throws(CorpusError) {
    guard let archive = archive_read_new() else {
      throw .damaged(path: path, format: "", reason: "libarchive cannot begin")
    }
    self.archive = archive
    self.path = path
    self.limit = limit
    format = formats[0]
    packed = .allocate(capacity: bytes.count)
    _ = packed.initialize(fromContentsOf: bytes)
    for format in formats {
      switch format {
      case .bzip2: archive_read_support_filter_bzip2(archive)
      case .xz: archive_read_support_filter_xz(archive)
      case .zstandard: archive_read_support_filter_zstd(archive)
      case .tar: archive_read_support_format_tar(archive)
      case .zip: archive_read_support_format_zip(archive)
      default: break
      }
      if [.bzip2, .xz, .zstandard].contains(format) { archive_read_support_format_raw(archive) }
    }
    guard archive_read_open_memory(archive, packed.baseAddress, packed.count) == ARCHIVE_OK else {
      throw failure()
    }
  }

  deinit {
    archive_read_free(archive)
    packed.deallocate()
  }

  /// The next regular file; nil after the last.
  func next() throws(CorpusError) -> Unpacking.Member? {
    while true {
      var entry: OpaquePointer?
      let code = archive_read_next_header(archive, &entry)
      if code == ARCHIVE_EOF { return nil }
      guard code == ARCHIVE_OK || code == ARCHIVE_WARN, let entry else { throw failure() }
      guard format == .tar || format == .zip else { return .init(bytes: try data()) }
      // A link or a device has no text of its own.
      guard UInt32(archive_entry_filetype(entry)) & 0o170_000 == 0o100_000,
        archive_entry_hardlink(entry) == nil
      else { continue }
      guard let name = archive_entry_pathname(entry) ?? archive_entry_pathname_utf8(entry) else {
        throw .damaged(path: path, format: format.rawValue, reason: "a file in it has no name")
      }
      return .init(name: String(cString: name), bytes: try data())
    }
  }

  /// Checks that nothing stands behind what was read.
  func checkEnd() throws(CorpusError) {
    let consumed = Int(archive_filter_bytes(archive, -1))
    guard consumed >= packed.count || packed[consumed...].allSatisfy({ $0 == 0 }) else {
      throw .damaged(
        path: path, format: format.rawValue,
        reason: "something that is no \(format.rawValue) follows at byte \(consumed)")
    }
  }

  private func data() throws(CorpusError) -> [UInt8] {
    var bytes: [UInt8] = []
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = archive_read_data(archive, block.baseAddress, block.count)
      guard count >= 0 else { throw failure() }
      if count == 0 { return bytes }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: block[..<count]))
      total += count
      guard total <= limit else { throw .unpacksTooLarge(path: path, limit: limit) }
    }
  }

  private func failure() -> CorpusError {
    var words = archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
    // liblzma's words where input ends too early or is followed by something else.
    if words.contains("No progress") { words = "it is cut off, or something else follows" }
    return .damaged(path: path, format: format.rawValue, reason: words)
  }
}
