import Sampling
import Testing

/// The generator against the known answers of its authors (Random123, kat_vectors).
struct PhiloxTests {
  @Test(arguments: [
    (
      SIMD4<UInt32>(0, 0, 0, 0), SIMD2<UInt32>(0, 0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4(repeating: UInt32.max), SIMD2(repeating: UInt32.max),
      SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      SIMD2(0xa409_3822, 0x299f_31d0),
      SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, expected: SIMD4<UInt32>) {
    #expect(Philox.block(counter, key: key) == expected)
  }

  /// Every part of the address leads to another sequence.
  @Test func addressesAreApart() {
    var firsts: Set<UInt64> = []
    for seed in [0, 1, 1 << 32] as [UInt64] {
      for replicate in 0..<3 {
        for generation in 0..<3 {
          for sentence in 0..<3 {
            var random = SentenceRandom(
              seed: seed, replicate: replicate, generation: generation, sentence: sentence)
            for _ in 0..<5 { firsts.insert(random.next()) }
          }
        }
      }
    }
    #expect(firsts.count == 3 * 3 * 3 * 3 * 5)
  }

  @Test func aSequenceIsTheBlocksOfItsCounter() {
    var random = SentenceRandom(
      seed: 0x299f_31d0_a409_3822, replicate: 0x0370_7344, generation: 0x1319_8a2e,
      sentence: 0x85a3_08d3)
    for count in 0..<3 as Range<UInt32> {
      let block = Philox.block(
        SIMD4(count, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: SIMD2(0xa409_3822, 0x299f_31d0))
      #expect(random.next() == UInt64(block[1]) << 32 | UInt64(block[0]))
      #expect(random.next() == UInt64(block[3]) << 32 | UInt64(block[2]))
    }
  }

  @Test(arguments: [1, 2, 3, 1000] as [UInt64])
  func boundedNumbers(bound: UInt64) {
    var random = SentenceRandom(seed: 4, replicate: 0, generation: 0, sentence: 0)
    let draws = (0..<4000).map { _ in random.next(below: bound) }
    #expect(draws.allSatisfy { $0 < bound })
    // The mean of n numbers uniform on 0 ..< b: standard error b / sqrt(12 n), within six of them.
    let mean = Double(draws.reduce(0, +)) / 4000
    let error = Double(bound) / (12.0 * 4000).squareRoot()
    #expect(abs(mean - Double(bound - 1) / 2) <= 6 * error)
  }
}
