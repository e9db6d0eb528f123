/// Takes the text at one field out of a JSON value, checking all of the value against RFC 8259.
///
/// A document is a string somewhere in a line, so no tree is built: the scanner runs over the bytes
/// once and decodes only the string at the field.
struct JSONTextScanner {
  /// What is wrong, as the end of a sentence.
  struct Failure: Error {
    var reason: String
  }

  /// Values may lie this deep in each other.
  private static let depthLimit = 512

  private let bytes: ArraySlice<UInt8>
  private let field: [[UInt8]]
  private let lossy: Bool
  private(set) var position: Int
  private var found: [UInt8]?
  /// Whether to look for names that stand twice in one object; a corpus need not.
  private let watchesNames: Bool
  /// The first such name and where it stands again.
  private(set) var repeated: (name: [UInt8], position: Int)?

  /// Creates a scanner of `bytes`, which are valid UTF-8.
  init(_ bytes: ArraySlice<UInt8>, field: [[UInt8]], lossy: Bool, watchesNames: Bool = false) {
    self.bytes = bytes
    self.field = field
    self.lossy = lossy
    self.watchesNames = watchesNames
    position = bytes.startIndex
  }

  /// The text at the field, or nil if there is none; where a name occurs twice, the last counts.
  mutating func text() throws(Failure) -> [UInt8]? {
    try value(depth: 0, matched: 0)
    skipWhiteSpace()
    guard position == bytes.endIndex else { throw failure("something follows the value") }
    return found
  }

  /// Scans a value; `matched` names of the field led here, or nil if the value is beside it.
  private mutating func value(depth: Int, matched: Int?) throws(Failure) {
    guard depth < Self.depthLimit else { throw failure("values are nested too deep") }
    skipWhiteSpace()
    switch peek {
    case UInt8(ascii: "{"): try object(depth: depth, matched: matched)
    case UInt8(ascii: "["): try array(depth: depth)
    case UInt8(ascii: "\""):
      if matched == field.count {
        var text: [UInt8] = []
        try string(into: &text)
        found = text
      } else {
        try skipString()
      }
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    default: try number()
    }
  }

  private mutating func object(depth: Int, matched: Int?) throws(Failure) {
    position += 1
    skipWhiteSpace()
    if peek == UInt8(ascii: "}") { return position += 1 }
    var names: Set<[UInt8]> = []
    while true {
      skipWhiteSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("a name in quotes is missing") }
      var name: [UInt8] = []
      let start = position
      try string(into: &name)
      if watchesNames, !names.insert(name).inserted, repeated == nil { repeated = (name, start) }
      skipWhiteSpace()
      guard peek == UInt8(ascii: ":") else { throw failure("a colon is missing") }
      position += 1
      let next = matched.flatMap { $0 < field.count && field[$0] == name ? $0 + 1 : nil }
      try value(depth: depth + 1, matched: next)
      if try !anotherFollows(before: UInt8(ascii: "}")) { return }
    }
  }

  private mutating func array(depth: Int) throws(Failure) {
    position += 1
    skipWhiteSpace()
    if peek == UInt8(ascii: "]") { return position += 1 }
    while true {
      try value(depth: depth + 1, matched: nil)
      if try !anotherFollows(before: UInt8(ascii: "]")) { return }
    }
  }

  private mutating func anotherFollows(before end: UInt8) throws(Failure) -> Bool {
    skipWhiteSpace()
    let byte = peek
    guard byte == UInt8(ascii: ",") || byte == end else {
      throw failure(byte == nil ? "the line ends inside the value" : "a comma is missing")
    }
    position += 1
    return byte != end
  }

  private mutating func literal(_ word: StaticString) throws(Failure) {
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    guard bytes[position...].starts(with: letters) else { throw failure("an unknown word") }
    position += letters.count
  }

  private mutating func number() throws(Failure) {
    if peek == UInt8(ascii: "-") { position += 1 }
    if peek == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if peek == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      position += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(Failure) {
    guard let first = peek, isDigit(first) else {
      throw failure(peek == nil ? "the line ends inside the value" : "a value is missing")
    }
    while let byte = peek, isDigit(byte) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

// MARK: Strings and the position

extension JSONTextScanner {
  private var peek: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  private mutating func skipWhiteSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      position += 1
    }
  }

  private func failure(_ reason: String) -> Failure {
    Failure(reason: "\(reason) (byte \(position - bytes.startIndex + 1) of the line)")
  }

  private mutating func skipString() throws(Failure) {
    var text: [UInt8] = []
    try string(into: &text)
  }

  private mutating func string(into text: inout [UInt8]) throws(Failure) {
    position += 1
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""): return position += 1
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0..<0x20: throw failure("a control character stands in a string")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw failure("the line ends inside a string")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    position += 1
    guard let byte = peek else { throw failure("the line ends inside a string") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): try codePoint(into: &text)
    default: throw failure("an unknown escape stands in a string")
    }
  }

  private mutating func codePoint(into text: inout [UInt8]) throws(Failure) {
    var value = try fourDigits()
    if (0xD800..<0xDC00).contains(value), bytes[position...].starts(with: [0x5C, 0x75]) {
      let mark = position
      position += 2
      let low = try fourDigits()
      if (0xDC00..<0xE000).contains(low) {
        value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
      } else {
        position = mark
      }
    }
    if value == 0 { throw failure("a string holds the character NUL") }
    guard let scalar = Unicode.Scalar(value) ?? (lossy ? "\u{FFFD}" : nil) else {
      throw failure("half a surrogate pair stands in a string; --lossy replaces it")
    }
    text.append(contentsOf: Unicode.UTF8.encode(scalar).map(Array.init) ?? [])
  }

  private mutating func fourDigits() throws(Failure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = peek.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
        throw failure("\\u needs four hexadecimal digits")
      }
      value = value << 4 + UInt32(digit)
      position += 1
    }
    return value
  }
}
