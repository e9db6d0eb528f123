/// Texts of 1, 2, 4 and 8 million tokens, no novel twice.
struct Novels {
  var directory: String
  var output: String

  private static let sizes = [1_000_000, 2_000_000, 4_000_000, 8_000_000]
  private static let testTokens = 200_000

  /// Writes the growing texts, one to test with, and all novels in one file.
  ///
  /// The test text comes first, and from where novels are given in any number: a text shorter than
  /// 8 million tokens leaves the larger sizes out.
  func write(to texts: inout PreparedTexts) throws {
    let test = try LineWriter(output + "/growth-test.txt")
    let novels = try LineWriter(output + "/novels.txt")
    let growing = try Self.sizes.map { try LineWriter("\(output)/growth-\($0).txt") }
    try Lines.each(of: directory) { line in
      let line = PlainLine(line)
      guard line.tokens > 0 else { return }
      novels.add(line)
      if test.text.tokens < Self.testTokens { return test.add(line) }
      for (size, writer) in zip(Self.sizes, growing) where writer.text.tokens < size {
        writer.add(line)
      }
    }
    let written = try growing.map { try $0.finish() }
    texts.growth = zip(Self.sizes, written).filter { $1.tokens >= $0 }.map { $1 }
    texts.growthTest = try test.finish()
    texts.novels = try novels.finish()
    guard !texts.growth.isEmpty else { throw BenchmarkError.noText(path: directory) }
  }
}
