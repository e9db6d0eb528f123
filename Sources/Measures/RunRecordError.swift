/// Why a run directory cannot be read or written.
public enum RunRecordError: Error, Equatable, CustomStringConvertible {
  /// A file is missing or cannot be opened.
  case unreadable(file: String)
  /// The run was stopped and can go on.
  case unfinished(directory: String)
  /// A file is not what it should be.
  case malformed(file: String, reason: String)
  /// A line of a file is not what it should be; lines count from 1.
  case malformedLine(file: String, line: Int, reason: String)
  /// The last line of a file is cut off.
  case truncated(file: String, line: Int)
  /// The record was written by a newer version.
  case unsupportedSchema(file: String, schema: Int)
  /// A value cannot be written, such as a number that is not finite.
  case unwritable(what: String, reason: String)

  /// The error as a sentence that says what to do.
  public var description: String {
    switch self {
    case .unreadable(let file):
      """
      \(file) cannot be read. Give the directory of a run, which holds manifest.json, \
      generations.jsonl and samples/samples.json.
      """
    case .unfinished(let directory):
      "The run in '\(directory)' is not finished. Go on with it first: give the directory to "
        + "'textcollapse run --resume'."
    case .malformed(let file, let reason):
      "\(file) is not a record of a run: \(reason) Restore the file, or repeat the run."
    case .malformedLine(let file, let line, let reason):
      "\(file), line \(line): \(reason) Restore the line, or repeat the run."
    case .truncated(let file, let line):
      """
      \(file), line \(line): the last line is cut off. Resume the run, or delete the line to read \
      what was finished before it.
      """
    case .unsupportedSchema(let file, let schema):
      """
      \(file) has version \(schema) of the format; this textcollapse reads version \
      \(RunRecord.schema). Use the textcollapse that wrote it.
      """
    case .unwritable(let what, let reason):
      "\(what) cannot be written: \(reason)"
    }
  }
}
