internal import Counting
internal import Sorting
public import Tokenization

extension NgramModel {
  /// Reads a model from an ARPA file.
  ///
  /// A file without `</s>` gives a model of an endless stream. Text after `\end\` is ignored.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: The model and its vocabulary, in the order of the file.
  /// - Throws: ``ARPAError`` with the line.
  /// - Complexity: O(*m* log *m*) for *m* n-grams.
  public static func readARPA(_ bytes: [UInt8]) throws -> (
    model: NgramModel, vocabulary: Vocabulary
  ) {
    var reader = try ARPAReader(bytes)
    return try reader.read()
  }
}

/// The back-off weights of a file, each once.
private struct DistinctWeights {
  private(set) var values: [Double] = [1]
  private var numbers: [Double: UInt32] = [1: 0]

  mutating func number(of weight: Double) -> UInt32 {
    if let number = numbers[weight] { return number }
    let number = UInt32(values.count)
    numbers[weight] = number
    values.append(weight)
    return number
  }
}

private struct ARPAReader {
  private var lines: ARPALines
  private var counts: [Int] = []
  /// Keyed by bytes: as strings, words that differ in normalization alone would be one.
  private var ids: [[UInt8]: TokenID] = [:]
  private var types: [String] = []

  private var contexts: [Context] = [Context(firstSuccessor: 0, backOff: 0, weight: 0)]
  private var weights = DistinctWeights()
  private var successors: [Successor] = []
  private var contextStarts = [0, 1]
  private var hasEnd = false

  init(_ bytes: [UInt8]) throws {
    lines = ARPALines(bytes)
    var first = lines.nextFilled()
    // As in KenLM, lines before the head are comments if they begin with #.
    while let line = first, lines.text(line).hasPrefix("#") { first = lines.nextFilled() }
    guard let first else { throw ARPAError.noLines }
    guard lines.text(first) == "\\data\\" else {
      throw lines.malformed("an ARPA file begins with \\data\\; is this one?")
    }
  }

  mutating func read() throws -> (model: NgramModel, vocabulary: Vocabulary) {
    var header = try readCounts()
    for order in 1...counts.count {
      guard let line = header, lines.text(line) == "\\\(order)-grams:" else {
        throw lines.malformed("expected the section \\\(order)-grams:")
      }
      header = order == 1 ? try readUnigrams() : try readSection(order)
    }
    guard let line = header, lines.text(line) == "\\end\\" else {
      throw lines.malformed("expected \\end\\; the file may have been cut off")
    }
    contexts.append(Context(firstSuccessor: UInt32(successors.count), backOff: 0, weight: 0))
    for context in 1..<contexts.count where contexts[context].firstSuccessor == .max {
      contexts[context].firstSuccessor = UInt32(successors.count)
    }
    let vocabulary = Vocabulary(types: types)
    let size = vocabulary.size
    var model = NgramModel(
      order: counts.count, vocabularySize: size, structure: hasEnd ? .sentences : .ring,
      floor: .vocabulary, floorSize: size - (hasEnd ? 0 : 1), ngramCounts: counts, notes: [],
      contextStarts: contextStarts, contexts: FlatBuffer(contexts),
      successors: FlatBuffer(successors), weights: FlatBuffer(weights.values), drawing: nil)
    model.lookForLosses()
    return (model, vocabulary)
  }

  /// Reads `ngram k=n` lines; returns the line after them.
  private mutating func readCounts() throws -> Range<Int>? {
    while let line = lines.nextFilled() {
      let text = lines.text(line)
      guard text.hasPrefix("ngram ") else {
        guard !counts.isEmpty else { throw lines.malformed("expected a line like \"ngram 1=100\"") }
        return line
      }
      let parts = text.dropFirst(6).split(separator: "=")
      guard parts.count == 2, let order = Int(parts[0]), let count = Int(parts[1]), count >= 0,
        order == counts.count + 1
      else { throw lines.malformed("expected \"ngram \(counts.count + 1)=\" and a count") }
      guard NgramCounts.supportedOrders.contains(order) else {
        throw lines.malformed("orders above 8 are not supported")
      }
      counts.append(count)
    }
    throw lines.malformed("the file ends before the n-grams")
  }

