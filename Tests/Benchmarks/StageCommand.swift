internal import ArgumentParser
internal import FoundationEssentials

/// One measurement in a process of its own, so that its time and peak memory are its own, too.
///
/// Prints its figures as one JSON object; what several stages share stands in ``Workbench``.
struct StageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stage", abstract: "Measure one stage and print its figures as JSON.")

  @Argument var stage: Stage
  @OptionGroup var workbench: Workbench

  mutating func run() throws {
    let figures = try stage.figures(workbench)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    print(String(decoding: try encoder.encode(figures), as: UTF8.self))
  }
}

/// What can be measured.
enum Stage: String, CaseIterable, ExpressibleByArgument {
  case segment, estimate, score, sample, generations

  func figures(_ workbench: Workbench) throws -> [String: Double] {
    switch self {
    case .segment: try SegmentStage.figures(workbench)
    case .estimate: try EstimateStage.figures(workbench)
    case .score: try ScoreStage.figures(workbench)
    case .sample: try SampleStage.figures(workbench)
    case .generations: try GenerationsStage.figures(workbench)
    }
  }
}
