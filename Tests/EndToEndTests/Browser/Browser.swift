import Foundation

/// A page in headless Chromium, cut off from the network.
struct Browser {
  /// The program, where there is one.
  static let program: String? = {
    for folder in ["/usr/bin", "/usr/local/bin", "/snap/bin"] {
      for name in ["chromium", "chromium-browser", "google-chrome"] {
        let path = "\(folder)/\(name)"
        if FileManager.default.isExecutableFile(atPath: path) { return path }
      }
    }
    return nil
  }()

  /// Whether there is one, or the environment says that there has to be.
  static let isThere =
    program != nil || ProcessInfo.processInfo.environment["TEXTCOLLAPSE_BROWSER"] != nil

  /// What a page became.
  struct Page {
    /// The document after its scripts ran, as markup.
    var document: String
    /// What the browser said of it.
    var console: [Substring]

    /// The document without its scripts.
    var markup: String {
      document.components(separatedBy: "</script>")
        .map { $0.components(separatedBy: "<script")[0] }.joined()
    }
  }

  /// Opens a file and lets its scripts run.
  static func open(_ path: String, _ options: String = "", in tool: Tool) throws -> Page {
    let output = try tool.shell(
      """
      '\(program ?? "chromium")' --headless=new --no-sandbox --disable-gpu --dump-dom \
        --user-data-dir='\(tool.folder)/profile' --virtual-time-budget=20000 \
        --host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr --v=0 \(options) \
        'file://\(path)'
      """)
    return Page(
      document: output.out,
      console: output.err.split(separator: "\n").filter { $0.contains(":CONSOLE") })
  }
}
