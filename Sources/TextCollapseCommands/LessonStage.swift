internal import Lessons
internal import Measures
internal import Reports

/// Shows a lesson on the terminal.
struct LessonStage {
  private let lesson: Lesson
  private let waits: Bool
  private let width: Int
  private let color: Bool

  /// - Parameters:
  ///   - lesson: The lesson.
  ///   - waits: Whether somebody is there to answer and to watch.
  init(_ lesson: Lesson, waits: Bool) {
    self.lesson = lesson
    self.waits = waits
    width = min(100, max(40, Terminal.width))
    color = Terminal.usesColour
  }

  /// The title and what is done.
  func open() throws {
    try put(bold(lesson.title), "")
    try put(wrapped(lesson.setting), [""])
  }

  /// The question; the guess, or nil where there was none.
  func ask() throws -> Int? {
    try put(wrapped(lesson.question).map(bold), [""])
    let letters = lesson.choices.indices.map { String(UnicodeScalar(UInt8(97 + $0))) }
    try put(zip(letters, lesson.choices).map { "  \($0)  \($1)" }, [""])
    guard waits else { return nil }
    while true {
      try Terminal.result("Your guess (\(letters.joined(separator: ", ")); return to skip): ")
      guard let line = readLine() else { return nil }
      let word = line.lowercased().filter { !$0.isWhitespace }
      if word.isEmpty { return nil }
      if let index = letters.firstIndex(of: word) { return index }
      try put("Please one of \(letters.joined(separator: ", ")), or nothing.")
    }
  }

  /// Plays a run: the real text with what is missing, and what each generation wrote.
  func show(_ record: RunRecord, _ label: String, isFirst: Bool) throws {
    let samples = record.samples.generations
    let last = samples.count - 1
    // Where nobody watches, a few generations tell the same.
    let shown =
      waits ? Array(samples.indices) : Set([0, 1, 3, last]).filter { $0 <= last }.sorted()
    var height = 0
    for index in isFirst ? shown : [last] {
      let lines = frame(record, label, samples[index])
      if waits, height > 0 { Terminal.write("\u{1B}[\(height)A\u{1B}[J", to: 1) }
      try put(lines)
      height = lines.count
      if waits { Machine.sleep(seconds: index == 0 ? 3 : 1) }
    }
    if waits { Machine.sleep(seconds: 2) }
  }

  private func frame(_ record: RunRecord, _ label: String, _ sample: GenerationSample) -> [String] {
    let of = record.generations.filter { $0.replicate == 0 && $0.generation == sample.generation }
    let kept = of.first?.measures["retainedVocabulary"] ?? 1
    let bar = Int((kept * 30).rounded())
    let known = record.manifest.corpus.types
    let head =
      "\(label), generation \(sample.generation)  "
      + String(repeating: "#", count: bar) + String(repeating: ".", count: 30 - bar)
      + "  \(Int((kept * Double(known)).rounded())) of \(known) words"
    let text = PassageText(record.samples.reference, missing: Set(sample.missing))
    var lines = [bold(head), "", "The real text, without the words that are gone:"]
    lines += text.lines(width: width, count: 5, color: color).map { "  " + $0 } + [""]
    if sample.generation > 0 {
      lines.append("What this generation wrote:")
      let written = sample.paragraphs.joined(separator: " ")
      lines += DisplayWidth.wrapped(DisplayWidth.plain(written), to: width - 4).prefix(4).map {
        "  " + $0
      }
    } else {
      lines.append("Nothing is written yet; this is where the first model learns.")
    }
    return lines + [""]
  }

  /// The answer and what to remember.
  func close(_ outcomes: [Outcome], guess: Int?) throws {
    if let guess, let right = lesson.right {
      let verdict = guess == right ? "Right: " : "It is another one: "
      try put(wrapped(verdict + lesson.choices[right] + ".").map(bold), [""])
    } else if let right = lesson.right {
      try put(wrapped("The answer: " + lesson.choices[right] + ".").map(bold), [""])
    }
    for sentence in lesson.answer(outcomes, guess) { try put(wrapped(sentence)) }
    try put("", bold("Remember: " + lesson.remember), "")
    try put(wrapped("What this shows: " + lesson.shows))
    try put(wrapped("What it does not show: " + lesson.doesNotShow))
    try put(wrapped("After: " + lesson.paper + "."), [""])
  }

  private func wrapped(_ text: String) -> [String] { DisplayWidth.wrapped(text, to: width) }

  private func bold(_ text: String) -> String { color ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  private func put(_ lines: String...) throws { try put(lines) }

  private func put(_ parts: [String]...) throws {
    for line in parts.joined() { try Terminal.result(line + "\n") }
  }
}

/// A passage in lines, with the words that are missing struck out, or as dots where nothing can be struck out.
struct PassageText {
  private let pieces: [TextPiece]
  private let missing: Set<Int>

  init(_ pieces: [TextPiece], missing: Set<Int>) {
    self.pieces = pieces
    self.missing = missing
  }

  /// The first lines.
  func lines(width: Int, count: Int, color: Bool) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    var index = 0
    while index < pieces.count {
      // What no space parts stays together, such as a word and its full stop.
      var end = index + 1
      while end < pieces.count, !pieces[end].spaceBefore, !pieces[end].startsParagraph { end += 1 }
      let texts = pieces[index..<end].map { DisplayWidth.plain($0.text) }
      let length = texts.reduce(0) { $0 + DisplayWidth.of($1) }
      if used > 0, used + 1 + length > width - 4 {
        lines.append(line)
        if lines.count == count { return lines }
        (line, used) = ("", 0)
      } else if used > 0 {
        line += " "
        used += 1
      }
      used += length
      for (text, place) in zip(texts, index...) {
        line += missing.contains(place) ? gone(text, color) : text
      }
      index = end
    }
    return used > 0 ? lines + [line] : lines
  }

  private func gone(_ text: String, _ color: Bool) -> String {
    color ? "\u{1B}[2;9m\(text)\u{1B}[0m" : String(repeating: ".", count: DisplayWidth.of(text))
  }
}
