import Testing

@testable import Sampling

/// Numbers for contexts against a dictionary.
struct ContextPlacesTests {
  @Test(arguments: [1, 7, 1000], [1, 2, 40, 5000])
  func theSameAsADictionary(firstLong: Int, most: Int) {
    var places = ContextPlaces(firstLong: firstLong, most: most)
    var expected: [UInt32: Int] = [:]
    var number: UInt32 = 1
    for turn in 0..<12_000 {
      // Neighbours, multiples of a power of two, and numbers from anywhere.
      number = number &* 1_664_525 &+ 1_013_904_223
      let context = [UInt32(turn), UInt32(turn) << 16, number, number >> 12][turn % 4]
      #expect(places[context] == expected[context])
      guard expected[context] == nil else { continue }
      if expected.count == most { expected.removeAll() }
      let place = places.add(context)
      #expect(place == expected.count, "place 0 says that all others are forgotten")
      expected[context] = place
    }
    for (context, place) in expected { #expect(places[context] == place) }
  }
}
