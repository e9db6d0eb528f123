internal import Counting
internal import Tokenization

/// The n-grams of one order that a model holds, in the order of ``NgramLevel``.
struct LevelNgrams {
  let order: Int
  let count: Int
  let lastTokens: LastTokens
  /// The counts in use.
  let inUse: SmallCounts
  let startsSentence: FlatBuffer<UInt8>
  let backOffs: FlatBuffer<UInt32>
  let contexts: FlatBuffer<UInt32>
  /// How many end in the sentence boundary; they come first.
  let boundaryCount: Int

  /// Gives the memory back of what is known of some n-grams; what lies before them was given back.
  func giveBack(_ range: Range<Int>) {
    inUse.giveBack(range)
    backOffs.giveBack(range)
    contexts.giveBack(range)
  }

  /// All n-grams of a level.
  init(_ level: NgramLevel, counts inUse: SmallCounts) {
    order = level.order
    count = level.count
    lastTokens = level.lastTokens
    self.inUse = inUse
    startsSentence = level.startsSentence
    backOffs = level.backOffs
    contexts = level.contexts
    boundaryCount = level.boundaryCount
  }

  /// The n-grams of a level that are kept, with their new numbers.
  ///
  /// - Parameters:
  ///   - level: The level.
  ///   - inUse: The counts in use.
  ///   - kept: What is kept.
  ///   - leftOut: Takes what is left out, for each context of this length.
  ///   - skippedContexts: How many n-grams of the order below stand in front and are no contexts.
  init(
    _ level: NgramLevel, counts inUse: SmallCounts, keeping kept: KeptNgrams,
    leftOut: UnsafeMutablePointer<LeftOut>, skippedContexts: Int
  ) {
    order = level.order
    count = kept.ngramCounts[level.order - 1]
    boundaryCount = kept.boundaryCounts[level.order - 1]
    let isLonger = level.order > 1
    let starts = FlatBuffer<UInt32>(uninitialized: level.lastTokens.starts.count)
    lastTokens = LastTokens(tokens: level.lastTokens.tokens, starts: starts)
    let counts = inUse.reader
    let bytes = FlatBuffer<UInt8>(uninitialized: count)
    var keptCounts = SmallCounts.Writer(to: bytes.base)
    let isContext = level.startsSentence.count > 0
    startsSentence = FlatBuffer(uninitialized: isContext ? count : 0)
    backOffs = FlatBuffer(uninitialized: isLonger ? count : 0)
    contexts = FlatBuffer(uninitialized: isLonger ? count : 0)
    let numbers = kept.numbers[level.order - 1].base
    let below = isLonger ? kept.numbers[level.order - 2].base : numbers
    var token = 0
    var next = 0
    for number in 0..<level.count {
      while Int(level.lastTokens.starts.base[token]) <= number {
        starts.base[token] = UInt32(truncatingIfNeeded: next)
        token += 1
      }
      let new = Int(numbers[number])
      let context = isLonger ? below[Int(level.contexts.base[number])] : 0
      guard numbers[number] != KeptNgrams.leftOut else {
        if context != KeptNgrams.leftOut {
          leftOut[Int(context) - skippedContexts].add(counts[number])
        }
        continue
      }
      next = new + 1
      keptCounts.write(counts[number], at: new)
      if isContext { startsSentence.base[new] = level.startsSentence.base[number] }
      guard isLonger else { continue }
      backOffs.base[new] = below[Int(level.backOffs.base[number])]
      contexts.base[new] = context
    }
    self.inUse = SmallCounts(bytes: bytes, large: keptCounts.large)
    for token in token..<starts.count { starts.base[token] = UInt32(truncatingIfNeeded: next) }
  }
}
