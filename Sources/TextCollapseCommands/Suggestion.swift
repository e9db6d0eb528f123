/// Help with mistyped subcommands, which the argument parser reports as unexpected arguments.
enum Suggestion {
  /// A hint if a word stands where a subcommand should and is none.
  static func forSubcommand(_ word: String?) -> String? {
    guard let word, !word.hasPrefix("-") else { return nil }
    let names = TextCollapse.commandNames + ["help"]
    guard !names.contains(word) else { return nil }
    guard let nearest = nearest(to: word, among: names) else {
      return "There is no command '\(word)'. The commands are \(names.joined(separator: ", "))."
    }
    return "There is no command '\(word)'. Did you mean '\(nearest)'?"
  }

  /// The name that a word was meant to be; nil if none is near.
  static func nearest(to word: String, among names: [String]) -> String? {
    let nearest = names.min { distance($0, word) < distance($1, word) }
    return nearest.flatMap { distance($0, word) <= 2 ? $0 : nil }
  }

  /// A hint if a text was given without the option that takes it.
  static func forText(_ arguments: some Collection<String>) -> String? {
    let words = Array(arguments.prefix(2))
    guard words.count == 2, ["run", "train"].contains(words[0]), !words[1].hasPrefix("-") else {
      return nil
    }
    return "Unexpected argument '\(words[1])'. Name the text with --corpus: "
      + "textcollapse \(words[0]) --corpus \(words[1])"
  }

  /// The edit distance of Levenshtein.
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var row = Array(0...right.count)
    for (index, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in right.indices {
        let above = row[column + 1]
        let replaced = diagonal + (right[column] == byte ? 0 : 1)
        row[column + 1] = min(replaced, above + 1, row[column] + 1)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
