internal import Digests
import FoundationEssentials

/// The policy of a page that loads nothing and runs only the scripts it was written with.
package struct ContentSecurityPolicy: Sendable {
  /// The text of each inline script, exactly as it stands in the page.
  package var scripts: [String]
  /// The text of each inline style sheet, exactly as it stands in the page.
  package var styles: [String]

  /// Creates the policy of a page.
  package init(scripts: [String], styles: [String]) {
    self.scripts = scripts
    self.styles = styles
  }

  /// The value of the `Content-Security-Policy` header or meta element.
  package var value: String {
    [
      "default-src 'none'",
      "script-src " + Self.hashes(scripts),
      "style-src " + Self.hashes(styles),
      "img-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func hashes(_ sources: [String]) -> String {
    guard !sources.isEmpty else { return "'none'" }
    return sources.map { source in
      "'sha256-\(Data(SHA256Digest(of: source.utf8).bytes).base64EncodedString())'"
    }.joined(separator: " ")
  }
}
