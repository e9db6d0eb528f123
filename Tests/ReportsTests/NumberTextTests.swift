import Measures
import Testing

@testable import Reports

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0.0, "0"), (4310, "4,310"), (1_234_567, "1,234,567"), (312.4, "312"), (45.62, "45.6"),
    (9.999, "10.0"), (0.0123, "0.0123"), (0.00012345, "0.000123"), (-2.5, "−2.50"), (99.96, "100"),
    (1.0, "1.00"), (.infinity, "–"), (.nan, "–"), (1e300, "1e+300"),
  ])
  func significantDigits(value: Double, text: String) {
    #expect(NumberText.significant(value) == text)
  }

  @Test(arguments: [
    (0.28, "28\u{A0}%"), (1.0, "100\u{A0}%"), (0.0, "0\u{A0}%"), (0.148, "14.8\u{A0}%"),
    (0.0042, "0.42\u{A0}%"), (-0.61, "−61\u{A0}%"), (-0.00001, "0.00\u{A0}%"), (.nan, "–"),
  ])
  func percent(share: Double, text: String) {
    #expect(NumberText.percent(share) == text)
  }

  @Test func changes() {
    #expect(NumberText.change(1.05) == "+105\u{A0}%")
    #expect(NumberText.change(-0.31) == "−31\u{A0}%")
    #expect(NumberText.change(15) == "×16")
  }

  @Test func sizesAndTimes() {
    #expect(NumberText.bytes(999) == "999\u{A0}bytes")
    #expect(NumberText.bytes(186_402) == "186\u{A0}kB")
    #expect(NumberText.seconds(12.53) == "12.5\u{A0}s")
    #expect(NumberText.seconds(184) == "3\u{A0}min 4\u{A0}s")
    #expect(NumberText.integer(Int.min) == "−9,223,372,036,854,775,808")
  }

  @Test(arguments: [(0.123456789, 0.123457), (1234.56789, 1234.57), (-5e-7, -5e-7), (0, 0)])
  func rounding(value: Double, expected: Double) {
    #expect(NumberText.rounded(value) == expected)
  }

  @Test func intervalsHaveTheDigitsThatMean() throws {
    let share = try #require(Estimate([0.386, 0.396, 0.406]))
    #expect(ValueText(unit: "share").interval(share) == "37.1–42.1\u{A0}%")
    let types = try #require(Estimate([1690, 1700, 1710]))
    #expect(ValueText(unit: "types").interval(types) == "1,675–1,725")
    #expect(ValueText(unit: "").interval(Estimate([3.5])) == nil)
    #expect(ValueText(unit: "").interval(Estimate([3.5, 3.5])) == "no spread")
  }
}
