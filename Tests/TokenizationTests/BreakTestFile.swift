import Foundation

/// One line of a break test of the Unicode Character Database.
struct BreakTest {
  /// The line without its comment, such as `÷ 0061 × 0308 ÷`.
  var line: String
  /// The text in UTF-8.
  var text: [UInt8]
  /// Where the boundaries lie in ``text``, the start left out.
  var ends: [Int]

  /// The same characters with other boundaries, written like ``line``.
  func line(withEnds ends: [Int]) -> String {
    var marks = ["÷"]
    var place = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      place += String(scalar).utf8.count
      let digits = String(scalar.value, radix: 16, uppercase: true)
      marks.append(String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
      marks.append(ends.contains(place) ? "÷" : "×")
    }
    return marks.joined(separator: " ")
  }
}

/// The break tests of Unicode 15.0, as Debian's package unicode-data installs them.
enum BreakTestFile: String, CaseIterable {
  case word = "WordBreakTest"
  case grapheme = "GraphemeBreakTest"
  case sentence = "SentenceBreakTest"

  static let version = "15.0.0"
  private static let folder = "/usr/share/unicode/auxiliary/"

  /// Whether all files are there.
  static var areInstalled: Bool {
    allCases.allSatisfy { FileManager.default.isReadableFile(atPath: $0.path) }
  }

  private var path: String { Self.folder + rawValue + ".txt" }

  /// The tests, and the version of Unicode that the first line names.
  func read() throws -> (version: String, tests: [BreakTest]) {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let version = lines.first?.split(separator: "-").last?.replacing(".txt", with: "") ?? ""
    return (String(version), lines.filter { !$0.hasPrefix("#") }.compactMap { Self.test($0) })
  }

  private static func test(_ line: Substring) -> BreakTest? {
    let marks = line.prefix { $0 != "#" }.split { $0.isWhitespace }
    var test = BreakTest(line: marks.joined(separator: " "), text: [], ends: [])
    for mark in marks {
      switch mark {
      case "×": continue
      case "÷": test.ends.append(test.text.count)
      default:
        guard let scalar = UInt32(mark, radix: 16).flatMap(Unicode.Scalar.init) else { return nil }
        test.text += Array(String(scalar).utf8)
      }
    }
    test.ends.removeFirst()
    return test
  }
}
