/// ``FastSentenceRules`` at work on a text.
struct SentenceScan {
  typealias Class = FastSentenceRules.Class

  private let text: UTF8Text
  private let classes: UnsafePointer<Class>

  /// Begins with a text; both must stay where they are.
  init(_ text: UTF8Text, classes: UnsafePointer<Class>) {
    self.text = text
    self.classes = classes
  }

  /// The class of the character at `index`, which is in the text, and its length.
  @inline(__always)
  private func character(at index: Int) -> (type: Class, length: Int) {
    let byte = text.bytes[index]
    if byte < 0x80 { return (classes[Int(byte)], 1) }
    guard let (value, length) = text.scalarBeyondASCII(at: index) else { return (.foreign, 1) }
    return (classes[value], length)
  }

  private func type(at index: Int) -> Class? {
    index < text.count ? character(at: index).type : nil
  }

  /// The class of the character before `index` in a sentence that starts at `start`.
  private func type(before index: Int, _ start: Int) -> Class? {
    var place = index
    while place > start {
      place -= 1
      if text.bytes[place] & 0xC0 != 0x80 { return character(at: place).type }
    }
    return nil
  }

  /// The end of the sentence that starts at `start`, or nil where it, or what must be seen to end it,
  /// is foreign.
  func sentence(from start: Int) -> Int? {
    var index = start
    while index < text.count {
      if text.bytes[index] < 0x80 {
        index = text.withinSentence(from: index)
        if index == text.count { break }
      }
      let (type, length) = character(at: index)
      switch type {
      case .foreign: return nil
      case .lineEnd: return afterLineEnd(index)
      case .stop, .mark:
        guard let (place, isEnd) = terminator(type, at: index, index + length, start) else {
          return nil
        }
        if isEnd { return place }
        index = place
      default: index += length
      }
    }
    return text.count
  }

  private func afterLineEnd(_ index: Int) -> Int {
    let isPair =
      text.bytes[index] == 0x0D && index + 1 < text.count && text.bytes[index + 1] == 0x0A
    return index + (isPair ? 2 : 1)
  }

  private func skip(_ skipped: Class, from index: Int) -> Int {
    var place = index
    while place < text.count {
      let (type, length) = character(at: place)
      guard type == skipped else { break }
      place += length
    }
    return place
  }

  /// What becomes of the sentence at a terminator: where it ends, or where the scan goes on.
  private func terminator(
    _ terminator: Class, at index: Int, _ end: Int, _ start: Int
  ) -> (place: Int, isEnd: Bool)? {
    if terminator == .stop {
      let next = type(at: end)
      if next == .digit { return (end, false) }  // SB6
      let before = type(before: index, start)
      if before == .extend { return nil }
      if before == .upper || before == .lower, next == .upper { return (end, false) }  // SB7
    }
    let place = skip(.space, from: skip(.close, from: end))  // SB9, SB10
    switch type(at: place) {
    case nil: return (text.count, true)
    case .foreign, .extend: return nil
    case .lineEnd: return (afterLineEnd(place), true)  // SB4, SB10
    case .proceed, .stop, .mark: return (place, false)  // SB8a
    default: break
    }
    guard terminator == .stop else { return (place, true) }  // SB11
    var ahead = place  // SB8
    while ahead < text.count {
      let (type, length) = character(at: ahead)
      switch type {
      case .foreign, .extend: return nil
      case .lower: return (ahead, false)
      case .upper, .letter, .lineEnd, .stop, .mark: return (place, true)
      default: ahead += length
      }
    }
    return (place, true)
  }
}
