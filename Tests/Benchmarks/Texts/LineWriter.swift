#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Writes lines into a file and counts them.
final class LineWriter {
  private(set) var text: PreparedText
  private let file: UnsafeMutablePointer<FILE>

  init(_ path: String) throws {
    text = PreparedText(path: path)
    guard let file = fopen(path, "w") else { throw BenchmarkError.cannotWrite(path: path) }
    self.file = file
  }

  /// Adds a line of words.
  func add(_ line: PlainLine) {
    line.bytes.withUnsafeBufferPointer { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    putc(10, file)
    text.tokens += line.tokens
    text.lines += 1
    text.bytes += line.bytes.count + 1
  }

  /// Ends the file.
  func finish() throws -> PreparedText {
    guard fclose(file) == 0 else { throw BenchmarkError.cannotWrite(path: text.path) }
    return text
  }
}

/// The words of a line with one space between them, so that every toolkit sees the same ones.
///
/// Toolkits differ in what they take for white space, and `lmplz` refuses the special symbols,
/// which become ordinary words here.
struct PlainLine {
  var bytes: [UInt8]
  var tokens: Int

  init(_ words: some Sequence<some StringProtocol>) {
    bytes = []
    tokens = 0
    for word in words {
      if tokens > 0 { bytes.append(32) }
      if ["<unk>", "<UNK>", "<s>", "</s>"].contains(where: { word == $0 }) {
        bytes += word.utf8.map { $0 == 60 ? 40 : $0 == 62 ? 41 : $0 }  // < > to ( )
      } else {
        bytes += word.utf8
      }
      tokens += 1
    }
  }

  init(_ line: String) {
    self.init(
      line.unicodeScalars.split {
        $0.properties.isWhitespace || $0.value == 0 || $0.value == 0xFEFF
      }.lazy.map { Substring($0) })
  }
}
