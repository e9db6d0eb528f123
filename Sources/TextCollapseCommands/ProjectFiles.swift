/// Where what comes with the project lies: beside the working directory, above the program, or installed.
enum ProjectFiles {
  /// The paths at which something may be, in the order to try.
  ///
  /// - Parameters:
  ///   - name: Its path in the project.
  ///   - installed: Its path under `share/textcollapse` of an installation.
  /// - Returns: The paths.
  static func candidates(_ name: String, installed: String) -> [String] {
    var paths = [name]
    if var folder = Machine.programPath {
      // The program of a build lies in .build/TRIPLE/release of the project.
      for _ in 0..<5 {
        guard let slash = folder.lastIndex(of: "/") else { break }
        folder = String(folder[..<slash])
        paths.append("\(folder)/\(name)")
        paths.append("\(folder)/share/textcollapse/\(installed)")
      }
    }
    return paths
  }
}
