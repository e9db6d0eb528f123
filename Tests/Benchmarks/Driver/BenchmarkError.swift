/// What keeps a benchmark from being made.
enum BenchmarkError: Error, CustomStringConvertible {
  case cannotStart(program: String, reason: String)
  case failed(program: String, status: Int32, said: String)
  case unreadable(what: String, said: String)
  case noFigure(name: String, stage: String)
  case cannotWrite(path: String)
  case noText(path: String)

  var description: String {
    switch self {
    case .cannotStart(let program, let reason):
      "\(program) could not be started: \(reason)."
    case .failed(let program, let status, let said):
      "\(program) ended with code \(status). It said: \(said)"
    case .unreadable(let what, let said):
      "\(what) was not found in what was printed: \(said)"
    case .noFigure(let name, let stage):
      "The stage \(stage) did not print the figure \(name); build again with make bench."
    case .cannotWrite(let path):
      "\(path) could not be written; is there room, and is the directory there?"
    case .noText(let path):
      "\(path) holds no text that can be used: it must be UTF-8, with words in it."
    }
  }
}
