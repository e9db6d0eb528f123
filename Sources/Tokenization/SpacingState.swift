/// Decides between two tokens whether a space stands there, sentence by sentence.
struct SpacingState {
  private var previous: SpacingClass?
  /// The role of the previous token, with its quotation mark resolved to opening or closing.
  private var previousRole = SpacingClass.Role.word
  /// Whether the token before the previous one ends in a digit.
  private var hasDigitBefore = false
  private var isDoubleOpen = false
  private var isSingleOpen = false
  private var isLowDoubleOpen = false
  private var isLowSingleOpen = false

  /// Whether a space stands before `next`, which becomes the previous token; `following` comes
  /// after it in the sentence.
  mutating func spaceBefore(_ next: SpacingClass, following: SpacingClass?) -> Bool {
    let role = resolved(next.role, following: following)
    defer {
      hasDigitBefore = previous?.endsWithDigit ?? false
      previous = next
      previousRole = role
    }
    guard let previous else { return false }
    if next.leading == .attaching { return true }
    if previous.trailing == .wide || next.leading == .wide { return false }
    let joinsNumbers = hasDigitBefore && next.startsWithDigit
    switch previousRole {
    case .opening, .joining: return false
    case .colon: if joinsNumbers { return false }
    case .currency: if next.startsWithDigit { return false }
    default: break
    }
    if role == .closing || role == .joining || role == .colon { return false }
    return Self.wordsStandApart(previous.trailing, next.leading)
  }

  /// The space between the last token of a sentence and the first of the next in running text.
  static func spaceBetweenSentences(_ last: SpacingClass, _ first: SpacingClass) -> Bool {
    if first.leading == .attaching { return true }
    let isTight: (SpacingClass.Habit) -> Bool = { $0 == .wide || $0 == .ideographic }
    return !isTight(last.trailing) && !isTight(first.leading)
  }

  private static func wordsStandApart(
    _ left: SpacingClass.Habit, _ right: SpacingClass.Habit
  ) -> Bool {
    switch (left, right) {
    case (.hangul, .ideographic), (.ideographic, .hangul): true
    case (.ideographic, _), (_, .ideographic): false
    case (.southeastAsian, .southeastAsian): false
    default: true
    }
  }

  private mutating func resolved(
    _ role: SpacingClass.Role, following: SpacingClass?
  ) -> SpacingClass.Role {
    // A mark with nothing left to enclose cannot open.
    let canOpen = following.map { $0.role != .closing } ?? (previous == nil)
    func turn(_ isOpen: inout Bool) -> SpacingClass.Role {
      isOpen.toggle()
      return isOpen ? .opening : .closing
    }
    switch role {
    case .straightDouble: return isDoubleOpen || canOpen ? turn(&isDoubleOpen) : .closing
    case .straightSingle: return isSingleOpen || canOpen ? turn(&isSingleOpen) : .closing
    case .enDash:
      let joins = previous?.endsWithDigit ?? false && following?.startsWithDigit ?? false
      return joins ? .joining : .word
    case .emDash:
      let isCyrillic = previous?.trailing == .cyrillic || following?.leading == .cyrillic
      return isCyrillic ? .word : .joining
    case .lowDouble:
      isLowDoubleOpen = true
      return .opening
    case .lowSingle:
      isLowSingleOpen = true
      return .opening
    case .highDouble: return isLowDoubleOpen ? turn(&isLowDoubleOpen) : .opening
    case .highSingle: return isLowSingleOpen ? turn(&isLowSingleOpen) : .opening
    default: return role
    }
  }
}
