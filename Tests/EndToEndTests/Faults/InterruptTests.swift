import Foundation
import Testing

/// Ctrl-C, SIGTERM, a closed terminal and a closed pipe.
@Suite struct InterruptTests {
  private let tool: Tool

  init() throws { tool = try Tool() }

  /// Runs until the first generations are there, then sends signals.
  ///
  /// Perl gives the run the default handling of signals, which a shell takes from what it starts in
  /// the background.
  private func interrupted(_ signals: String, generations: Int = 300) throws -> Tool.Output {
    try tool.shell(
      """
      perl -e '$SIG{INT} = $SIG{HUP} = "DEFAULT"; exec @ARGV' \
        $T run --corpus $H --generations \(generations) --replicates 2 --output "my run" & run=$!
      while [ ! -s "my run/generations.jsonl" ]; do sleep 0.02; done
      for signal in \(signals); do kill -$signal $run; done
      wait $run
      """)
  }

  @Test(arguments: ["INT", "TERM", "HUP"])
  func theFirstKeepsWhatIsWhole(_ signal: String) throws {
    let output = try interrupted(signal, generations: 12)
    #expect(output.code == 130, "\(output)")
    let last = output.err.split(separator: "\n").last
    #expect(
      last == """
        Interrupted. What is whole is kept. Go on with: textcollapse run --resume 'my run'
        """)
    #expect(try tool.files.allSatisfy { !$0.hasSuffix(".tmp") })
    let report = try tool("report", "my run")
    #expect(report.code == 65)
    #expect(report.err.hasPrefix("Error: The run in 'my run' is not finished."), "\(report.err)")
    #expect(report.err.contains("textcollapse run --resume"))
    let resumed = try tool("run", "--resume", "my run", "-q")
    #expect(resumed.code == 0 && resumed.out.hasSuffix("\nmy run/report.html\n"), "\(resumed)")
    _ = try tool.shell("$T run --corpus $H --generations 12 --replicates 2 --output whole -q")
    #expect(try tool.results(of: "my run") == (try tool.results(of: "whole")))
  }

  @Test func theSecondEndsAtOnce() throws {
    let output = try interrupted("INT INT")
    #expect(output.code == 130)
    #expect(try tool("run", "--resume", "my run", "--json", "--order", "2").code == 64)
  }

  @Test func whatWasIgnoredStaysIgnored() throws {
    // As under nohup, and as a shell without job control starts what runs in the background.
    let output = try tool.shell(
      """
      trap '' HUP INT
      $T run --corpus $H --generations 12 --replicates 1 --output run & run=$!
      while [ ! -s run/generations.jsonl ]; do sleep 0.02; done
      kill -HUP $run; kill -INT $run; wait $run
      """)
    #expect(output.code == 0, "\(output)")
  }

  @Test func beforeTheFirstGenerationNothingIsKept() throws {
    // Nobody writes into the pipe: reading waits.
    let output = try tool.shell(
      """
      mkfifo pipe; sleep 30 > pipe & writer=$!
      $T run --corpus - --output deep/er/run < pipe & run=$!
      while [ ! -e deep/er/run/checkpoint/start.json ]; do sleep 0.02; done
      kill -TERM $run; wait $run; code=$?; kill $writer; exit $code
      """)
    #expect(output.code == 130)
    #expect(output.err.contains("Nothing is kept."))
    #expect(try tool.files == ["pipe"])
  }

  @Test func whileItStartsNothingIsKept() throws {
    // From before the first instruction of the program until after it waits for text.
    let output = try tool.shell(
      """
      mkfifo pipe; sleep 900 > pipe & writer=$!
      perl -MTime::HiRes=time,sleep -e '
        sub start {
          my $run = fork;
          if ($run == 0) { open STDERR, ">", "/dev/null"; exec @ARGV }
          return $run;
        }
        sub stop { kill TERM => $_[0]; waitpid $_[0], 0 }
        my $began = time;
        my $run = start;
        sleep 0.0005 while !-e "deep/er/run/checkpoint/start.json";
        my $took = time - $began;
        stop $run;
        for my $step (0..59) {
          my $run = start;
          sleep $took * $step / 40;
          stop $run;
          # Before the program takes signals they end it as any other.
          my $isOne = $? == 15 || $? >> 8 == 130;
          print "step $step: status $?, files ", join(" ", glob "*"), "\n" if !$isOne || -e "deep";
        }' $T run --corpus - --output deep/er/run < pipe
      kill $writer
      """)
    #expect(output.code == 0 && output.out.isEmpty, "\(output)")
    #expect(try tool.files == ["pipe"])
  }

  @Test func aModelThatIsBeingWrittenLeavesNothing() throws {
    let output = try tool.shell(
      """
      mkfifo pipe; sleep 30 > pipe & writer=$!
      $T train --corpus - --model model.arpa < pipe & run=$!
      sleep 0.3; kill -TERM $run; wait $run; code=$?; kill $writer; exit $code
      """)
    #expect(output.code == 130)
    #expect(try tool.files == ["pipe"])
  }

  @Test(arguments: [
    "corpus $H", "tokenize $H", "train --corpus $H --model -",
    "run --corpus $H --generations 1 --json",
  ])
  func aReaderThatLeavesIsNoError(_ command: String) throws {
    let output = try tool.shell("$T \(command) -q | head -n 1")
    #expect(output.code == 0 && output.err.isEmpty, "\(output)")
    #expect(output.out.split(separator: "\n").count == 1)
  }
}
