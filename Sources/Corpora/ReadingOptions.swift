/// How files are read into documents.
public struct ReadingOptions: Sendable, Equatable, Codable {
  /// The documents of a plain text file.
  public var documentUnit: DocumentUnit
  /// The field of the text in JSON lines; dots lead into fields of fields.
  public var textField: String
  /// Whether bytes that are not UTF-8 are replaced by U+FFFD, counted and noted; else they are an
  /// error.
  public var lossy: Bool
  /// Whether empty documents are kept.
  ///
  /// By default they are dropped: an empty line is rarely meant as a text. KenLM counts an empty
  /// line as an empty sentence, so parity with it needs `true`.
  public var keepEmpty: Bool

  /// Creates options.
  public init(
    documentUnit: DocumentUnit = .line, textField: String = "text", lossy: Bool = false,
    keepEmpty: Bool = false
  ) {
    self.documentUnit = documentUnit
    self.textField = textField
    self.lossy = lossy
    self.keepEmpty = keepEmpty
  }
}
