import Foundation
import Testing

/// `textcollapse runs`.
@Suite struct RunsTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    _ = try tool.shell(
      """
      run() { $T run --corpus $H --generations 2 --replicates 2 --order 1 -q --output "Reports/$@"; }
      run plain; run cool --temperature 0.5; run deep/one
      mkdir -p Reports/half/checkpoint Reports/other Reports/broken && echo '{}' > Reports/half/checkpoint/start.json
      echo x > Reports/other/text.txt; echo '{' > Reports/broken/generations.jsonl
      ln -s ../Reports/plain Reports/link
      """)
  }

  @Test func runsAreListedAndSorted() throws {
    let list = try tool("runs").out.split(separator: "\n").map(String.init)
    let names = list.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names == ["broken", "cool", "deep/one", "half", "plain"])
    #expect(
      list[0].contains("damaged") && list[3].contains("unfinished")
        && list[4].contains("2 generations"))
    let sorted = try tool("runs", "list", "--sort", "vocabularySize", "--json")
    let first = try object(String(sorted.out.split(separator: "\n")[0]))
    #expect(first["name"] as? String == "cool" && (first["value"] as? Double ?? 0) > 0)
    let reversed = try tool("runs", "list", "cool", "p*", "--sort", "vocabularySize", "--reverse")
      .out
    #expect(reversed.hasPrefix("plain"))
    #expect(try tool("runs", "show", "plain").out.hasPrefix("Reports/plain\n"))
    let side = try tool.shell("$T runs compare cool plain")
    #expect(
      side.code == 0 && side.out.contains("After 2 generations cool has kept the fewest"), "\(side)"
    )
    let page = try tool.shell(
      "$T compare Reports/cool Reports/plain --markdown --output c | grep temperature")
    #expect(page.out.contains("0.5"))
  }

  @Test(arguments: [
    ("runs list plian", 66, "Did you mean 'plain'?"),
    ("runs list --sort vocabularySise", 64, "Did you mean 'vocabularySize'?"),
    ("runs list --folder nowhere", 66, "There is no folder 'nowhere'"),
    ("runs remove", 64, "Name the runs to remove"),
    ("runs remove plain", 64, "Say --yes where nobody can be asked"),
    ("runs remove other --yes", 66, "No run in 'Reports' has the name 'other'"),
    ("runs remove link --yes", 66, "No run in 'Reports' has the name 'link'"),
    ("runs compare plain", 64, "Name two finished runs"),
  ])
  func whatCannotBeDoneIsSaid(_ line: String, _ code: Int32, _ sentence: String) throws {
    let before = try tool.files
    let result = try tool.shell("$T \(line)")
    #expect(result.code == code && result.err.contains(sentence), "\(result)")
    #expect(try tool.files == before)
  }

  @Test func whatIsNamedIsRemovedAndNothingElse() throws {
    let result = try tool("runs", "remove", "c*", "deep/*", "--yes")
    #expect(result.code == 0 && result.err == "Removed Reports/cool.\nRemoved Reports/deep/one.\n")
    #expect(try tool("runs").out.split(separator: "\n").count == 3)
    #expect(try tool.files.contains("Reports/plain/manifest.json"))
    // A run that is being written is left alone.
    let busy = try tool.shell(
      """
      $T run --corpus $H --generations 3000 --replicates 1 --output Reports/busy -q & run=$!
      while [ ! -s Reports/busy/generations.jsonl ]; do sleep 0.02; done
      $T runs remove busy --yes; code=$?; kill -9 $run; exit $code
      """)
    #expect(busy.code != 0 && busy.err.contains("Reports/busy"), "\(busy)")
    #expect(try tool.files.contains("Reports/busy/manifest.json"))
    #expect(try tool("runs", "remove", "busy", "--yes").code == 0)
    #expect(try !tool.files.contains("Reports/busy"))
  }
}
