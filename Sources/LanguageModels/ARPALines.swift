#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The lines of an ARPA file, cut into fields on demand.
struct ARPALines {
  private let bytes: [UInt8]
  private var offset = 0
  /// The number of the line that was read last, from 1.
  private(set) var number = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next line without its end, or nil after the last.
  mutating func next() -> Range<Int>? {
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != 10 { offset += 1 }
    var end = offset
    if end > start, bytes[end - 1] == 13 { end -= 1 }
    offset += 1
    number += 1
    return start..<end
  }

  /// The next line that is not empty.
  mutating func nextFilled() -> Range<Int>? {
    while let line = next() { if !line.isEmpty { return line } }
    return nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  func bytes(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }

  /// Whether a line begins like the heading of a section.
  func isHeading(_ line: Range<Int>) -> Bool { bytes[line.lowerBound] == UInt8(ascii: "\\") }

  /// The fields of a line, separated by spaces or tabs.
  func fields(_ line: Range<Int>) -> [Range<Int>] {
    var fields: [Range<Int>] = []
    var start = line.lowerBound
    for index in line.lowerBound...line.upperBound
    where index == line.upperBound || bytes[index] == 9 || bytes[index] == 32 {
      if index > start { fields.append(start..<index) }
      start = index + 1
    }
    return fields
  }

  func malformed(_ problem: String) -> ARPAError { .malformed(line: number, problem: problem) }

  /// A field as a finite number.
  func number(_ field: Range<Int>) throws(ARPAError) -> Double {
    guard let value = Double(text(field)), !value.isNaN, value < .infinity else {
      throw malformed("\"\(text(field))\" is not a number")
    }
    return value
  }

  /// A log10 probability or weight as a plain value.
  static func power(_ log10Value: Double) -> Double {
    log10Value <= ARPAFormat.zero ? 0 : pow(10, log10Value)
  }
}
