internal import Corpora
internal import FoundationEssentials
internal import Measures
internal import Reports

/// The files of a report in a run directory: the page, the figures and a page for a repository.
struct ReportFiles {
  let record: RunRecord

  /// Writes `report.html`, `figures/*.vl.json` and `README.md`.
  ///
  /// - Parameters:
  ///   - directory: The run directory.
  ///   - note: Takes a sentence for the user.
  /// - Throws: An error of writing.
  func write(to directory: String, note: (String) -> Void) throws {
    let bundle = try ChartBundle.find()
    if bundle == nil {
      note(
        "Note: the chart library is not set up, so the report shows tables. 'make setup' in the "
          + "project makes it, or set \(ChartBundle.variable) to its file.")
    }
    let report = Report(
      record: record, definitions: MeasureCatalog.definitions, chartBundle: bundle)
    let figures = "\(directory)/figures"
    do {
      try FileManager.default.createDirectory(atPath: figures, withIntermediateDirectories: true)
    } catch {
      throw FileError.writingFailed(path: figures, reason: "the directory cannot be made")
    }
    for (name, text) in report.figureFiles {
      try AtomicFile.write(utf8: text, to: "\(figures)/\(name)")
    }
    try AtomicFile.write(utf8: report.markdownPage, to: "\(directory)/README.md")
    try AtomicFile.write(utf8: report.html, to: "\(directory)/report.html")
  }
}

/// The JavaScript that draws the charts, made once at set-up.
enum ChartBundle {
  /// The variable of the environment that names the file.
  static let variable = "TEXTCOLLAPSE_CHARTS"

  /// The bundle from where the variable says, from the project of the working directory or of the
  /// program, or from the user's cache; nil if it is nowhere.
  ///
  /// - Throws: ``FileError`` of a file that is there and cannot be read.
  static func find() throws(FileError) -> [UInt8]? {
    let name = "vega/vega-embed.js"
    var paths: [String] = []
    if let path = Terminal.environment(variable) { paths.append(path) }
    paths += ProjectFiles.candidates(".cache/\(name)", installed: name)
    if let home = Terminal.environment("HOME") {
      paths.append("\(home)/.cache/textcollapse/\(name)")
    }
    for path in paths {
      do {
        let bytes = try FileInput.read(path)
        if !bytes.isEmpty { return bytes }
      } catch .missing {
        continue
      }
    }
    return nil
  }
}

/// The record of a run as one JSON object.
enum RecordJSON {
  static func text(_ record: RunRecord) throws -> String {
    func text(_ data: Data) -> String {
      var text = String(decoding: data, as: UTF8.self)
      while text.hasSuffix("\n") { text.removeLast() }
      return text
    }
    let generations = try record.generations.map { text(try RunRecord.generationLine($0)) }
    return """
      {"manifest":\(text(try RunRecord.manifestData(record.manifest))),
      "generations":[\(generations.joined(separator: ",\n"))],
      "samples":\(text(try RunRecord.samplesData(record.samples)))}

      """
  }
}

/// The summary of a run for the terminal.
enum SummaryText {
  static func of(_ record: RunRecord) -> String {
    TerminalSummary(record, MeasureCatalog.definitions)
      .text(width: Terminal.width, color: Terminal.usesColour)
  }
}
