/// From the bytes of a file to text: strict UTF-8, no byte-order mark, lines ended by LF.
enum TextRepair {
  /// What there is to mend or to refuse.
  struct Findings: Sendable {
    fileprivate let fault: UTF8Fault?
    fileprivate let hasCarriageReturn: Bool
    fileprivate let hasMark: Bool

    /// Whether the bytes are clean as they are.
    var areNone: Bool { fault == nil && !hasCarriageReturn && !hasMark }

    /// Looks through bytes.
    ///
    /// - Complexity: O(*n*).
    init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
      fault = UTF8Validation.firstFault(in: bytes, from: start)
      hasCarriageReturn = bytes.firstPlace(of: carriageReturn, from: start) != nil
      hasMark = bytes[start...].starts(with: [0xEF, 0xBB, 0xBF])
    }
  }

  /// Cleans `bytes` from `start` to the end in place.
  ///
  /// - Throws: ``CorpusError`` at the first byte that is not UTF-8 unless `lossy`, and at a NUL byte
  ///   in any case.
  static func clean(
    _ bytes: inout [UInt8], from start: Int, _ findings: Findings, path: String, lossy: Bool,
    notes: inout [String]
  ) throws(CorpusError) {
    try refuseOtherFormats(bytes[start...], path: path)
    if let fault = findings.fault {
      guard lossy, case .invalid = fault else {
        throw error(fault, in: bytes, from: start, path: path)
      }
      let count = try repair(&bytes, from: start, path: path)
      let words = count == 1 ? "sequence was" : "sequences were"
      notes.append("\(path): \(count) invalid byte \(words) replaced by U+FFFD.")
    }
    let mark = findings.hasMark
    if mark { notes.append("\(path): a byte-order mark was dropped.") }
    guard mark || findings.hasCarriageReturn else { return }
    let ends = compact(&bytes, from: start, dropping: mark ? 3 : 0)
    if ends > 0 {
      notes.append("\(path): \(ends) line end\(ends == 1 ? " was" : "s were") CRLF and became LF.")
    }
  }

  private static func error(
    _ fault: UTF8Fault, in bytes: [UInt8], from start: Int, path: String
  ) -> CorpusError {
    let place = fault.offset
    if case .null = fault { return .binary(path: path, offset: place - start) }
    let line = bytes[start..<place].reduce(1) { $0 + ($1 == lineFeed ? 1 : 0) }
    return .invalidUTF8(path: path, offset: place - start, line: line, byte: bytes[place])
  }

  /// Replaces each maximal broken sequence by U+FFFD and returns how many there were.
  private static func repair(
    _ bytes: inout [UInt8], from start: Int, path: String
  ) throws(CorpusError) -> Int {
    var repaired = Array(bytes[..<start])
    var (position, count) = (start, 0)
    while let fault = bytes.withUnsafeBytes({ UTF8Validation.firstFault(in: $0, from: position) }) {
      guard case .invalid(let offset, let length) = fault else {
        throw error(fault, in: bytes, from: start, path: path)
      }
      repaired.append(contentsOf: bytes[position..<offset])
      repaired.append(contentsOf: [0xEF, 0xBF, 0xBD])
      position = offset + length
      count += 1
    }
    repaired.append(contentsOf: bytes[position...])
    bytes = repaired
    return count
  }

  /// Drops the first `prefix` bytes and turns CRLF into LF; returns how many CRLF there were.
  private static func compact(
    _ bytes: inout [UInt8], from start: Int, dropping prefix: Int
  ) -> Int {
    let first = start + prefix
    var (target, ends) = (start, 0)
    for source in first..<bytes.count {
      let byte = bytes[source]
      if byte == carriageReturn, source + 1 < bytes.count, bytes[source + 1] == lineFeed {
        ends += 1
      } else {
        bytes[target] = byte
        target += 1
      }
    }
    bytes.removeSubrange(target...)
    return ends
  }

  private static func refuseOtherFormats(
    _ bytes: ArraySlice<UInt8>, path: String
  ) throws(CorpusError) {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      || bytes.starts(with: [0, 0, 0xFE, 0xFF])
    {
      throw .utf16(path: path)
    }
  }
}
