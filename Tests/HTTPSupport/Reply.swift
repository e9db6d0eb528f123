import Foundation

/// The answer to a request.
package struct Reply: Sendable {
  package var status: Int
  /// The headers by their name in lower case.
  package var headers: [String: String]
  package var body: [UInt8]

  /// The body as text.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as an object of JSON; empty if it is none.
  package var object: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]) ?? [:]
  }

  /// The sentence of a refusal.
  package var sentence: String { object["error"] as? String ?? "" }

  /// Reads an answer that the server ended by closing.
  package init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { return nil }
    self.status = status
    headers = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
        .trimmingCharacters(in: .whitespaces)
    }
    let rest = Array(bytes[end.upperBound...])
    body = headers["transfer-encoding"] == "chunked" ? Chunks.joined(rest) : rest
  }
}

/// Bodies that come in chunks.
package enum Chunks {
  /// The chunks that are whole, one after the other.
  package static func joined(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    return taken(from: &bytes)
  }

  /// Takes the chunks that are whole.
  package static func taken(from bytes: inout [UInt8]) -> [UInt8] {
    var body: [UInt8] = []
    var rest = bytes[...]
    while let end = rest.firstRange(of: [13, 10]),
      let size = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), size > 0,
      rest[end.upperBound...].count >= size + 2
    {
      body += rest[end.upperBound..<(end.upperBound + size)]
      rest = rest[(end.upperBound + size + 2)...]
    }
    bytes = Array(rest)
    return body
  }
}
