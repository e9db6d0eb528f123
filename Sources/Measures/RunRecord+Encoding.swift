public import FoundationEssentials

extension RunRecord {
  /// The version of the format that this program reads and writes.
  public static let schema = 1

  /// The content of `manifest.json`: sorted keys, indented, so that two runs can be compared line by
  /// line.
  public static func manifestData(_ manifest: RunManifest) throws(RunRecordError) -> Data {
    try json(manifest, what: "manifest.json", isPretty: true)
  }

  /// A line of `generations.jsonl`, line feed included.
  public static func generationLine(_ record: GenerationRecord) throws(RunRecordError) -> Data {
    let what = "generation \(record.generation) of replicate \(record.replicate)"
    return try json(record, what: what, isPretty: false)
  }

  /// The content of `samples/samples.json`.
  public static func samplesData(_ samples: TextSamples) throws(RunRecordError) -> Data {
    try json(samples, what: "samples.json", isPretty: true)
  }

  private static func json(
    _ value: some Encodable, what: String, isPretty: Bool
  ) throws(RunRecordError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      var data = try encoder.encode(value)
      data.append(UInt8(ascii: "\n"))
      return data
    } catch {
      throw .unwritable(what: what, reason: RunRecord.reason(error))
    }
  }

  /// What a coder objects to, as a sentence.
  package static func reason(_ error: any Error) -> String {
    func place(_ context: [any CodingKey]) -> String {
      context.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
        .joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      let path = place(context.codingPath + [key])
      return "\(path) is missing."
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return "\(place(context.codingPath)) has a value of the wrong kind."
    case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty:
      return "it is not JSON."
    case DecodingError.dataCorrupted(let context):
      return "\(place(context.codingPath)) has a value that is not allowed."
    case EncodingError.invalidValue(let value, let context):
      return "\(place(context.codingPath)) is \(value), which JSON cannot hold."
    default:
      return "\(error)."
    }
  }
}
