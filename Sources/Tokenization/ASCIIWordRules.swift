/// The word rules for ASCII: a class per byte and one loop.
///
/// UAX #29 looks at most one character past the next one, so a token is certain as soon as the byte
/// after it, and after a mark in the middle of a word the one after that, are ASCII too. A scan that
/// meets another byte gives up, and ICU takes over from the start of the token.
struct ASCIIWordRules: Sendable, Hashable {
  /// What a byte is to the word rules.
  enum Class: UInt8 {
    /// Not ASCII: not ours to judge.
    case foreign
    /// A segment of its own.
    case other
    case letter
    case digit
    /// `_`, which joins letters, digits and itself.
    case connector
    /// May stand between two letters.
    case midLetter
    /// May stand between two digits.
    case midNumber
    /// May stand between two letters or two digits.
    case midBoth
    case space
    case carriageReturn
    case lineFeed
  }

  /// The rule statuses of ICU.
  enum Status {
    static let none: UInt16 = 0
    static let number: UInt16 = 100
    static let letter: UInt16 = 200
  }

  private let classes: [Class]

  init(_ rules: WordRules) {
    classes = (0..<256).map { Self.classOf(UInt8($0), rules) }
  }

  private static func classOf(_ byte: UInt8, _ rules: WordRules) -> Class {
    switch Unicode.Scalar(byte) {
    case _ where byte >= 0x80: .foreign
    case "a"..."z", "A"..."Z": .letter
    case "@": rules == .icu ? .letter : .other
    case ":": rules == .icu ? .other : .midLetter
    case "0"..."9": .digit
    case "_": .connector
    case ".", "'": .midBoth
    case ",", ";": .midNumber
    case " ": .space
    case "\r": .carriageReturn
    case "\n": .lineFeed
    default: .other
    }
  }

  /// The end and the status of the segment that starts at `start`, or nil where it, or what must be
  /// seen to end it, is not ASCII.
  @inline(__always)
  func segment(
    in text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, status: UInt16)? {
    classes.withUnsafeBufferPointer { classes in
      let first = classes[Int(text[start])]
      switch first {
      case .foreign: return nil
      case .letter, .digit, .connector: return Self.word(text, classes, start, first)
      case .lineFeed: return (start + 1, Status.none)
      case .space:
        var end = start + 1
        while end < text.count, text[end] == 0x20 { end += 1 }
        return Self.isForeign(text, end) ? nil : (end, Status.none)
      case .carriageReturn:
        let isPair = start + 1 < text.count && text[start + 1] == 0x0A
        return (start + (isPair ? 2 : 1), Status.none)
      default: return Self.isForeign(text, start + 1) ? nil : (start + 1, Status.none)
      }
    }
  }

  @inline(__always)
  private static func isForeign(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index < text.count && text[index] >= 0x80
  }

  @inline(__always)
  private static func word(
    _ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<Class>, _ start: Int,
    _ first: Class
  ) -> (end: Int, status: UInt16)? {
    var last = first
    var status = first == .letter ? Status.letter : first == .digit ? Status.number : Status.none
    var end = start + 1
    while end < text.count {
      let next = classes[Int(text[end])]
      switch next {
      case .letter: status = Status.letter
      case .digit: status = Status.number
      case .connector:
        // The status of `_` is that of what it joins on to; two of them count as a word.
        status = last == .digit ? Status.number : Status.letter
      case .foreign: return nil
      case .midLetter, .midNumber, .midBoth:
        let joined: Class = last == .letter ? .letter : .digit
        let fits = next == .midBoth || next == (joined == .letter ? .midLetter : .midNumber)
        guard last != .connector, fits else { return (end, status) }
        guard end + 1 < text.count else { return (end, status) }
        let following = classes[Int(text[end + 1])]
        if following == .foreign { return nil }
        guard following == joined else { return (end, status) }
        end += 1
        last = joined
        end += 1
        continue
      default: return (end, status)
      }
      last = next
      end += 1
    }
    return (end, status)
  }

  /// The first place after `start` where a segment starts whatever stands on either side: after LF,
  /// or between a space and another ASCII character; else the end of the text.
  static func safePoint(in text: UnsafeBufferPointer<UInt8>, after start: Int) -> Int {
    var index = start + 1
    while index < text.count {
      let before = text[index - 1]
      if before == 0x0A { return index }
      if before == 0x20, text[index] < 0x80, text[index] != 0x20 { return index }
      index += 1
    }
    return text.count
  }
}
