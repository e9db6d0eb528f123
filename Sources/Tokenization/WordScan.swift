/// ``FastWordRules`` at work on a text.
struct WordScan {
  typealias Class = FastWordRules.Class

  /// The rule statuses of ICU.
  enum Status {
    static let none: UInt16 = 0
    static let number: UInt16 = 100
    static let letter: UInt16 = 200
    static let ideograph: UInt16 = 400
  }

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

  /// Whether the character at `index`, if there is one, may join on to anything before it.
  @inline(__always)
  private func mayJoin(at index: Int) -> Bool {
    index < text.count && character(at: index).type == .foreign
  }

  /// The end and the status of the segment that starts at `start`, or nil where it is for a
  /// dictionary, or where it, or what must be seen to end it, is foreign.
  @inline(__always)
  func segment(from start: Int) -> (end: Int, status: UInt16)? {
    let (first, length) = character(at: start)
    switch first {
    case .foreign, .dictionary: return nil
    case .letter, .digit, .connector: return word(from: start + length, first)
    case .syllable:
      var end = start + length
      while end < text.count {
        let (next, length) = character(at: end)
        guard next == .syllable else { return next == .foreign ? nil : (end, Status.letter) }
        end += length
      }
      return (end, Status.letter)
    case .lineFeed: return (start + 1, Status.none)
    case .space:
      var end = start + 1
      while end < text.count, text.bytes[end] == 0x20 { end += 1 }
      return mayJoin(at: end) ? nil : (end, Status.none)
    case .carriageReturn:
      let isPair = start + 1 < text.count && text.bytes[start + 1] == 0x0A
      return (start + (isPair ? 2 : 1), Status.none)
    default: return mayJoin(at: start + length) ? nil : (start + length, Status.none)
    }
  }

  /// Goes on with a word whose first character ends at `start`.
  @inline(__always)
  private func word(from start: Int, _ first: Class) -> (end: Int, status: UInt16)? {
    var last = first
    var status = first == .letter ? Status.letter : first == .digit ? Status.number : Status.none
    var end = start
    while true {
      let letters = text.asciiLetters(from: end)
      if letters > 0 {
        end += letters
        (last, status) = (.letter, Status.letter)
      }
      guard end < text.count else { return (end, status) }
      let (next, length) = character(at: end)
      switch next {
      case .letter: status = Status.letter
      case .digit: status = Status.number
      case .connector:
        // The status of `_` is that of what it joins on to; two of them count as a word.
        status = last == .digit ? Status.number : Status.letter
      case .foreign: return nil
      case .dictionary where last == .connector: return nil  // Katakana would join.
      case .midLetter, .midNumber, .midBoth:
        let joined: Class = last == .letter ? .letter : .digit
        let fits = next == .midBoth || next == (joined == .letter ? .midLetter : .midNumber)
        let place = end + length
        if place < text.count {
          let following = character(at: place)
          if following.type == .foreign { return nil }
          if fits, last != .connector, following.type == joined {
            end = place + following.length
            last = joined
            continue
          }
        }
        return (end, status)
      default: return (end, status)
      }
      last = next
      end += length
    }
  }

  /// The end of the run for a dictionary that starts at `start`, or nil where there is none or where
  /// what follows may join on to it.
  @inline(__always)
  func dictionaryRun(from start: Int) -> Int? {
    var end = start
    while end < text.count {
      let (next, length) = character(at: end)
      guard next == .dictionary else {
        if next == .foreign || next == .connector { return nil }
        break
      }
      end += length
    }
    // Alone, the mark of repetition is no ideograph to ICU.
    let isRepetition = end == start + 3 && character(at: start, is: 0x3005)
    return end > start && !isRepetition ? end : nil
  }

  @inline(__always)
  private func character(at index: Int, is value: Int) -> Bool {
    text.scalarBeyondASCII(at: index)?.value == value
  }

  /// The first place after `start`, and not before `goal`, where a segment starts whatever stands on
  /// either side: after LF, or between a space and what neither is one nor may join on to it; else
  /// the end of the text.
  func safePoint(after start: Int, notBefore goal: Int) -> Int {
    var index = max(start + 1, goal)
    while true {
      // What stands before the place has to be a space or LF.
      index = text.spaceOrLineFeed(from: index - 1) + 1
      guard index < text.count else { return text.count }
      let before = text.bytes[index - 1]
      if before == 0x0A { return index }
      if before == 0x20, text.bytes[index] != 0x20, !mayJoin(at: index) { return index }
      index += 1
    }
  }
}