  // MARK: Unigrams

  private mutating func readUnigrams() throws -> Range<Int>? {
    var entries: [(id: TokenID, probability: Double, weight: Double)] = []
    var boundary = (probability: 0.0, weight: 1.0)
    var unknown = (probability: 0.0, weight: 1.0)
    var hasUnknown = false
    var hasStart = false
    var seen = 0
    var after: Range<Int>?
    while let line = lines.nextFilled() {
      let fields = lines.fields(line)
      if lines.isHeading(line), fields.count == 1 {
        after = line
        break
      }
      let (probability, weight) = try values(fields, order: 1)
      let name = lines.text(fields[1])
      seen += 1
      switch name {
      case ARPAFormat.start:
        if hasStart { throw lines.malformed("<s> stands here a second time") }
        hasStart = true
        boundary.weight = weight
      case ARPAFormat.end:
        if hasEnd { throw lines.malformed("</s> stands here a second time") }
        hasEnd = true
        boundary.probability = probability
      case ARPAFormat.unknown, "<UNK>":
        if hasUnknown { throw lines.malformed("<unk> stands here a second time") }
        hasUnknown = true
        unknown = (probability, weight)
      default:
        let word = name == ARPAFormat.space ? " " : name
        // The file's own name for the space is what longer n-grams hold.
        let id = TokenID(types.count) + SpecialToken.firstType
        guard ids.updateValue(id, forKey: Array(name.utf8)) == nil else {
          throw lines.malformed("the unigram \"\(name)\" stands here a second time")
        }
        types.append(word)
        entries.append((id, probability, weight))
      }
    }
    try check(seen, order: 1)
    guard
      boundary.probability + unknown.probability + entries.reduce(0, { $0 + $1.probability }) > 0
    else { throw lines.malformed("no unigram above has a positive probability") }
    guard hasEnd || !hasStart else {
      throw lines.malformed("<s> is among the unigrams above, and </s> is not; sentences need both")
    }
    if hasEnd {
      ids[Array(ARPAFormat.start.utf8)] = SpecialToken.boundary
      ids[Array(ARPAFormat.end.utf8)] = SpecialToken.boundary
    }
    ids[Array(ARPAFormat.unknown.utf8)] = SpecialToken.unknown
    let all =
      [
        (SpecialToken.boundary, boundary.probability, boundary.weight),
        (SpecialToken.unknown, unknown.probability, unknown.weight),
      ] + entries
    let hasContexts = counts.count > 1
    for (id, probability, weight) in all {
      successors.append(
        Successor(token: id, next: hasContexts ? 1 + id : 0, probability: probability))
      if hasContexts {
        contexts.append(
          Context(firstSuccessor: .max, backOff: 0, weight: weights.number(of: weight)))
      }
    }
    // Without a weight or successors of its own, `<unk>` hides the history.
    if hasContexts { contextStarts.append(contexts.count) }
    return after
  }

  // MARK: Longer n-grams

  private struct Entry {
    var probability: Double
    var weight: Double
    var line: Int
  }

  private mutating func readSection(_ order: Int) throws -> Range<Int>? {
    var entries: [Entry] = []
    var keys: [UInt128] = []
    var after: Range<Int>?
    while let line = lines.nextFilled() {
      let fields = lines.fields(line)
      if lines.isHeading(line), fields.count == 1 {
        after = line
        break
      }
      let (probability, weight) = try values(fields, order: order)
      let tokens = try (1...order).map { place throws(ARPAError) -> TokenID in
        let name = lines.bytes(fields[place])
        guard let id = ids[name] else {
          throw lines.malformed("\"\(lines.text(fields[place]))\" is not among the unigrams")
        }
        if id == SpecialToken.boundary {
          guard place == 1 || name != Array(ARPAFormat.start.utf8) else {
            throw lines.malformed("<s> can only begin an n-gram")
          }
          guard place == order || name != Array(ARPAFormat.end.utf8) else {
            throw lines.malformed("</s> can only end an n-gram")
          }
        }
        return id
      }
      var context: UInt32 = 0
      for (index, token) in tokens.dropLast().enumerated() {
        guard let position = find(token, in: context), successors[position].next != 0,
          Int(successors[position].next) >= contextStarts[index + 1]
        else { throw lines.malformed("the first \(order - 1) words are no n-gram of the file") }
        context = successors[position].next
      }
      keys.append(
        UInt128(context) << 64 | UInt128(tokens[order - 1]) << 32 | UInt128(entries.count))
      entries.append(Entry(probability: probability, weight: weight, line: lines.number))
    }
    try check(entries.count, order: order)
    keys.withUnsafeMutableBufferPointer { sortKeys($0, bits: 96) }
    try append(keys, entries, order: order)
    return after
  }

