import Testing

@testable import TextCollapseCommands

@Suite struct HelpTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  @Test(arguments: TextCollapse.commandNames)
  func everyCommandExplainsItself(_ command: String) throws {
    let help = try tool(command, "--help")
    #expect(help.code == 0 && help.err.isEmpty)
    #expect(help.out.contains("Example:  textcollapse \(command)"))
    try expectSnapshot(help.out, "help-\(command)")
    #expect(try tool("help", command).out == help.out)
  }

  @Test func theToolExplainsItself() throws {
    let help = try tool("--help")
    #expect(help.code == 0)
    try expectSnapshot(help.out, "help")
    let bare = try tool()
    #expect(bare.out == help.out && bare.code == 0)
  }

  @Test func theVersionNamesWhatResultsHangOn() throws {
    let version = try tool("--version")
    #expect(version.code == 0 && version.err.isEmpty)
    let pattern = #/textcollapse \d+\.\d+\.\d+\nSwift [\d.]+.*, ICU \d+[\d.]*, Unicode \d+[\d.]*\n/#
    #expect(version.out.wholeMatch(of: pattern) != nil, "\(version.out)")
  }

  @Test(arguments: [
    ("runn", "There is no command 'runn'. Did you mean 'run'?"),
    ("tokenise", "There is no command 'tokenise'. Did you mean 'tokenize'?"),
    ("scoer", "There is no command 'scoer'. Did you mean 'score'?"),
    ("collapse", "There is no command 'collapse'. The commands are run, report,"),
  ])
  func aMistypedCommandGetsASuggestion(_ word: String, _ sentence: String) throws {
    for more in [[], ["--corpus", "x"]] {
      let output = try tool.shell(([word] + more).reduce("$T") { "\($0) \($1)" })
      #expect(output.code == 64 && output.out.isEmpty)
      #expect(output.err.hasPrefix("Error: \(sentence)"), "\(output.err)")
      #expect(!output.err.contains("Unexpected") && !output.err.contains("Unknown option"))
    }
  }

  @Test(arguments: [
    ("", "abc", 3), ("run", "run", 0), ("kitten", "sitting", 3), ("score", "scoer", 2),
    ("abc", "", 3),
  ])
  func distancesAreThoseOfLevenshtein(_ left: String, _ right: String, _ distance: Int) {
    #expect(Suggestion.distance(left, right) == distance)
    #expect(Suggestion.distance(right, left) == distance)
  }
}
