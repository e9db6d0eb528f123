import Testing

@testable import Generations
@testable import TextCollapseCommands

@Suite struct AvailableMemoryTests {
  @Test func theMachineIsItsMemoryAndItsSwap() throws {
    let text = """
      MemTotal:       1000 kB
      MemFree:         100 kB
      MemAvailable:    600 kB
      SwapTotal:        50 kB
      SwapFree:         20 kB
      HugePages_Total:   0
      """
    let machine = try #require(AvailableMemory.machine(text))
    #expect(machine.total == 1050 * 1024 && machine.free == 620 * 1024)
    #expect(AvailableMemory.machine("MemTotal: many kB") == nil)
    #expect(AvailableMemory.machine("") == nil)
  }

  @Test func aGroupIsLimitedByAllAboveIt() {
    let unified = AvailableMemory.groupFolders("0::/user.slice/job\n")
    let folder = "/sys/fs/cgroup"
    #expect(unified == ["\(folder)/user.slice/job", "\(folder)/user.slice", folder])
    let old = AvailableMemory.groupFolders("9:cpu,memory:/a\n8:pids:/b\n1:name=systemd:/:c\n")
    #expect(old == ["\(folder)/memory/a", "\(folder)/memory"])
    #expect(AvailableMemory.groupFolders("nonsense\n::\n").count == 1)
  }

  @Test func aLimitIsANumberThatIsNotHuge() {
    #expect(AvailableMemory.limit("1073741824\n") == 1 << 30)
    #expect(AvailableMemory.limit("max\n") == nil)
    #expect(AvailableMemory.limit("9223372036854771712\n") == nil)
    #expect(AvailableMemory.limit("") == nil && AvailableMemory.limit(nil) == nil)
  }

  @Test func thisMachineSaysSomething() throws {
    let budget = try #require(AvailableMemory.budget)
    #expect(budget.bytes > 1 << 26 && budget.freeBytes <= budget.bytes)
  }

  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"),
    (999_499, "999 kB"), (999_500, "1.0 MB"), (2_500_000_000, "2.5 GB"), (-5, "0 bytes"),
    (Int.max, "9.2 EB"),
  ])
  func bytesHaveTwoDigitsAndAUnit(bytes: Int, text: String) {
    #expect(ByteCount.text(bytes) == text)
  }

  @Test func aRunThatMayNotFitIsSaidSo() throws {
    var configuration = RunConfiguration()
    configuration.order = 3
    let estimate = MemoryEstimate(
      .init(order: 3, realTokens: 1_000_000, trainingTokens: 1_000_000, replicates: 2))
    // 40 + 1 · (8 + 2 · 47) + 2 · 1 · (70 + 2 · 50) MB
    #expect(estimate.bytes == 482_000_000)
    let enough = MemoryBudget(bytes: 2 << 30, freeBytes: 1 << 30, source: "the machine")
    #expect(try estimate.check(enough, for: configuration) == nil)
    let tight = MemoryBudget(bytes: 2 << 30, freeBytes: 400_000_000, source: "the machine")
    let note = try estimate.check(tight, for: configuration)
    #expect(
      note == "This run may need 482 MB of memory, and 400 MB are free. If it does not fit: "
        + "Lower --threads (2 replicates run at a time) or --order (now 3) or --tokens, or take a "
        + "smaller corpus.")
    let little = MemoryBudget(bytes: 300_000_000, freeBytes: 1, source: "the control group")
    let error = #expect(throws: GenerationError.self) {
      try estimate.check(little, for: configuration)
    }
    #expect(
      error?.description.hasPrefix(
        "This run needs about 482 MB of memory, and the control group allows 300 MB. Lower") == true
    )
  }
}