  private mutating func append(
    _ keys: [UInt128], _ entries: [Entry], order: Int
  ) throws {
    let isHighest = order == counts.count
    var previous: UInt128?
    var filled = contextStarts[order - 1]
    for key in keys {
      let entry = entries[Int(truncatingIfNeeded: key & UInt128(UInt32.max))]
      guard previous.map({ $0 >> 32 != key >> 32 }) ?? true else {
        throw ARPAError.malformed(
          line: entry.line, problem: "this n-gram stands here a second time")
      }
      previous = key
      let context = Int(key >> 64)
      let token = TokenID(truncatingIfNeeded: key >> 32)
      while filled <= context {
        contexts[filled].firstSuccessor = UInt32(successors.count)
        filled += 1
      }
      // The state after the token with one token less of context.
      var shorter = contexts[context].backOff
      while find(token, in: shorter) == nil { shorter = contexts[Int(shorter)].backOff }
      let lower = find(token, in: shorter).map { successors[$0].next } ?? 0
      let endsSentence = token == SpecialToken.boundary && hasEnd
      let next = endsSentence ? 1 : isHighest ? lower : UInt32(contexts.count)
      successors.append(Successor(token: token, next: next, probability: entry.probability))
      if !isHighest && !endsSentence {
        contexts.append(
          Context(
            firstSuccessor: .max, backOff: lower, weight: weights.number(of: entry.weight)))
      }
    }
    while filled < contextStarts[order] {
      contexts[filled].firstSuccessor = UInt32(successors.count)
      filled += 1
    }
    if !isHighest { contextStarts.append(contexts.count) }
  }

  // MARK: Parts

  private func find(_ token: TokenID, in context: UInt32) -> Int? {
    if context == 0 { return Int(token) }
    var low = Int(contexts[Int(context)].firstSuccessor)
    var high =
      Int(context) + 1 < contexts.count && contexts[Int(context) + 1].firstSuccessor != .max
      ? Int(contexts[Int(context) + 1].firstSuccessor) : successors.count
    let end = high
    while low < high {
      let middle = (low + high) / 2
      if successors[middle].token < token { low = middle + 1 } else { high = middle }
    }
    return low < end && successors[low].token == token ? low : nil
  }

  private func values(_ fields: [Range<Int>], order: Int) throws(ARPAError) -> (Double, Double) {
    guard fields.count == order + 1 || (fields.count == order + 2 && order < counts.count) else {
      throw lines.malformed(
        "expected a log10 probability, \(order) words\(order < counts.count ? " and perhaps a back-off weight" : "")"
      )
    }
    let probability = try lines.number(fields[0])
    guard probability <= 0 else {
      throw lines.malformed("the log10 probability \(probability) is positive")
    }
    let weight = fields.count == order + 2 ? try lines.number(fields[order + 1]) : 0
    // Seven of them one after the other stay finite.
    guard weight <= 30 else {
      throw lines.malformed("the log10 back-off weight \(weight) is larger than 30")
    }
    return (ARPALines.power(probability), ARPALines.power(weight))
  }

  private func check(_ seen: Int, order: Int) throws(ARPAError) {
    guard seen == counts[order - 1] else {
      throw lines.malformed(
        "\(seen) n-grams of order \(order) stand above; the head of the file says \(counts[order - 1])"
      )
    }
  }
}
