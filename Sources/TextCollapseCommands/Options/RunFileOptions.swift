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

  @Flag(help: "Print the record of the run as one JSON object instead of a summary.")
  var json = false
}
