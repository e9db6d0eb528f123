package import ArgumentParser

/// Where the live page is served.
package struct ServeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The address to listen at; another than this machine's own needs the token that is printed.",
      valueName: "address"))
  package var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port; 0: any that is free.", valueName: "n"))
  package var port = 8080

  @Option(
    help: ArgumentHelp(
      "A name of this machine under which the page may be asked for, beside its addresses.",
      valueName: "host"))
  package var name: [String] = []

  @Option(
    help: ArgumentHelp(
      "The token that opens the page. (default: a random one where one is needed)",
      valueName: "word"))
  package var token: String?

  @Option(
    help: ArgumentHelp(
      "How many runs compute at the same time. (default: the number of processors)",
      valueName: "n"))
  package var places: Int?

  /// Creates the defaults.
  package init() {}

  /// Whether the page is for this machine alone.
  package var isLocal: Bool {
    ["127.0.0.1", "::1", "localhost"].contains(host.lowercased()) || host.hasPrefix("127.")
  }

  /// Checks the ranges.
  package func validate() throws {
    guard (0...65535).contains(port) else {
      throw ValidationError("'--port' is \(port), and must be from 0 to 65535.")
    }
    if let places, !(1...256).contains(places) {
      throw ValidationError("'--places' is \(places), and must be from 1 to 256.")
    }
    if let token {
      let isPlain = token.utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
      guard isPlain, token.utf8.count >= 8 else {
        throw ValidationError(
          "'--token' must have 8 characters or more: letters, digits, - and _.")
      }
    }
  }
}
