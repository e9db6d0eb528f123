internal import CICU

/// Brings types into the form that the configuration asks for: once per type, never per token.
struct TypeForms {
  private let configuration: TokenizerConfiguration
  private let isTurkic: Bool
  private var result = [UInt8](repeating: 0, count: 256)

  init(_ configuration: TokenizerConfiguration) {
    self.configuration = configuration
    let language = configuration.locale.prefix { $0 != "-" && $0 != "_" }.lowercased()
    isTurkic = ["tr", "az"].contains(language)
  }

  /// Whether types stay as they stand in the text.
  var isIdentity: Bool {
    configuration.normalization == .none && configuration.caseFolding == .keep
  }

  /// Whether all types have the form wanted already.
  mutating func keepAll(of types: Interner) throws(TokenizationError) -> Bool {
    if isIdentity { return true }
    for number in 0..<types.count {
      let type = types.bytes(of: number)
      if try form(of: type) != type { return false }
    }
    return true
  }

  /// The form of a type.
  mutating func form(of type: ArraySlice<UInt8>) throws(TokenizationError) -> ArraySlice<UInt8> {
    let isASCII = type.allSatisfy { $0 < 0x80 }
    let folds = configuration.caseFolding == .fold
    if isIdentity || isASCII && !folds { return type }
    if isASCII && !isTurkic { return lowercased(type)[...] }
    let formed = try transformed(type)
    return configuration.normalization == .nfkc && configuration.unit != .grapheme
      ? withoutWhiteSpace(formed, else: type) : formed
  }

  private func lowercased(_ type: ArraySlice<UInt8>) -> [UInt8] {
    type.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  private mutating func transformed(
    _ type: ArraySlice<UInt8>
  ) throws(TokenizationError) -> ArraySlice<UInt8> {
    let normalization =
      switch configuration.normalization {
      case .none: CICU_NO_NORMALIZATION
      case .nfc: CICU_NFC
      case .nfkc: CICU_NFKC
      }
    let folding =
      switch (configuration.caseFolding, isTurkic) {
      case (.keep, _): CICU_KEEP_CASE
      case (.fold, false): CICU_FOLD_CASE
      case (.fold, true): CICU_FOLD_CASE_TURKIC
      }
    while true {
      let capacity = result.count
      let length = type.withUnsafeBufferPointer { type in
        cicu_transform(
          Int32(normalization.rawValue), Int32(folding.rawValue), type.baseAddress,
          Int32(type.count), &result, Int32(capacity))
      }
      guard length >= 0 else {
        throw .segmentationFailed(place: "'\(String(decoding: type.prefix(40), as: UTF8.self))'")
      }
      if length <= capacity { return result[..<Int(length)] }
      result = [UInt8](repeating: 0, count: Int(length))
    }
  }

  /// Compatibility forms such as that of U+00A8 hold spaces; a token never does.
  private func withoutWhiteSpace(
    _ formed: ArraySlice<UInt8>, else type: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8> {
    guard formed.contains(0x20) else { return formed }
    let rest = formed.filter { $0 != 0x20 }
    return rest.isEmpty ? type : rest[...]
  }
}
