import Foundation
import HTTPSupport

/// The built programs and the server that the tests of one suite share.
enum Server {
  /// The folder of the programs.
  static let programs =
    Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    .map { $0.bundleURL.deletingLastPathComponent().path }
    ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path

  /// The server.
  static let program =
    ProcessInfo.processInfo.environment["TEXTCOLLAPSE_SERVE"] ?? "\(programs)/textcollapse-serve"

  /// The command line.
  static let tool =
    ProcessInfo.processInfo.environment["TEXTCOLLAPSE_TOOL"] ?? "\(programs)/textcollapse"

  /// The project, found from this file.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Starts a server.
  static func start(_ arguments: String...) throws -> ServeProcess {
    try ServeProcess(program, corpora: "\(root)/Corpora", arguments)
  }

  /// The settings of a short run.
  static func settings(generations: Int = 3, _ more: String = "") -> String {
    #"{"settings":{"corpus":"harbour","tokens":2000,"generations":\#(generations)\#(more)},"mode":"run"}"#
  }
}
