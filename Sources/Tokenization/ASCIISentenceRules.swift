internal import CICU

/// The sentence rules of UAX #29 (SB1 to SB11) for ASCII.
///
/// A scan that meets another byte gives up, and ICU takes over from the start of the sentence.
struct ASCIISentenceRules: Sendable, Hashable {
  /// What a byte is to the sentence rules (Sentence_Break).
  private enum Class: UInt8 {
    /// Not ASCII: not ours to judge.
    case foreign
    case other
    case lower
    case upper
    case digit
    case space
    case close
    /// `ATerm`: the full stop.
    case stop
    /// `STerm`: what ends sentences for certain.
    case mark
    /// `SContinue`: what shows that the sentence goes on.
    case proceed
    /// `CR` and `LF`.
    case lineEnd
  }

  private let classes: [Class]

  /// Takes the classes from ICU: which marks let a sentence go on differs between versions of Unicode.
  init() {
    classes = (0..<256).map { $0 < 0x80 ? Self.classOf(UInt32($0)) : .foreign }
  }

  private static func classOf(_ character: UInt32) -> Class {
    switch CharacterProperties.Category(code: cicu_sentence_break(character)) {
    case .init("LO"): .lower
    case .init("UP"): .upper
    case .init("NU"): .digit
    case .init("SP"): .space
    case .init("CL"): .close
    case .init("AT"): .stop
    case .init("ST"): .mark
    case .init("SC"): .proceed
    case .init("CR"), .init("LF"): .lineEnd
    default: .other
    }
  }

  /// The end of the sentence that starts at `start`, or nil where it, or what must be seen to end it,
  /// is not ASCII.
  func sentence(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    classes.withUnsafeBufferPointer { classes in
      var index = start
      while index < text.count {
        switch classes[Int(text[index])] {
        case .foreign: return nil
        case .lineEnd: return Self.afterLineEnd(text, index)
        case .stop, .mark:
          guard let (place, isEnd) = Self.terminator(text, classes, at: index, start) else {
            return nil
          }
          if isEnd { return place }
          index = place
        default: index += 1
        }
      }
      return text.count
    }
  }

  private static func afterLineEnd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let isPair = text[index] == 0x0D && index + 1 < text.count && text[index + 1] == 0x0A
    return index + (isPair ? 2 : 1)
  }

  /// What becomes of the sentence at a terminator: where it ends, or where the scan goes on.
  private static func terminator(
    _ text: UnsafeBufferPointer<UInt8>, _ classes: UnsafeBufferPointer<Class>, at index: Int,
    _ start: Int
  ) -> (place: Int, isEnd: Bool)? {
    func classAt(_ place: Int) -> Class? { place < text.count ? classes[Int(text[place])] : nil }
    let isStop = classAt(index) == .stop
    var place = index + 1
    if isStop {
      if classAt(place) == .digit { return (place, false) }  // SB6
      let before = index > start ? classAt(index - 1) : nil
      if before == .upper || before == .lower, classAt(place) == .upper {  // SB7
        return (place, false)
      }
    }
    while classAt(place) == .close { place += 1 }  // SB9
    while classAt(place) == .space { place += 1 }  // SB10
    switch classAt(place) {
    case nil: return (text.count, true)
    case .foreign: return nil
    case .lineEnd: return (afterLineEnd(text, place), true)  // SB4, SB10
    case .proceed, .stop, .mark: return (place, false)  // SB8a
    default: break
    }
    guard isStop else { return (place, true) }  // SB11
    var ahead = place  // SB8
    while true {
      switch classAt(ahead) {
      case .foreign: return nil
      case .lower: return (ahead, false)
      case nil, .upper, .lineEnd, .stop, .mark: return (place, true)
      default: ahead += 1
      }
    }
  }
}
