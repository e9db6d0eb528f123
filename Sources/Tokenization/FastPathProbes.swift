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
    for block in [
      0x80..<0x800, 0x2000..<0x2070, 0x3000..<0x3043, 0x30A1..<0x30A3, 0x4E00..<0x4E02,
      0xAC00..<0xAC02,
      0xFF00..<0xFFF0,
    ] {
      for character in block {
        guard let scalar = Unicode.Scalar(character) else { continue }
        let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        text += [0x61] + bytes + [0x61, 0x31] + bytes + [0x31, 0x2E] + bytes + [0x20, 0x0A]
      }
    }
    return text
  }()

  /// Ideographs and kana: those at the edges of their blocks, alone, twice and beside another; Katakana
  /// in rows of every length; sentences; and strings by chance, of kana, for these are words of the
  /// dictionary more often.
  static let dictionary: [UInt8] = {
    var text = """
      東京は日本の首都であり、人口が最も多い都市です。コンピューターで文章を区切ることは簡単ではありません。
      人々は毎日のように駅前の喫茶店でコーヒーを飲みながら新聞を読んでいた。
      他每天早上都去公园散步，然后回家吃早饭。研究生命的起源是科学家的工作，中华人民共和国成立了。

      """
    func add(_ characters: [UInt16]) {
      text += String(decoding: characters, as: UTF16.self) + "\n"
    }
    let edges: [UInt16] = [
      0x3005, 0x3007, 0x3041, 0x3096, 0x309D, 0x309E, 0x30A1, 0x30FA, 0x30FC, 0x30FE, 0x31F0,
      0x31FF,
      0x3400, 0x4DB5, 0x4E00, 0x9FEA,
    ]
    for edge in edges {
      add([edge])
      for other in edges + [0x30AB, 0x3042, 0x4EBA, 0x61, 0x31, 0x5F, 0x2E] {
        add([edge, other])
        add([other, edge, other])
      }
    }
    for length in 1...24 {
      let row = (0..<length).map { 0x30A2 + UInt16($0 * 7 % 80) }
      add(row)
      add([0x3042] + row + [0x4EBA] + row)
    }
    var state: UInt32 = 1
    for _ in 0..<400 {
      add(
        (0..<12).map { _ in
          // Numerical Recipes' generator; its high bits are the better ones.
          state = state &* 1_664_525 &+ 1_013_904_223
          let kana = UInt16(state >> 16) % 160
          return kana < 83 ? 0x3041 + kana : 0x30A1 + (kana - 83)
        })
    }
    return Array(text.utf8)
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
