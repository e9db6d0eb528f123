import Corpora
import Tokenization

extension FuzzTarget {
  private static let texts = [
    "Plain text.\n\nTwo paragraphs,\r\nlines.\n", "\u{FEFF}é😀 日本語 ไทย\n", "a\u{301}\u{200D}👩🏽‍🚀 x\n\n",
    "Mr. A. Smith's 3.14 e-mails?! “Yes…” he said.\n", "العربية؟ नमस्ते। 漢字かな交じり文。\n",
  ]
  private static let pieces = [
    "\u{FEFF}", "\r\n", "\n\n", "\u{0}", "😀", "\u{200D}", "\u{2028}", "é", "日", "ก", ". ", "'", "-",
  ]

  private static func reading(
    _ bytes: [UInt8], _ name: String, _ options: ReadingOptions = ReadingOptions()
  ) -> Result<Corpus, CorpusError> {
    Result { () throws(CorpusError) in try Corpus.read(bytes, name: name, options: options) }
  }

  /// Whether bytes that may be text begin as those of a format that is unpacked.
  private static func isPacked(_ bytes: [UInt8]) -> Bool {
    let marks: [[UInt8]] = [
      [0x42, 0x5A, 0x68], [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x4C, 0x5A, 0x49, 0x50, 1],
      [0x52, 0x61, 0x72, 0x21, 0x1A, 7], [0x28, 0xB5], [0x1F, 0x9D], [4, 0x22],
    ]
    let isSkippable = bytes.count > 3 && bytes[0] >> 4 == 5 && bytes[1] == 0x2A && bytes[2] == 0x4D
    return isSkippable || marks.contains { bytes.starts(with: $0) }
  }

  /// The text reader accepts what the standard library takes for UTF-8, and nothing else.
  static let utf8 = FuzzTarget("utf8", seeds: texts, dictionary: pieces) { bytes in
    let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
    let isPacked = isPacked(bytes)
    switch reading(bytes, "a.txt") {
    case .success(let corpus):
      if !isPacked, corpus.files[0].bytes == bytes.count {
        try expect(isText, "text that is none was accepted")
      }
      for document in corpus.documents {
        let text = corpus.buffer[document.range]
        try expect(String(validating: text, as: UTF8.self) != nil, "a document is no UTF-8")
      }
    case .failure(let error): try expect(!isText || isPacked, "text was refused: \(error)")
    }
  }

  /// With `--lossy` everything but NUL bytes and other formats becomes text.
  static let lossyText = FuzzTarget("lossy-text", seeds: texts, dictionary: pieces) { bytes in
    switch reading(bytes, "a.txt", ReadingOptions(lossy: true)) {
    case .success(let corpus):
      try expect(
        String(validating: corpus.buffer, as: UTF8.self) != nil, "what was repaired is no UTF-8")
      let isPlain = corpus.files[0].bytes == bytes.count && !isPacked(bytes)
      if isPlain, !bytes.contains(0x0D), !bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        try expect(
          String(decoding: corpus.buffer, as: UTF8.self) == String(decoding: bytes, as: UTF8.self),
          "the repair differs from that of the standard library")
      }
    case .failure(.invalidUTF8): throw Violation("what can be repaired was refused")
    case .failure: break
    }
  }

  /// Lines of JSON: what is read is UTF-8, and a line is at fault where it is named.
  static let jsonLines = FuzzTarget(
    "json-lines",
    seeds: [
      #"{"text":"a b"}"# + "\n" + #"{"text":"c\n\u00e9\ud83d\ude00","id":[1,-2.5e+3,{"x":null}]}"#
        + "\n",
      #" { "a" : true , "text" : "\"\\\/\b\f\t" } "#, #"[{"text":"x"}]"#, #"{"text":{"text":"x"}}"#,
    ],
    dictionary: [
      "{", "}", "[", "]", "\"", ":", ",", "\\u", "\\ud83d", "\\ude00", "\"text\":", "null", "true",
      "1e999", "-0", "\n",
    ]
  ) { bytes in
    switch reading(bytes, "a.jsonl") {
    case .success(let corpus):
      try expect(String(validating: corpus.buffer, as: UTF8.self) != nil, "a text is no UTF-8")
    case .failure(.invalidJSON(_, let line, _)), .failure(.missingField(_, let line, _)):
      try expect(line > 0 && line <= bytes.count { $0 == 0x0A } + 1, "line \(line) is not there")
    case .failure: break
    }
  }

  /// Packed files are text or a refusal.
  static let packed = FuzzTarget(
    "packed",
    seeds: [
      "\u{1F}", "BZh91AY&SY", "PK\u{3}\u{4}",
      "PK\u{5}\u{6}" + String(repeating: "\u{0}", count: 18),
      "a.txt" + String(repeating: "\u{0}", count: 252) + "ustar\u{0}00"
        + String(repeating: "\u{0}", count: 760),
    ],
    dictionary: ["\u{1F}", "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{7}\u{8}", "ustar", "BZh9", "7zXZ"]
  ) { bytes in
    // Each kind by its own mark, then what comes.
    let marks: [[UInt8]] = [
      [], [0x1F, 0x8B, 8], [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0],
    ]
    for mark in marks {
      if case .success(let corpus) = reading(mark + bytes, "a.txt") {
        try expect(String(validating: corpus.buffer, as: UTF8.self) != nil, "no UTF-8")
      }
    }
  }

  private static let tokenizers: [Tokenizer] = [
    TokenizerConfiguration(), TokenizerConfiguration(wordRules: .uax29, sentences: .line),
    TokenizerConfiguration(unit: .grapheme, sentences: .none, caseFolding: .fold),
  ].compactMap { try? Tokenizer($0) }

  /// Any text has tokens, the same for any number of threads, and none is empty.
  static let tokenizer = FuzzTarget(
    "tokenizer", seeds: texts,
    dictionary: pieces + ["<s>", "</s>", "<unk>", "http://a.b/c?d", "@x"]
  ) { bytes in
    guard
      let corpus = try? Corpus.read(
        bytes, name: "a.txt", options: ReadingOptions(documentUnit: .line, lossy: true)),
      corpus.documentCount > 0
    else { return }
    for tokenizer in tokenizers {
      guard let text = try? tokenizer.tokenize(corpus, threads: 1) else { continue }
      let again = try tokenizer.tokenize(corpus, threads: 3)
      let vocabulary = text.vocabulary(minCount: 1, maxSize: nil)
      try expect(
        text.encoded(with: vocabulary) == again.encoded(with: vocabulary),
        "the tokens hang on the number of threads")
      try expect(text.tokenCount <= bytes.count * 3, "more tokens than bytes")
    }
  }
}
