import Testing

@testable import LanguageModels

/// Logarithms of a file stay what they are when it is read and written again.
struct ARPARoundingTests {
  /// The first two were read as neighbours of theirs.
  @Test("what was read is written as the same value", arguments: [0.3, -0.2, -0.5, -1.5, -9.9, 2])
  func readAndWritten(logarithm: Double) {
    let value = ARPALines.power(logarithm)
    #expect(ARPALines.power(ARPAFormat.log10OrZero(value)) == value)
  }

  @Test func `what was written is written again`() {
    var bits: UInt64 = 1
    for _ in 0..<100_000 {
      bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let share = Double(bits >> 11) * 0x1p-53
      // Weights, probabilities and logarithms as other programs round them.
      for value in [
        share * 3, share * share * share, ARPALines.power((share * -8e6).rounded() / 1e6),
        ARPALines.power(share * 40 - 38),
      ] {
        let written = ARPAFormat.log10OrZero(value)
        let read = ARPALines.power(written)
        #expect(abs(read - value) <= value * 0x1p-46)
        let again = ARPAFormat.log10OrZero(read)
        guard again == written else {
          Issue.record("\(value): \(written), then \(again)")
          return
        }
      }
    }
  }
}
