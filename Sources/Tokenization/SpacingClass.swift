/// How a type stands beside its neighbours in running text: worked out once per type.
struct SpacingClass: Sendable, Equatable {
  /// What the type does to spaces around it.
  enum Role: Sendable {
    /// A space on both sides.
    case word
    /// None before it, such as a full stop.
    case closing
    /// None after it, such as a parenthesis that opens.
    case opening
    /// None on either side, such as a hyphen.
    case joining
    /// Like a closing mark, but joins two numbers.
    case colon
    /// Like a word, but joins two numbers.
    case enDash
    /// Joins, but stands apart from words in Cyrillic.
    case emDash
    /// Opens before a number.
    case currency
    /// Opens and closes by turns.
    case straightDouble, straightSingle
    /// `„` and `‚`, after which `“` and `‘` close.
    case lowDouble, lowSingle
    /// `“` and `‘`.
    case highDouble, highSingle
  }

  /// The habits of a script at an edge of a type.
  enum Habit: Sendable {
    /// Words stand apart.
    case spaced
    /// Words stand apart, also from ideographs.
    case hangul
    /// Words stand apart, also from dashes.
    case cyrillic
    /// Chinese and Japanese: no spaces at all.
    case ideographic
    /// Thai, Lao, Khmer and Burmese: no spaces between words of the script.
    case southeastAsian
    /// Full-width punctuation brings its own space.
    case wide
    /// Marks and joiners would melt into what stands before.
    case attaching
  }

  var role = Role.word
  var leading = Habit.spaced
  var trailing = Habit.spaced
  var startsWithDigit = false
  var endsWithDigit = false

  /// The class of a type.
  init(_ bytes: ArraySlice<UInt8>) {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard let first = scalars.first?.value else { return }
    // Marks have the script of the letter they stand on.
    let last = scalars.reversed().first { !Self.isMark($0.value) }?.value ?? first
    leading = Self.isMark(first) ? .attaching : Self.habit(first)
    trailing = Self.habit(last)
    startsWithDigit = CharacterProperties.category(first) == Self.digit
    endsWithDigit = CharacterProperties.category(last) == Self.digit
    let isOneCharacter = scalars.allSatisfy { $0.value == first || Self.isMark($0.value) }
    if isOneCharacter { role = Self.role(first) }
  }

  private static let digit = CharacterProperties.Category("Nd")

  private static func isMark(_ scalar: UInt32) -> Bool {
    let category = CharacterProperties.category(scalar)
    return category.group == UInt8(ascii: "M") || category == CharacterProperties.Category("Cf")
  }

  private static func habit(_ scalar: UInt32) -> Habit {
    if (0x0400...0x052F).contains(scalar) { return .cyrillic }
    if scalar < 0x0E00 { return .spaced }
    switch CharacterProperties.script(scalar) {
    case .init("Hani"), .init("Hira"), .init("Kana"), .init("Bopo"): return .ideographic
    case .init("Thai"), .init("Laoo"), .init("Khmr"), .init("Mymr"): return .southeastAsian
    case .init("Hang"): return .hangul
    default: break
    }
    // The sign that lengthens a kana is common to two scripts and wide, but a letter.
    let isLetter = CharacterProperties.category(scalar).group == UInt8(ascii: "L")
    guard CharacterProperties.isWide(scalar) else { return .spaced }
    if isLetter { return .ideographic }
    return CharacterProperties.category(scalar).group == UInt8(ascii: "P") ? .wide : .spaced
  }

  private static func role(_ scalar: UInt32) -> Role {
    if let role = named(scalar) { return role }
    switch CharacterProperties.category(scalar) {
    case .init("Pe"), .init("Pf"): return .closing
    case .init("Ps"), .init("Pi"): return .opening
    case .init("Sc"): return .currency
    default: return CharacterProperties.isTerminal(scalar) ? .closing : .word
    }
  }

  /// The roles of characters whose general category does not tell.
  private static func named(_ scalar: UInt32) -> Role? {
    switch Unicode.Scalar(scalar) {
    case "\"", "\u{05F4}": .straightDouble
    case "'": .straightSingle
    case "„": .lowDouble
    case "‚": .lowSingle
    case "“": .highDouble
    case "‘": .highSingle
    case ":": .colon
    case "–": .enDash
    case "—": .emDash
    case "-", "\u{2010}", "\u{2011}", "\u{05BE}", "/", "\\": .joining
    case "…", "%", "‰", "٪", "°", "′", "″", "’", "”": .closing
    case "¿", "¡", "#", "`": .opening
    default: nil
    }
  }
}
