#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What probabilities weigh at a temperature: p^(1/T), not normalized.
struct Tempering: BitwiseCopyable, Sendable {
  private let power: Double

  /// Weights at T; without an end every probability weighs 1.
  init(temperature: Double) { power = 1 / temperature }

  /// Whether probabilities weigh what they are.
  @inline(__always)
  var isIdentity: Bool { power == 1 }

  /// What a probability weighs.
  @inline(__always)
  func callAsFunction(_ probability: Double) -> Double {
    isIdentity ? probability : pow(probability, power)
  }
}
