internal import FoundationEssentials
internal import LiveLab
internal import Reports

/// A run as one file that replays without a server.
struct OfflinePage {
  private struct Recording: Encodable {
    var version: String
    var catalog: Catalog
    var lanes: [Lane]
  }

  private struct Lane: Encodable {
    var settings: LiveSettings
    var events: [Event]
    /// How often each word occurs in every generation.
    var words: [String: [UInt32]]
  }

  private struct Event: Encodable {
    var kind: String
    var data: String
  }

  /// Words whose counts are kept; the most frequent ones first.
  private static let mostWords = 20_000

  private let html: String

  /// Records runs as far as they have come.
  ///
  /// - Parameters:
  ///   - runs: One run, or those that stand beside each other.
  ///   - catalog: What the page knows of corpora and lessons.
  ///   - version: The version of textcollapse.
  /// - Throws: An error of encoding.
  init(_ runs: [LiveRun], catalog: Catalog, version: String) throws {
    let lanes = runs.map { run in
      let words = run.wordHistory?.all.prefix(Self.mostWords) ?? []
      return Lane(
        settings: run.request.settings,
        events: run.log.events(after: 0).events.map { Event(kind: $0.kind, data: $0.data) },
        words: Dictionary(words.map { ($0.word, $0.counts) }) { first, _ in first })
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Recording(version: version, catalog: catalog, lanes: lanes))
    let style = "\n" + String(decoding: PageFiles.style.bytes, as: UTF8.self)
    let script =
      "\n"
      + PageFiles.scripts.map { InlineScript.safe($0.bytes) }.joined(separator: "\n")
    let policy = ContentSecurityPolicy(scripts: [script], styles: [style])
    html = PageFiles.template.filled([
      "HEAD": "<meta http-equiv=\"Content-Security-Policy\" content=\""
        + HTMLText.escaped(policy.value) + "\">\n<style>\(style)</style>",
      "DATA": "<script type=\"application/json\" id=\"recording\">"
        + Self.harmless(data) + "</script>",
      "SCRIPTS": "<script>\(script)</script>",
    ])
  }

  /// JSON that cannot end the element it stands in: its `<` are all within strings.
  private static func harmless(_ json: Data) -> String {
    String(decoding: json, as: UTF8.self).split(separator: "<", omittingEmptySubsequences: false)
      .joined(separator: "\\u003c")
  }

  /// The file.
  var bytes: [UInt8] { Array(html.utf8) }
}
