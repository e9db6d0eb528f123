import Corpora
import Digests
import Foundation
import Generations
import LanguageModels
import Measures
import TextCollapseCommands
import Tokenization

extension FuzzTarget {
  /// An ARPA file that is read is a model: it is written, read again and the same.
  static let arpa = FuzzTarget(
    "arpa",
    seeds: [
      """
      \\data\\
      ngram 1=5
      ngram 2=4

      \\1-grams:
      -99\t<s>\t-0.3
      -0.7\t<unk>
      -0.6\t</s>
      -0.5\ta\t-0.2
      -0.9\tb\t0

      \\2-grams:
      -0.3\t<s> a
      -0.4\ta b
      -0.2\tb </s>
      -1.5\ta </s>

      \\end\\

      """,
      "\\data\\\nngram 1=2\n\n\\1-grams:\n-0.3\ta\n-0.3\tb\n\n\\end\\\n",
    ],
    dictionary: [
      "\\data\\", "\\end\\", "ngram 3=1", "\\3-grams:", "\t", "-inf", "nan", "1e400", "-99",
      "<unk>",
      "ngram 1=9999999999999999999", "\n\n", "<s> a b",
    ]
  ) { bytes in
    guard let (model, vocabulary) = try? NgramModel.readARPA(bytes) else { return }
    var written = ""
    do { try model.writeARPA(vocabulary) { written += $0 } } catch is ARPAError { return }
    let (again, words): (NgramModel, Vocabulary)
    do { (again, words) = try NgramModel.readARPA(Array(written.utf8)) } catch {
      throw Violation("what was written cannot be read: \(error)")
    }
    try expect(words.size == vocabulary.size, "the vocabulary changed")
    var twice = ""
    try again.writeARPA(words) { twice += $0 }
    try expect(written == twice, "what was read and written is not the same")
  }

  /// A configuration that is read holds, and is the same after it was written.
  static let configuration = FuzzTarget(
    "configuration",
    seeds: [
      #"{"corpus": ["a.txt"], "order": 3, "temperature": 0.8, "top-k": null, "regime": "mix", "seed": 7}"#,
      #"{"schema": 1, "configuration": {"generations": 2, "smoothing": "additive", "lambda": 0.5}}"#,
    ],
    dictionary: [
      "\"order\"", "\"growth\"", "\"tokens\"", "\"held-out-share\"", "\"real-share\"", "NaN",
      "1e999",
      "-1", "9223372036854775808", "null", "{", "[", "\"mix\"", "\"replace\"", "\"min-p\"",
    ]
  ) { bytes in
    guard let configuration = try? ConfigurationFile.read(bytes, path: "c.json") else { return }
    do { try configuration.validate() } catch { throw Violation("read, but not valid: \(error)") }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let written = try encoder.encode(configuration)
    let again: RunConfiguration
    do { again = try ConfigurationFile.read(Array(written), path: "c.json") } catch {
      throw Violation("what was written cannot be read: \(error)")
    }
    // What is resolved in writing, such as the judge, need not have been said.
    try expect(try encoder.encode(again) == written, "the configuration changed")
  }

  /// The beginning of a run.
  static let start = FuzzTarget(
    "start",
    seeds: [
      #"{"schema":1,"workingDirectory":"/a","started":"2026-01-01T00:00:00Z","configuration":{"corpus":["a"]}}"#
    ],
    dictionary: ["\"schema\"", "\"configuration\"", "{", "}", "null", "-1", "1e99"]
  ) { bytes in
    guard let start = try? JSONDecoder().decode(RunStart.self, from: Data(bytes)) else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let written = try encoder.encode(start)
    let again = try JSONDecoder().decode(RunStart.self, from: written)
    try expect(try encoder.encode(again) == written, "the start changed")
  }

  private static func file(_ name: String) -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (try? String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  private static let record: String = {
    let line = file("Reports/english/generations.jsonl").prefix { $0 != "\n" }
    return String(line)
  }()

  /// A state of a replicate: as it is, and with a header that its digest vouches for.
  static let checkpoint = FuzzTarget(
    "checkpoint",
    seeds: [
      """
      {"plan":"p","replicate":0,"records":[\(record)],"samples":[{"generation":0,"missing":[],\
      "paragraphs":["a"]}],"provenance":[[{"documents":2,"source":{"real":{}},"tokens":9}]],\
      "parts":[{"documents":2,"source":{"synthetic":{"generation":1}},"tokens":9}],\
      "structure":"sentences","ids":12,"documentEnds":2,"texts":[5]}
      """,
      "textcollapse-checkpoint 1\n",
    ],
    dictionary: [
      "\"ids\":", "\"texts\":", "\"documentEnds\":", "9223372036854775807", "-1", "\"ring\"", "[",
      "]",
      "\"replicate\":1", "{\"synthetic\":{\"generation\":1}}",
    ]
  ) { bytes in
    func read(_ file: [UInt8]) -> LineageProgress? {
      try? Checkpoint.read(file, path: "c", plan: "p", vocabularySize: 9)
    }
    try expect(read(bytes) == nil, "a file without its digest was taken")
    let length = (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) }
    let ids: [UInt8] = (0..<12).flatMap { [UInt8($0 % 9), 0, 0, 0] }
    let ends: [UInt8] = [5, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0]
    var body = Array("textcollapse-checkpoint 1\n".utf8)
    for part in [length, bytes, ids, ends, Array("abcd\n".utf8)] { body += part }
    guard let progress = read(body + Array(SHA256Digest(of: body).hexadecimal.utf8)) else { return }
    try expect(!progress.records.isEmpty, "a state without generations was taken")
    for (generation, record) in progress.records.enumerated() {
      try expect(record.generation == generation, "a generation is missing")
    }
  }

  /// The manifest of a run.
  static let manifest = FuzzTarget(
    "manifest", seeds: [file("Reports/english/manifest.json")],
    dictionary: ["\"schema\"", "\"theory\"", "\"inputs\"", "null", "-1", "1e999", "[", "{"]
  ) { bytes in
    guard let manifest = try? RunRecord.manifest(in: Data(bytes), file: "m") else { return }
    let written: Data
    do { written = try RunRecord.manifestData(manifest) } catch is RunRecordError { return }
    let again = try RunRecord.manifest(in: written, file: "m")
    try expect(again == manifest, "the manifest changed")
  }

  private static let plan: RunManifest? = try? RunRecord.manifest(
    in: Data(file("Reports/english/manifest.json").utf8), file: "m")

  /// The log of a run.
  static let generations = FuzzTarget(
    "generations", seeds: [record + "\n", record + "\n" + record],
    dictionary: [
      "\n", "\"generation\":1", "\"replicate\":1", "\"measures\":{", "null", "-1", "1e999",
    ]
  ) { bytes in
    guard let plan else { throw Violation("the seeds are not there") }
    let read = Result { () throws(RunRecordError) in
      try RunRecord.generations(in: Data(bytes), file: "g", manifest: plan)
    }
    switch read {
    case .success(let records):
      let lines = try records.map { try RunRecord.generationLine($0) }
      let again = try RunRecord.generations(in: Data(lines.joined()), file: "g", manifest: plan)
      try expect(again == records, "the records changed")
    case .failure(.malformedLine(_, let line, _)), .failure(.truncated(_, let line)):
      try expect(line > 0 && line <= bytes.count { $0 == 0x0A } + 1, "line \(line) is not there")
    case .failure: break
    }
  }
}
