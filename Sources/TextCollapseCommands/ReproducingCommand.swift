internal import FoundationEssentials
package import Generations
internal import LanguageModels
internal import Measures

/// The command line that repeats a run: every option whose value is not the default.
package enum ReproducingCommand {
  /// The words of the command line.
  package static func words(for configuration: RunConfiguration) -> [String] {
    // What a judge is by default hangs on the smoothing.
    var judged = RunConfiguration()
    judged.smoothing = configuration.smoothing
    guard let own = settings(configuration), var defaults = settings(RunConfiguration()) else {
      return ["textcollapse", "run"]
    }
    defaults["judge"] = .string(judged.judgeSmoothing.rawValue)
    var words = ["textcollapse", "run"]
    for key in RunConfiguration.CodingKeys.allCases.map(\.rawValue) {
      // The seed is written out even where it is the default: it is what makes the run repeatable.
      guard let value = own[key], value != .null, value != defaults[key] || key == "seed" else {
        continue
      }
      switch value {
      case .null: break
      case .bool(let isOn): if isOn { words.append("--\(key)") }
      case .list(let values): words += ["--\(key)"] + values.map { path(text($0)) }
      case .integer, .number, .string:
        let text = text(value)
        words += text.hasPrefix("-") ? ["--\(key)=\(text)"] : ["--\(key)", text]
      }
    }
    return words
  }

  /// A path that cannot be taken for an option.
  private static func path(_ path: String) -> String {
    path.hasPrefix("-") && path != "-" ? "./\(path)" : path
  }

  private static func settings(_ configuration: RunConfiguration) -> [String: SettingValue]? {
    guard let data = try? JSONEncoder().encode(configuration) else { return nil }
    return try? JSONDecoder().decode([String: SettingValue].self, from: data)
  }

  private static func text(_ value: SettingValue) -> String {
    switch value {
    case .null, .bool, .list: ""
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .string(let value): value
    }
  }
}
