internal import ArgumentParser
internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif
internal import LiveLab
internal import NIOCore
internal import Reports
internal import TextCollapseCommands

/// The program `textcollapse-serve`.
public enum ServeTool {
  /// Serves until it is told to end, and exits.
  public static func main() async -> Never {
    signal(SIGPIPE, SIG_IGN)
    // Whoever started this program may have kept the signals that end it for itself.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    let options: ServeOptions
    do { options = try Parsing.parse().options } catch { Parsing.exit(withError: error) }
    do {
      try await serve(options)
      exit(0)
    } catch let error as IOError {
      let reason =
        error.errnoCode == EADDRINUSE
        ? "port \(options.port) is taken. Choose another one with --port, or 0 for any"
        : String(cString: strerror(error.errnoCode))
      Terminal.note("Error: '\(options.host)' cannot be listened at: \(reason).")
      exit(CommandLineTool.Code.inputOutput)
    } catch {
      Terminal.note("Error: \(CommandLineTool.sentence(for: error))")
      exit(CommandLineTool.code(for: error))
    }
  }

  /// What `textcollapse serve` has checked already.
  struct Parsing: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "textcollapse-serve", abstract: "What 'textcollapse serve' starts.")
    @OptionGroup var options: ServeOptions
  }

  private static func serve(_ options: ServeOptions) async throws {
    let folder = try BundledCorpora.folder(with: "english")
    var limits = LiveLimits()
    limits.computing = options.places ?? Machine.processors
    let corpora = try LiveCorpus.all(in: folder)
    let laboratory = Laboratory(corpora: corpora, limits: limits) { configuration in
      Command.line(ReproducingCommand.words(for: configuration))
    }
    let token = options.token ?? (options.isLocal ? nil : randomToken())
    let server = LiveServer(
      host: options.host, port: options.port, names: options.name, token: token,
      laboratory: laboratory, version: BuildInfo.version)
    try await server.run { port in
      let query = token.map { "?token=\($0)" } ?? ""
      let isEverywhere = options.host == "0.0.0.0" || options.host == "::"
      let name = options.name.first ?? (isEverywhere ? Machine.name : options.host)
      let host = name.contains(":") ? "[\(name)]" : name
      Terminal.note("The page: http://\(host):\(port)/\(query)")
      if !options.isLocal {
        Terminal.note(
          "Everyone who has this address and reaches this machine can use its processors.")
      }
      Terminal.note("Ctrl-C ends it.")
    }
  }

  private static func randomToken() -> String {
    let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
    return String((0..<24).map { _ in alphabet[Int.random(in: 0..<alphabet.count)] })
  }
}
