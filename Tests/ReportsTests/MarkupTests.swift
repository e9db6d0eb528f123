import Foundation
import Testing

@testable import Reports

@Suite struct MarkupTests {
  @Test func textIsEscapedByType() {
    let node = element(.p, [HTMLAttribute(.title, "a\"b'c")], "1 < 2 & \u{0}\u{1B}")
    #expect(
      node.markup == "<p title=\"a&quot;b&#39;c\">1 &lt; 2 &amp; \u{FFFD}\u{FFFD}</p>")
  }

  @Test func dataBlocksCannotBeEnded() throws {
    let text = "</script><!--<script>\u{2028}\u{2029}\u{202E}\"\\\n\u{1}&"
    let value: JSONValue = ["a": .string(text), "b": [1, 2.5, .null, true]]
    #expect(!value.compact.contains("<"))
    #expect(!value.compact.unicodeScalars.contains("\u{2028}"))
    for json in [value.compact, value.pretty] {
      let parsed = try #require(
        JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      #expect(parsed["a"] as? String == text)
    }
  }

  @Test func objectsAreWrittenInOneOrder() {
    #expect(JSONValue.object(["b": 1, "a": 2, "é": 3]).compact == #"{"a":2,"b":1,"é":3}"#)
    #expect(JSONValue.rounded(.infinity) == .null)
  }

  @Test func templatesAreFilledInOnePass() {
    let template = PageTemplate(Array("<{{A}}|{{B}}|{{C}}>{{".utf8))
    #expect(template.filled(["A": "{{B}}", "B": "x"]) == "<{{B}}|x|>{{")
  }

  @Test func scriptsCannotBeEnded() {
    let script = #"a("</script>","</SCRIPT ","<!-- x","</div>");b<!c"#
    #expect(
      InlineScript.safe(Array(script.utf8))
        == #"a("<\/script>","<\/SCRIPT ","<\!-- x","</div>");b<!c"#)
  }

  // printf 'alert(1)' | openssl dgst -sha256 -binary | base64
  @Test func policyNamesTheHashOfEachScript() {
    let policy = ContentSecurityPolicy(scripts: ["alert(1)"], styles: [])
    #expect(
      policy.value.contains("script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"))
    #expect(policy.value.contains("default-src 'none'"))
    #expect(policy.value.contains("style-src 'none'"))
  }
}
