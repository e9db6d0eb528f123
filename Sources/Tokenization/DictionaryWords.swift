internal import CICU

/// ``DictionaryRules`` at work on runs of ideographs and kana, on one thread.
final class DictionaryWords {
  /// Bytes of every character of a run.
  static let bytesOfCharacter = 3

  private let path: DictionaryPath
  private lazy var dictionary = path.open()
  /// By length, what a run of Katakana costs.
  private let katakanaCosts: [UInt32]
  private var capacity = 0
  /// The run in UTF-16.
  private var units = UnsafeMutablePointer<UInt16>.allocate(capacity: 0)
  /// What the cheapest way to each place costs.
  private var costs = UnsafeMutablePointer<UInt32>.allocate(capacity: 0)
  /// The place before each on that way; after that, in its last part, the ends of the words.
  private var places = UnsafeMutablePointer<Int32>.allocate(capacity: 0)
  private let wordLengths: UnsafeMutablePointer<Int32>
  private let wordCosts: UnsafeMutablePointer<Int32>

  /// Creates what one thread needs; the path is asked when the first run comes.
  init(_ path: DictionaryPath) {
    self.path = path
    katakanaCosts = (0..<DictionaryRules.longestKatakana).map { length in
      let costs = path.rules.katakanaCosts
      return costs[length < costs.count ? length : 0]
    }
    wordLengths = .allocate(capacity: DictionaryRules.longestWord)
    wordCosts = .allocate(capacity: DictionaryRules.longestWord)
  }

  deinit {
    free()
    wordLengths.deallocate()
    wordCosts.deallocate()
  }

  private func free() {
    units.deallocate()
    costs.deallocate()
    places.deallocate()
  }

  /// Calls `body` with the end of every word of a run.
  ///
  /// - Parameters:
  ///   - run: Characters of the class ``FastWordRules/Class/dictionary``, at least one.
  ///   - body: Gets ends in bytes from where the run begins.
  /// - Returns: False, and nothing was called, where ICU has to find the words.
  /// - Complexity: Linear, for words are no longer than ``DictionaryRules/longestWord``.
  @inline(__always)
  func forEachEnd(of run: UnsafeBufferPointer<UInt8>, _ body: (_ end: Int) -> Void) -> Bool {
    guard let dictionary else { return false }
    for place in findWords(of: run, in: dictionary) {
      body(Int(places[place]) * Self.bytesOfCharacter)
    }
    return true
  }

  /// Leaves the ends of the words in ``places`` and returns where.
  private func findWords(
    of run: UnsafeBufferPointer<UInt8>, in dictionary: WordDictionary
  ) -> Range<Int> {
    let unknownCost = path.rules.unknownCost
    let count = begin(run)
    var isAfterKatakana = false
    for index in 0..<count {
      let room = min(DictionaryRules.longestWord, count - index)
      let known = dictionary.prefixes(units + index, room, wordLengths, wordCosts)
      for word in 0..<known {
        relax(from: index, Int(wordLengths[word]), UInt32(bitPattern: wordCosts[word]))
      }
      if known == 0 || wordLengths[0] != 1 { relax(from: index, 1, unknownCost) }
      let isKatakana = DictionaryRules.isKatakana(units[index])
      if isKatakana, !isAfterKatakana {
        let length = katakanaLength(from: index, count)
        if length < DictionaryRules.longestKatakana {
          relax(from: index, length, katakanaCosts[length])
        }
      }
      isAfterKatakana = isKatakana
    }
    return collectEnds(count)
  }

  /// Takes a run and returns how many characters it has.
  private func begin(_ run: UnsafeBufferPointer<UInt8>) -> Int {
    let count = run.count / Self.bytesOfCharacter
    if count >= capacity {
      free()
      capacity = max(2 * capacity, count + 1)
      units = .allocate(capacity: capacity)
      costs = .allocate(capacity: capacity)
      places = .allocate(capacity: capacity)
    }
    for index in 0..<count {
      let place = index * Self.bytesOfCharacter
      units[index] =
        UInt16(run[place] & 0x0F) << 12 | UInt16(run[place + 1] & 0x3F) << 6
        | UInt16(run[place + 2] & 0x3F)
    }
    costs[0] = 0
    (costs + 1).initialize(repeating: .max, count: count)
    return count
  }

  /// Takes the word of a length that starts at `index` if it makes the way to its end cheaper.
  @inline(__always)
  private func relax(from index: Int, _ length: Int, _ cost: UInt32) {
    // ICU's sums, which go round where they overflow.
    let sum = costs[index] &+ cost
    guard sum < costs[index + length] else { return }
    costs[index + length] = sum
    places[index + length] = Int32(truncatingIfNeeded: index)
  }

  /// How many Katakana stand at `index`, at most ``DictionaryRules/longestKatakana``.
  private func katakanaLength(from index: Int, _ count: Int) -> Int {
    let limit = min(count, index + DictionaryRules.longestKatakana)
    var end = index + 1
    while end < limit, DictionaryRules.isKatakana(units[end]) { end += 1 }
    return end - index
  }

  /// Follows the cheapest way back from the end.
  ///
  /// What is written never lies before what is yet to be read.
  private func collectEnds(_ count: Int) -> Range<Int> {
    var first = count + 1
    var place = count
    while place > 0 {
      let before = Int(places[place])
      first -= 1
      places[first] = Int32(truncatingIfNeeded: place)
      place = before
    }
    return first..<count + 1
  }
}
