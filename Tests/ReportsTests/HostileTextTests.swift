import Foundation
import Measures
import Testing

@testable import Reports

@Suite struct HostileTextTests {
  static let words = [
    "</script><img src=x onerror=alert(1)>", "\"><svg/onload=alert(2)>", "' onmouseover='x",
    "<!--", "{{DATA}}", "\u{202E}gnp.exe", "\u{2066}\u{2069}", "\u{2028}", "\u{0}", "", "__proto__",
    "&amp;", "`~~~`", "|", "</del>",
  ]

  static var record: RunRecord {
    var record = DemoRun(generations: 2, replicates: 2).record
    record.manifest.title = words[0]
    record.manifest.command = ["textcollapse", "run"] + words
    record.manifest.configuration["regime"] = .string(words[1])
    record.manifest.configuration[words[0]] = .string(words[2])
    record.manifest.inputs[0].path = words[0]
    record.manifest.corpus.language = words[2]
    record.manifest.theory[0].law = words[0]
    record.manifest.theory[0].standing = words[1]
    record.manifest.trackedWords = words.map { TrackedWord(text: $0, count: 1) }
    record.samples.reference = words.map {
      TextPiece(text: $0, spaceBefore: true, startsParagraph: false)
    }
    record.samples.generations = (0...2).map {
      GenerationSample(generation: $0, paragraphs: words, missing: Array(words.indices))
    }
    for index in record.generations.indices {
      record.generations[index].notes = [words[0]]
      record.generations[index].trackedCounts = words.map { $0.utf8.count % 3 }
      record.generations[index].measures[words[0]] = 1
    }
    return record
  }

  @Test func wordsOfTheCorpusStayText() {
    let html = Report(record: Self.record, definitions: DemoDefinitions.all).html
    for markup in ["<img", "<svg/", "onerror=alert(1)>", "<!--", "\u{0}"] {
      let isThere = html.contains(markup)
      #expect(!isThere, "\(markup.debugDescription) in the page")
    }
    // The data block and the page's own script.
    let starts = html.components(separatedBy: "<script").count - 1
    let ends = html.components(separatedBy: "</script").count - 1
    #expect(starts == 2)
    #expect(ends == 2)
  }

  @Test func theDataBlockGivesTheWordsBack() throws {
    let html = Report(record: Self.record, definitions: DemoDefinitions.all).html
    let start = try #require(html.range(of: "id=\"data\">"))
    let end = try #require(html.range(of: "</script>", range: start.upperBound..<html.endIndex))
    let json = html[start.upperBound..<end.lowerBound]
    let data = try #require(
      JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let text = try #require(data["text"] as? [String: Any])
    let reference = try #require(text["reference"] as? [[Any]])
    #expect(reference.compactMap { $0.first as? String } == Self.words)
  }

  @Test func wordsThatLookAlikeKeepTheirRows() throws {
    let figure = try #require(
      TrackedWordsFigure(RunFacts(record: Self.record, definitions: []))?.figure)
    #expect(figure.table.rows.count == Self.words.count)
    let file = try #require(
      JSONSerialization.jsonObject(with: Data(figure.file.utf8)) as? [String: Any])
    let encoding = try #require(file["encoding"] as? [String: Any])
    let y = try #require(encoding["y"] as? [String: Any])
    let rows = try #require(y["sort"] as? [String])
    #expect(Set(rows).count == Self.words.count)
  }

  @Test func markdownStaysText() {
    let page = Report(record: Self.record, definitions: DemoDefinitions.all).markdownPage
    let parts = page.components(separatedBy: "```")
    // Code blocks are shown as they are; all else must not hold an element but ours.
    let prose = stride(from: 0, to: parts.count, by: 2).map { parts[$0] }.joined()
    for markup in ["<img", "<svg", "<!--", "\u{202E}"] {
      let isThere = prose.contains(markup)
      #expect(!isThere, "\(markup.debugDescription) in the page")
    }
    #expect(MarkdownText.escaped("1. [x](y) *a* <b>") == "1\\. \\[x\\](y) \\*a\\* &lt;b&gt;")
    #expect(MarkdownText.escaped("- a\u{202E}b") == "\\- ab")
    #expect(MarkdownText.codeBlock("a ```` b", language: "sh").hasPrefix("`````sh\n"))
  }

  @Test func terminalsAreNotSteered() {
    var record = Self.record
    record.manifest.title = "a\u{1B}[2J\u{202E}b\nc"
    let text = TerminalSummary(record, DemoDefinitions.all).text(width: 80, color: false)
    #expect(!text.contains("\u{1B}"))
    #expect(text.hasPrefix("a\u{FFFD}[2Jb\u{FFFD}c\n"))
  }

  @Test func commandsAreQuotedForTheShell() {
    #expect(
      Command.line(["run", "a b", "it's", "", "$(x)", "ok-1.txt"])
        == #"run 'a b' 'it'\''s' '' '$(x)' ok-1.txt"#)
  }

  @Test func arabicReadsFromTheRight() {
    let report = Report(record: DemoRun.arabic, definitions: DemoDefinitions.all)
    #expect(report.html.contains("class=\"prose\" dir=\"rtl\" lang=\"ar\""))
    #expect(report.markdownPage.contains("<div dir=\"rtl\">"))
    #expect(report.html.contains("حكايات الميناء"))
  }

  @Test func chineseHasNoSpaces() {
    let pieces = ["春", "眠", "不", "觉", "晓"].map {
      TextPiece(text: $0, spaceBefore: false, startsParagraph: false)
    }
    let paragraphs = ReferenceText(pieces: pieces, missing: [2]).paragraphs
    #expect(paragraphs.map(\.markup) == ["<p>春眠<del>不</del>觉晓</p>"])
  }
}

extension DemoRun {
  /// A run on a text that reads from right to left.
  static var arabic: RunRecord {
    var record = DemoRun(generations: 4, replicates: 2).record
    let text =
      "خرج الصياد قبل الفجر إلى البحر ، وكان القمر فوق الميناء . نظر إلى الماء ثم ألقى شبكته القديمة ، وانتظر طويلا حتى طلعت الشمس . لم يجد في الشبكة سوى سمكة صغيرة وزجاجة فيها رسالة من بلد بعيد ."
    let words = text.split(separator: " ").map(String.init)
    record.manifest.title = "حكايات الميناء"
    record.manifest.corpus.rightToLeft = true
    record.manifest.corpus.language = "ar"
    record.manifest.trackedWords = words.prefix(12).enumerated().map {
      TrackedWord(text: $1, count: 40 - 3 * $0)
    }
    record.samples.reference = words.map {
      TextPiece(text: $0, spaceBefore: $0 != "." && $0 != "،", startsParagraph: false)
    }
    record.samples.generations = (0...4).map { generation in
      GenerationSample(
        generation: generation,
        paragraphs: [words.filter { $0.utf8.count % 5 > generation - 2 }.joined(separator: " ")],
        missing: words.indices.filter { words[$0].utf8.count % 7 < generation })
    }
    return record
  }
}
