internal import FoundationEssentials

/// The toolkits that are installed here.
struct Peers {
  var lmplz: String?
  var query: String?
  var buildBinary: String?
  /// A Python that imports `kenlm`, and one that imports `nltk`.
  var kenlmPython: String?
  var nltkPython: String?

  /// Looks for programs in a folder or on the path, and for modules in a Python.
  init(folder: String?, python: String?, scratch: String) {
    let paths =
      folder.map { [$0, $0 + "/bin", $0 + "/build/bin"] }
      ?? (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    func program(_ name: String) -> String? {
      paths.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
    lmplz = program("lmplz")
    query = program("query")
    buildBinary = program("build_binary")
    func imports(_ module: String) -> String? {
      let python = python ?? "python3"
      let test = ChildProcess(arguments: [python, "-c", "import \(module)"])
      return (try? test.run(scratch: scratch)) == nil ? nil : python
    }
    kenlmPython = imports("kenlm")
    nltkPython = imports("nltk")
  }

  /// Names of what is there and of what is not.
  var description: String {
    let all = [
      ("lmplz", lmplz), ("query", query), ("build_binary", buildBinary),
      ("kenlm for Python", kenlmPython), ("nltk", nltkPython),
    ]
    return all.map { "\($0.0) \($0.1 == nil ? "missing" : "there")" }.joined(separator: ", ")
  }
}
