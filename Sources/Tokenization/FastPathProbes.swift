/// Texts that show whether fast paths agree with ICU.
///
/// A line feed after each string makes all of them one text for ICU: nothing reaches across it.
enum FastPathProbes {
  /// Every ASCII string of one and two bytes, alone and before a mark; those of three that mix one
  /// byte of each class; and characters beyond ASCII between letters and between digits.
  static let words: [UInt8] = {
    var text: [UInt8] = []
    text.reserveCapacity(1 << 17)
    for first in UInt8(0)..<0x80 {
      text += [first, 0x0A, first, 0xCC, 0x81, 0x0A]  // U+0301
      for second in UInt8(0)..<0x80 { text += [first, second, 0x0A] }
    }
    let samples = Array("aZ@5_.':,; -\"".utf8)
    for first in samples {
      for second in samples {
        for third in samples { text += [first, second, third, 0x0A] }
      }
    }
    for block in [0x80..<0x800, 0x2000..<0x2070, 0x3000..<0x3040, 0xFF00..<0xFFF0] {
      for character in block {
        guard let scalar = Unicode.Scalar(character) else { continue }
        let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        text += [0x61] + bytes + [0x61, 0x31] + bytes + [0x31, 0x2E] + bytes + [0x20, 0x0A]
      }
    }
    return text
  }()

  /// Marks and spaces between letters, where sentences may end.
  static let sentences: [UInt8] = {
    var text: [UInt8] = []
    text.reserveCapacity(1 << 16)
    let samples = Array("aZ5.!), \t".utf8)
    for code in 0..<(samples.count * samples.count * samples.count * samples.count) {
      var rest = code
      text.append(0x61)
      for _ in 0..<4 {
        text.append(samples[rest % samples.count])
        rest /= samples.count
      }
      text += [0x42, 0x0A]
    }
    return text
  }()
}
