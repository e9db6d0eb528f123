import Measures

/// A text to forget, and a chain of words that forgets it.
enum DemoText {
  static let passage = """
    The harbour woke before the town did. Lanterns swung along the quay, and under them the porters \
    argued about barrels, weather and wages, as their fathers had done. A grey heron stood on the \
    breakwater and paid no attention. When the packet boat from the islands came round the lighthouse, \
    the whole crowd moved at once: carters with their mules, two apprentices with a ladder, a widow \
    selling oranges from a basket, and the old harbourmaster, who had counted every mast in the bay for \
    forty years and did not trust anyone else to do it.
    Nobody noticed the girl who came ashore with a violin under her arm. She asked the widow for the \
    road to the observatory, bought one orange, and climbed the crooked stairs behind the custom house. \
    From there the sea looked like hammered pewter. She could see the islands she had left, small and \
    blue, and between them the white thread of the ferry's wake, which was already fading.
    At the observatory a bearded astronomer was asleep in his chair, his spectacles pushed up on his \
    forehead. On the table lay charts of the winter sky, a cold pot of coffee and half a letter that \
    began with an apology. She did not wake him. She opened the case, tuned the strings quietly, and \
    played the slow tune that the fishermen sing when the nets come home empty. The astronomer smiled \
    before he opened his eyes.
    """

  static let pieces: [TextPiece] = {
    var pieces: [TextPiece] = []
    for paragraph in passage.split(separator: "\n") {
      for (index, word) in paragraph.split(separator: " ").enumerated() {
        let body = word.trimmingSuffix { ".,:".contains($0) }
        pieces.append(
          TextPiece(text: body, spaceBefore: true, startsParagraph: index == 0))
        if body.count < word.count {
          pieces.append(
            TextPiece(
              text: String(word.dropFirst(body.count)), spaceBefore: false,
              startsParagraph: false))
        }
      }
    }
    return pieces
  }()

  /// The generation in which a word of the passage is lost; common words never are.
  static func death(_ word: String) -> Int {
    let common: Set<String> = [
      "the", "The", "and", "of", "a", "on", "with", "in", "that", "his", "She", "she", "had", "did",
      "not", "who", "was", "it", "from", "them", "her", "At", "On", "by", "he", "for", "to",
    ]
    guard !common.contains(word), word.count > 1 else { return .max }
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return 1 + Int(hash >> 33) % 16
  }

  /// What a chain of word pairs writes without the words that are gone.
  static func writing(_ generation: Int) -> [String] {
    let alive = pieces.map(\.text).filter { death($0) > generation }
    var followers: [String: [String]] = [:]
    for (word, next) in zip(alive, alive.dropFirst()) { followers[word, default: []].append(next) }
    var noise = Noise(UInt64(generation) &+ 40)
    var word = "The"
    return (0..<3).map { _ in
      var text = ""
      for index in 0..<84 {
        let isMark = word.count == 1 && ".,:".contains(word)
        if index == 0, isMark { word = "The" }
        text += (index == 0 || isMark ? "" : " ") + word
        let choices = followers[word] ?? ["The"]
        word = choices[Int(noise.unit() * Double(choices.count))]
      }
      return text + "."
    }
  }
}

/// SplitMix64 as noise.
struct Noise {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) / Double(1 << 53)
  }

  /// Roughly normal, mean 0, deviation 1.
  mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}

extension Substring {
  fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
    var rest = self
    while let last = rest.last, isTrimmed(last) { rest.removeLast() }
    return String(rest)
  }
}
