/// `measures.csv`: every value of a run in long form, for R, pandas and spreadsheets.
public enum MeasuresTable {
  /// The first line.
  public static let header = CSVLine(["replicate", "generation", "measure", "unit", "value"]).text

  /// The lines of one generation, in the display order of the catalog, then by name.
  public static func lines(of record: GenerationRecord) -> String {
    let known = MeasureCatalog.definitions.filter { record.measures[$0.name] != nil }
    let others = Set(record.measures.keys).subtracting(known.map(\.name)).sorted()
    let rows = known.map { ($0.name, $0.unit) } + others.map { ($0, "") }
    return rows.reduce(into: "") { text, row in
      guard let value = record.measures[row.0] else { return }
      var line = CSVLine()
      line.append(record.replicate)
      line.append(record.generation)
      line.append(row.0)
      line.append(row.1)
      line.append(value)
      text += line.text
    }
  }

  /// The whole table.
  public static func text(of records: [GenerationRecord]) -> String {
    records.reduce(into: header) { $0 += lines(of: $1) }
  }
}

/// A line of comma-separated values as in RFC 4180, safe to open in a spreadsheet.
public struct CSVLine: Sendable, Equatable {
  private var cells: [String] = []

  /// Creates an empty line.
  public init() {}

  /// Creates a line of texts.
  public init(_ texts: [String]) { for text in texts { append(text) } }

  /// Appends text.
  ///
  /// A spreadsheet runs cells that begin with `=`, `+`, `-`, `@`, a tab or a line end as formulas;
  /// an apostrophe before them makes them text.
  public mutating func append(_ text: String) {
    var cell = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) {
      cell = "'" + cell
    }
    let needsQuotes = cell.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    if needsQuotes {
      cell =
        "\""
        + cell.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
    cells.append(cell)
  }

  /// Appends a whole number.
  public mutating func append(_ number: Int) { cells.append(String(number)) }

  /// Appends a number in the shortest form that reads back as the same.
  public mutating func append(_ number: Double) { cells.append("\(number)") }

  /// The line with its end, carriage return and line feed.
  public var text: String { cells.joined(separator: ",") + "\r\n" }
}
