import Foundation
import Sampling
import Tokenization

extension SamplingStrategy {
  /// What draws follow: the whole vocabulary tempered, sorted and cut, in no hurry.
  ///
  /// - Parameter probabilities: p(token | context) of every token.
  /// - Returns: The weight of every token, 0 where it is not let through.
  func weights(_ probabilities: [Double]) -> [Double] {
    var ranked = probabilities.indices.filter {
      probabilities[$0] > 0 && (allowsUnknown || $0 != Int(SpecialToken.unknown))
    }
    ranked.sort { (probabilities[$0], $1) > (probabilities[$1], $0) }
    // Beside the most probable one, so that no temperature is too low.
    let most = ranked.first.map { probabilities[$0] } ?? 1
    let weight = { (token: Int) in pow(probabilities[token] / most, 1 / temperature) }
    if greedy { ranked = Array(ranked.prefix(1)) }
    if let topK { ranked = Array(ranked.prefix(topK)) }
    if let topP {
      let goal = topP * ranked.reduce(0) { $0 + weight($1) }
      var mass = 0.0
      ranked = ranked.filter { token in
        defer { mass += weight(token) }
        // Sums that differ by rounding alone count as equal.
        return topP == 1 || mass < goal - 1e-12 * goal
      }
    }
    if let minP { ranked = ranked.filter { weight($0) >= minP } }
    var weights = [Double](repeating: 0, count: probabilities.count)
    for token in ranked { weights[token] = weight(token) }
    return weights
  }
}
