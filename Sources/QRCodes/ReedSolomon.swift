/// The code that repairs a damaged symbol: Reed and Solomon's over GF(2⁸) with the polynomial
/// x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, 7.5).
enum ReedSolomon {
  /// The check words of a block.
  ///
  /// - Parameters:
  ///   - data: The words of the block.
  ///   - count: How many check words.
  /// - Returns: The rest of dividing the words, as a polynomial, by the generator of that degree.
  /// - Complexity: O(*n* · *count*) for *n* words.
  static func checkWords(of data: [UInt8], count: Int) -> [UInt8] {
    let generator = generator(degree: count)
    var rest = [UInt8](repeating: 0, count: count)
    for word in data {
      let factor = word ^ rest.removeFirst()
      rest.append(0)
      for index in rest.indices { rest[index] ^= product(generator[index], factor) }
    }
    return rest
  }

  /// The coefficients of (x − 1)(x − α)…(x − α^(degree−1)) below the leading one.
  static func generator(degree: Int) -> [UInt8] {
    var coefficients = [UInt8](repeating: 0, count: max(0, degree - 1)) + [1]
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in coefficients.indices {
        coefficients[index] = product(coefficients[index], root)
        if index + 1 < coefficients.count { coefficients[index] ^= coefficients[index + 1] }
      }
      root = product(root, 2)
    }
    return coefficients
  }

  /// The product of two elements of the field.
  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var result = 0
    for bit in (0..<8).reversed() {
      result <<= 1
      if result & 0x100 != 0 { result ^= 0x11D }
      if (Int(b) >> bit) & 1 == 1 { result ^= Int(a) }
    }
    return UInt8(result)
  }
}
