/// Seeded random texts that word and sentence rules find hard.
struct HostileText {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// The generator SplitMix64.
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  /// A text of up to `length` pieces; of a hundred pieces, `foreign` are not ASCII.
  mutating func text(length: Int, foreign: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    add(to: &bytes, length: length, foreign: foreign)
    return bytes
  }

  /// Texts with a line feed after each.
  mutating func lines(_ count: Int, length: Int, foreign: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * length * 2)
    for _ in 0..<count {
      add(to: &bytes, length: length, foreign: foreign)
      bytes.append(0x0A)
    }
    return bytes
  }

  private mutating func add(to bytes: inout [UInt8], length: Int, foreign: Int) {
    for _ in 0..<next(below: length + 1) {
      if next(below: 100) < foreign {
        bytes += Self.foreign[next(below: Self.foreign.count)]
      } else if next(below: 20) == 0 {
        bytes.append(UInt8(next(below: 128)))
      } else {
        bytes.append(Self.ascii[next(below: Self.ascii.count)])
      }
    }
  }

  private static let ascii = Array("aabzAZ@059__.'':,;  \n\r\t\"-!?().".utf8)
  private static let foreign: [[UInt8]] = [
    "\u{301}", "\u{200D}", "\u{FE0F}", "\u{FE0E}", "\u{E0101}",  // marks, joiner, variations
    "👩", "🏽", "🇩", "🇪", "❤", "©",  // emoji and what makes them
    "\u{200E}", "\u{200F}", "\u{202E}", "\u{AD}", "\u{FEFF}", "\u{200B}",  // formats
    "ᄀ", "ᅡ", "ᆨ", "가", "힣",  // Hangul, jamo and syllables
    "ภ", "า", "ษ", "ไทย", "ກ", "က", "ក",  // scripts of dictionaries
    "東", "京", "に", "カ", "ー", "々",  // ideographs and kana
    "א", "ב", "ם", "״", "ع", "،", "؟", "٣", "٫",  // right to left
    "é", "ß", "Σ", "ς", "я", "Я", "ǅ", "अ", "्", "।",  // letters
    "’", "“", "”", "·", "…", "‧", "：", "．", "＿", "‿",  // marks within words
    "\u{A0}", "\u{85}", "\u{2028}", "\u{2029}", "\u{3000}", "\u{1680}", "\u{2003}",  // spaces
    "\u{378}", "\u{E000}", "\u{FFFE}", "\u{10FFFF}", "\u{80}", "\u{9F}",  // unassigned, controls
  ].map { Array($0.utf8) }
}
