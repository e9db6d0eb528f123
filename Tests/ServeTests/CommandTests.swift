import Foundation
import HTTPSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `textcollapse serve` on the command line.
@Suite struct CommandTests {
  private struct Output {
    var code: Int32
    var text: String
  }

  private func call(_ program: String, _ arguments: String...) throws -> Output {
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ServeProcess.environment([
      "TEXTCOLLAPSE_CORPORA": "\(Server.root)/Corpora"
    ])
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let data = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Output(code: process.terminationStatus, text: String(decoding: data, as: UTF8.self))
  }

  @Test func theCommandBecomesTheServer() throws {
    let server = try ServeProcess(
      Server.tool, corpora: "\(Server.root)/Corpora", command: ["serve"])
    #expect(try server.ask("GET", "/").status == 200)
    // The command had kept the signal for itself; the server has to have it again.
    kill(server.process.processIdentifier, SIGINT)
    server.process.waitUntilExit()
    #expect(server.process.terminationStatus == 0)
  }

  @Test func aServerThatIsNotBuiltIsSaid() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let alone = folder.appendingPathComponent("textcollapse").path
    try FileManager.default.copyItem(atPath: Server.tool, toPath: alone)
    let output = try call(alone, "serve")
    #expect(output.code == 66)
    #expect(output.text.contains("make serve"))
  }

  @Test func aPortThatIsTakenIsSaid() throws {
    let server = try Server.start()
    let output = try call(Server.program, "--port", "\(server.port)")
    #expect(output.code == 74)
    #expect(output.text.contains("is taken") && output.text.contains("--port"))
  }

  @Test(arguments: [
    (["--port", "99999"], "'--port'"), (["--places", "0"], "'--places'"),
    (["--token", "short"], "'--token'"), (["--token", "with a space"], "'--token'"),
    (["--hosts", "a"], "--host"),
  ]) func wrongOptionsAreRefused(arguments: [String], words: String) throws {
    for (program, command) in [(Server.tool, ["serve"]), (Server.program, [])] {
      let all = command + arguments
      let output =
        all.count == 3
        ? try call(program, all[0], all[1], all[2]) : try call(program, all[0], all[1])
      #expect(output.code == 64)
      #expect(output.text.contains(words))
    }
  }

  @Test func anAddressThatIsNotOursIsSaid() throws {
    let output = try call(Server.program, "--host", "203.0.113.7", "--port", "0")
    #expect(output.code == 74)
    #expect(output.text.contains("203.0.113.7"))
  }

  @Test func corporaThatAreMissingAreSaid() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let alone = folder.appendingPathComponent("textcollapse-serve").path
    try FileManager.default.copyItem(atPath: Server.program, toPath: alone)
    let process = Process()
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: alone)
    process.arguments = ["--port", "0"]
    process.currentDirectoryURL = folder
    process.environment = ServeProcess.environment()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 66)
    #expect(text.contains("TEXTCOLLAPSE_CORPORA"))
  }
}
