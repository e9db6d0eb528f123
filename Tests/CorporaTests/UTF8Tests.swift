import Testing

@testable import Corpora

@Suite struct UTF8Tests {
  private static func fault(_ bytes: [UInt8]) -> UTF8Fault? {
    bytes.withUnsafeBytes { UTF8Validation.firstFault(in: $0) }
  }

  @Test(
    "a fault is found at its exact place, whatever stands before",
    arguments: [
      ([0xC0, 0x80], 1), ([0xC1, 0xBF], 1), ([0xE0, 0x80, 0x80], 1), ([0xE0, 0x9F, 0xBF], 1),
      ([0xF0, 0x80, 0x80, 0x80], 1), ([0xF0, 0x8F, 0xBF, 0xBF], 1),  // overlong
      ([0xED, 0xA0, 0x80], 1), ([0xED, 0xBF, 0xBF], 1),  // surrogates
      ([0xF4, 0x90, 0x80, 0x80], 1), ([0xF5, 0x80, 0x80, 0x80], 1), ([0xFF], 1),  // above U+10FFFF
      ([0x80], 1), ([0xBF, 0x41], 1),  // lone continuation
      ([0xC3], 1), ([0xE2, 0x82], 2), ([0xF0, 0x9F, 0x98], 3), ([0xE2, 0x41], 1),  // truncated
    ] as [([UInt8], Int)], [0, 1, 7, 8, 9, 31])
  func fault(bytes: ([UInt8], Int), before: Int) {
    let text = [UInt8](repeating: 0x61, count: before) + bytes.0
    #expect(Self.fault(text) == .invalid(offset: before, length: bytes.1))
    // Valid characters of several bytes before it do not shift it.
    let foreign = Array("é€😀".utf8)
    #expect(
      Self.fault(foreign + text) == .invalid(offset: foreign.count + before, length: bytes.1))
  }

  @Test func `every scalar is valid`() {
    var text: [UInt8] = []
    for value in 1...UInt32(0x10FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.append(contentsOf: Array(String(Character(scalar)).utf8))
    }
    #expect(Self.fault(text) == nil)
  }

  @Test("NUL is found in and between words of eight bytes", arguments: [0, 3, 7, 8, 12, 15])
  func null(place: Int) {
    var text = [UInt8](repeating: 0x61, count: 16)
    text[place] = 0
    #expect(Self.fault(text) == .null(offset: place))
  }

  @Test func `random bytes are repaired as the standard library repairs them`() throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<2000 {
      let pieces: [UInt8] = [
        0x41, 0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xF4,
      ]
      var bytes = (0..<12).map { _ in pieces[Int(generator.next(below: 12))] }
      bytes.insert(0x41, at: 0)  // no byte-order mark by chance
      let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
      var notes: [String] = []
      let findings = bytes.withUnsafeBytes { TextRepair.Findings($0, from: 0) }
      try TextRepair.clean(&bytes, from: 0, findings, path: "x", lossy: true, notes: &notes)
      #expect(bytes == expected)
    }
  }
}
