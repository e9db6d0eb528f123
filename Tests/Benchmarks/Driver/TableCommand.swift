internal import ArgumentParser
internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The table of all figures beside those of peers.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Time everything in turn with what is installed.",
    discussion: """
      A missed bar is marked in the table. Programs that do not do the same work are an error.
      """)

  @Option(help: "The text, one paragraph or sentence a line. (default: a generated one)")
  var text: String?

  @Option(help: "A directory of novels, for growth and memory.")
  var novels: String?

  @Option(help: "The folder of lmplz, query and build_binary. (default: the path)")
  var kenlm: String?

  @Option(help: "The Python whose modules kenlm and nltk to use. (default: python3)")
  var python: String?

  @Option(help: "How often everything is run.")
  var runs = 5

  @Option(parsing: .upToNextOption, help: "Only these families of rows.")
  var only: [FamilyName] = FamilyName.allCases

  @Option(help: "A file to write all figures into.")
  var json: String?

  @Option(help: "The folder of the bundled corpora.")
  var corpora = "Corpora"

  mutating func run() throws {
    let scratch = try Self.scratchDirectory()
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let machine = MachineDescription.text(scratch: scratch)
    let bench = try bench(scratch: scratch)
    let otherWork = OtherWork.share()
    Progress.say("peers: \(bench.peers.description)")
    var table = BenchmarkTable(
      command: command, machine: machine, text: bench.texts.description, runs: runs,
      otherWork: otherWork)
    for family in only {
      Progress.say(family.rawValue)
      do {
        table.families.append(.init(title: family.title, rows: try family.rows(bench)))
      } catch {
        bench.report("\(family.title): \(error)")
      }
    }
    table.growth = bench.growth
    table.comparisons = bench.comparisons
    table.disagreements = bench.disagreements
    if let json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      try encoder.encode(table).write(to: URL(fileURLWithPath: json))
    }
    print(table.markdown(short: false), terminator: "")
    if !table.disagreements.isEmpty { throw ExitCode(1) }
  }

  func validate() throws {
    if runs < 1 { throw ValidationError("--runs \(runs) is out of range: it must be 1 or more.") }
  }

  private func bench(scratch: String) throws -> Bench {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    var preparing = [path, "prepare", "--corpora", corpora, "--output", scratch]
    if let text { preparing += ["--text", text] }
    if let novels { preparing += ["--novels", novels] }
    Progress.say("preparing the texts")
    let prepared = try ChildProcess(arguments: preparing).run(scratch: scratch)
    return Bench(
      peers: Peers(folder: kenlm, python: python, scratch: scratch),
      texts: try JSONDecoder().decode(PreparedTexts.self, from: Data(prepared.output.utf8)),
      runs: runs, scratch: scratch, benchmarks: path, textcollapse: folder + "/textcollapse")
  }

  /// The command with the names of files and without where they are.
  private var command: String {
    func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    return "make bench" + (text.map { " BENCH_TEXT=\(name($0))" } ?? "")
      + (novels.map { " BENCH_NOVELS=\(name($0))" } ?? "")
  }

  private static func scratchDirectory() throws -> String {
    let parent = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/benchmarks-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchmarkError.cannotWrite(path: parent) }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension PreparedTexts {
  /// The texts in a line.
  fileprivate var description: String {
    func tokens(_ text: PreparedText) -> String { "\(NumberText.whole(text.tokens)) tokens" }
    var parts = [
      "\(source), \(tokens(training)) to train and \(tokens(test)) to test",
      "the bundled corpora, repeated to 4 MB, to tokenize",
    ]
    if let novels { parts.append("\(tokens(novels)) of novels") }
    return parts.joined(separator: "; ")
  }
}
