internal import ArgumentParser
internal import Corpora
internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// `textcollapse serve`: the live page, which is a program of its own.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show model collapse live on a page in the browser, for teaching.",
    discussion: """
      Starts a web server for this machine and prints its address. On the page you choose a text and \
      settings, and watch generation after generation as they are computed. Ctrl-C ends it.

      Example:  textcollapse serve
                textcollapse serve --host 0.0.0.0 --name classroom.local

      The server is the program textcollapse-serve, built by 'make serve'.
      """)

  @OptionGroup var options: ServeOptions

  mutating func run() throws {
    let name = "textcollapse-serve"
    let folder = Machine.programPath.map { path in
      path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }
    let path = "\(folder ?? ".")/\(name)"
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Missing(path: path) }
    Interrupts.unwatch()
    let words = [name] + CommandLine.arguments.dropFirst(2)
    var arguments = words.map { strdup($0) }
    arguments.append(nil)
    execv(path, &arguments)
    throw FileError.opening(path, code: errno)
  }

  /// The server has not been built.
  struct Missing: ClassifiedError {
    let path: String
    var kind: FailureKind { .noInput }
    var description: String {
      "The live page is a program of its own, and '\(path)' is not there. 'make serve' in the project "
        + "builds it, beside textcollapse."
    }
  }
}
