internal import FoundationEssentials
internal import Generations
internal import Measures

/// The command line that repeats a run: every option whose value is not the default.
enum ReproducingCommand {
  static func words(for configuration: RunConfiguration) -> [String] {
    guard let own = settings(configuration), let defaults = settings(RunConfiguration()) else {
      return ["textcollapse", "run"]
    }
    var words = ["textcollapse", "run"]
    for key in RunConfiguration.CodingKeys.allCases.map(\.rawValue) {
      // The seed is written out even where it is the default: it is what makes the run repeatable.
      guard let value = own[key], value != .null, value != defaults[key] || key == "seed" else {
        continue
      }
      if case .bool(let isOn) = value {
        if isOn { words.append("--\(key)") }
      } else {
        words += ["--\(key)"] + texts(value)
      }
    }
    return words
  }

  private static func settings(_ configuration: RunConfiguration) -> [String: SettingValue]? {
    guard let data = try? JSONEncoder().encode(configuration) else { return nil }
    return try? JSONDecoder().decode([String: SettingValue].self, from: data)
  }

  private static func texts(_ value: SettingValue) -> [String] {
    switch value {
    case .null, .bool: []
    case .integer(let value): ["\(value)"]
    case .number(let value): ["\(value)"]
    case .string(let value): [value]
    case .list(let values): values.flatMap(texts)
    }
  }
}
