@testable import Measures

/// A loop of maximum-likelihood unigram models: the simulation against which the laws are tested.
///
/// The real text has `rates.count` types; a type's probability is its share of the rates.
struct NeutralLoop {
  var random: SplitMix64
  /// The real distribution, as a list from which every element is equally likely.
  let world: [Int]
  let types: Int

  init(seed: UInt64, rates: [Int]) {
    random = SplitMix64(seed: seed)
    types = rates.count
    world = rates.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
  }

  mutating func draw(_ count: Int, from tokens: [Int]) -> [Int] {
    var drawn = [Int](repeating: 0, count: count)
    for index in drawn.indices { drawn[index] = tokens[random.index(below: tokens.count)] }
    return drawn
  }

  /// A random part of the tokens, each of them at most once.
  mutating func part(_ count: Int, of tokens: [Int]) -> [Int] {
    var tokens = tokens
    for index in 0..<count {
      tokens.swapAt(index, index + random.index(below: tokens.count - index))
    }
    return Array(tokens[..<count])
  }

  /// The training sets D_0 … D_generations of one replicate.
  mutating func run(_ start: [Int], _ schedule: LineageSchedule, generations: Int) -> [[Int]] {
    var sets = [start]
    var permanent: [Int] = []
    if case .mixSame(let share) = schedule {
      permanent = part(Int(share * Double(start.count)), of: start)
    }
    for _ in 0..<generations {
      let last = sets[sets.count - 1]
      let size = start.count
      switch schedule {
      case .replaceGrowing(let growth):
        sets.append(draw(Int(growth * Double(last.count)), from: last))
      case .partial(let share):
        let drawn = Int(share * Double(size))
        sets.append(part(size - drawn, of: last) + draw(drawn, from: last))
      case .accumulate:
        sets.append(last + draw(size, from: last))
      case .mixSame:
        sets.append(permanent + draw(size - permanent.count, from: last))
      case .mixRedrawn(let share):
        let real = Int(share * Double(size))
        sets.append(draw(real, from: start) + draw(size - real, from: last))
      case .mixFresh(let share):
        let real = Int(share * Double(size))
        sets.append(draw(real, from: world) + draw(size - real, from: last))
      }
    }
    return sets
  }

  func counts(_ tokens: [Int]) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: types)
    for token in tokens { counts[token] += 1 }
    return counts
  }
}
