/// Seeded random texts that word and sentence rules find hard.
struct HostileText {
  private var state: UInt64
  private let common: [[UInt8]]

  /// Creates a source of texts.
  ///
  /// - Parameters:
  ///   - seed: The seed.
  ///   - common: The pieces that most of a text is made of.
  init(seed: UInt64, common: [[UInt8]] = ascii) {
    state = seed
    self.common = common
  }

  /// The generator SplitMix64.
  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }

  /// A text of up to `length` pieces; of a hundred pieces, `foreign` are uncommon.
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
        bytes += common[next(below: common.count)]
      }
    }
  }

  static let ascii = Array("aabzAZ@059__.'':,;  \n\r\t\"-!?().".utf8).map { [$0] }

  /// Ideographs that stand in many words, kana, their edges and what stands between them.
  static let dictionary: [[UInt8]] =
    """
    人大中国国日本京東出来生学校年月上下手力子女一二三十百分時間行事会社員動作自然研究機電車気天地水火木金土
    心身体目口耳足見聞話読書食飲不是的在有我他这们个说为以到要就可也能对过发现经
    のにをはがでとしたてるいうれらなもかくまさこっきりあお々ーカンスルトイラコタ
    〇ゝゞぁゖァヺヽヾㇰㇿ㐀䶵一鿪龜齉가힣。、「」a1_
    """.filter { !$0.isWhitespace }.map { Array($0.utf8) }

  /// Kana, of which Katakana come in rows.
  static let kana: [[UInt8]] =
    Array("のにをはがでとしたてるいうれらなもかくまさこ人日。").map { Array(String($0).utf8) }
    + ["カ", "ンス", "ルトイラ", "コンピュータ", "ー", "ヽヾ", "アイウエオカキクケコサシスセソタチツ", "・"]
    .map { Array($0.utf8) }
  private static let foreign: [[UInt8]] = [
    "\u{301}", "\u{200D}", "\u{FE0F}", "\u{FE0E}", "\u{E0101}",  // marks, joiner, variations
    "👩", "🏽", "🇩", "🇪", "❤", "©",  // emoji and what makes them
    "\u{200E}", "\u{200F}", "\u{202E}", "\u{AD}", "\u{FEFF}", "\u{200B}",  // formats
    "ᄀ", "ᅡ", "ᆨ", "가", "힣",  // Hangul, jamo and syllables
    "ภ", "า", "ษ", "ไทย", "ກ", "က", "ក",  // scripts of dictionaries
    "東", "京", "に", "カ", "ー", "々", "𠀀", "豈", "ｶ", "ﾞ", "\u{3099}", "ヿ", "゛", "⼀",  // Han, kana
    "א", "ב", "ם", "״", "ع", "،", "؟", "٣", "٫",  // right to left
    "é", "ß", "Σ", "ς", "я", "Я", "ǅ", "अ", "्", "।",  // letters
    "’", "“", "”", "·", "…", "‧", "：", "．", "＿", "‿",  // marks within words
    "\u{A0}", "\u{85}", "\u{2028}", "\u{2029}", "\u{3000}", "\u{1680}", "\u{2003}",  // spaces
    "\u{378}", "\u{E000}", "\u{FFFE}", "\u{10FFFF}", "\u{80}", "\u{9F}",  // unassigned, controls
  ].map { Array($0.utf8) }
}
