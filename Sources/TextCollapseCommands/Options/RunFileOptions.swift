internal import ArgumentParser

/// What a run reads and where its results go.
struct RunFileOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "The text: files, directories, or - for standard input.", valueName: "file"))
  var corpus: [String] = []

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Real text to score and never train on. (default: a share of the corpus)", valueName: "file"))
  var heldOut: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Options in a JSON file, or the manifest of a run to repeat; options given here win.",
      valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "The directory to make. (default: Reports/CORPUS-DATE-ID)", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Go on with a run that was stopped, to the same results.", valueName: "dir"))
  var resume: String?

  @Option(
    help: ArgumentHelp(
      """
      The least time between two states kept for resuming; 0: one per generation. (default: 1)
      """, valueName: "seconds"))
  var checkpointInterval: Double?

  /// The least time between two states kept for resuming.
  var checkpointDuration: Duration { .seconds(checkpointInterval ?? 1) }

  func validate() throws {
    if let checkpointInterval, !(0...86_400).contains(checkpointInterval) {
      throw ValidationError(
        "--checkpoint-interval \(checkpointInterval) is out of range: it must be from 0 to 86400.")
    }
  }

  @Flag(help: "Print the record of the run as one JSON object instead of a summary.")
  var json = false
}
