internal import FoundationEssentials
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A program to run and measure.
struct ChildProcess {
  var arguments: [String]
  /// The file that is its standard input.
  var input = "/dev/null"
  /// Whether it has to stay on one processor.
  var onOneCore = false

  /// Runs it to its end, which has to be a good one.
  ///
  /// Peak memory is that of the child alone as long as the driver stays small: Linux hands the peak
  /// of a parent down to the program that takes its place.
  func run(scratch: String) throws -> Execution {
    let output = scratch + "/stdout"
    let errors = scratch + "/stderr"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, writing, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors, writing, 0o644)
    let command = onOneCore ? Processors.pinned(arguments) : arguments
    var words = command.map { strdup($0) } + [nil]
    var environment =
      ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + environment { free(pointer) } }

    var process = pid_t()
    let start = Stopwatch()
    let code = posix_spawnp(&process, command[0], &actions, nil, &words, &environment)
    guard code == 0 else {
      throw BenchmarkError.cannotStart(
        program: command[0], reason: String(cString: strerror(code)))
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let wall = start.wallSeconds
    let execution = Execution(
      wallSeconds: wall, cpuSeconds: usage.ru_utime.seconds + usage.ru_stime.seconds,
      peakBytes: Double(usage.ru_maxrss) * 1024, output: Self.text(output),
      errors: Self.text(errors))
    guard status == 0 else {
      let said = execution.errors + execution.output
      // The low seven bits hold the signal that ended it, the next eight its exit code.
      throw BenchmarkError.failed(
        program: arguments.prefix(2).joined(separator: " "),
        status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F,
        said: said.split(separator: "\n").suffix(3).joined(separator: " "))
    }
    return execution
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}

/// What a program that ended well used and printed.
struct Execution {
  var wallSeconds: Double
  /// User and system time of all its threads.
  var cpuSeconds: Double
  var peakBytes: Double
  var output: String
  var errors: String
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) * 1e-6 }
}
