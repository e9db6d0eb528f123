internal import HTTPTypes
internal import Hummingbird
internal import Reports

/// The files of the page.
///
/// The scripts are plain ones, in the order in which they stand here, so that the offline page can hold them one
/// after the other.
enum PageFiles {
  /// A file.
  struct File: Sendable {
    var name: String
    var type: String
    var bytes: [UInt8]
  }

  /// The page, with places for its style, its scripts and a recorded run.
  static let template = PageTemplate(PackageResources.index_html)

  /// The page as it is served: everything else in files of its own.
  static let served = File(
    name: "index.html", type: "text/html; charset=utf-8",
    bytes: Array(
      template.filled([
        "HEAD": "<link rel=\"stylesheet\" href=\"page.css\">\n"
          + "<link rel=\"icon\" href=\"icon.svg\" type=\"image/svg+xml\">",
        "SCRIPTS": scripts.map { "<script src=\"\($0.name)\" defer></script>" }
          .joined(separator: "\n"),
      ]).utf8))

  static let style = File(
    name: "page.css", type: "text/css; charset=utf-8",
    bytes: PageParts.style + PackageResources.live_css)

  static let icon = File(
    name: "icon.svg", type: "image/svg+xml", bytes: PackageResources.icon_svg)

  static let scripts: [File] = [
    ("theme.js", PageParts.theme), ("base.js", PackageResources.base_js),
    ("settings.js", PackageResources.settings_js), ("source.js", PackageResources.source_js),
    ("charts.js", PackageResources.charts_js), ("predict.js", PackageResources.predict_js),
    ("text.js", PackageResources.text_js), ("words.js", PackageResources.words_js),
    ("lane.js", PackageResources.lane_js), ("lesson.js", PackageResources.lesson_js),
    ("page.js", PackageResources.page_js),
  ].map { File(name: $0.0, type: "text/javascript; charset=utf-8", bytes: $0.1) }

  /// All that a browser asks for.
  static let all = [served, style, icon] + scripts
}

extension PageFiles.File {
  var response: Response {
    Response(
      status: .ok, headers: [.contentType: type],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
