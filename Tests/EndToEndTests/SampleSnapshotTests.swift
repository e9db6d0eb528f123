import Testing

/// Texts stay the same to the byte.
///
/// CI's check of the release binary draws those of the snapshot, too:
/// what a seed gives hangs neither on optimization nor on threads.
@Suite struct SampleSnapshotTests {
  private static let options = [
    "", "--temperature 0.5", "--temperature 1.3", "--top-k 1", "--top-k 5",
    "--top-k 40 --temperature 0.8", "--top-p 0.5", "--top-p 0.9", "--top-p 0.99 --temperature 1.3",
    "--min-p 0.05", "--top-k 40 --top-p 0.9 --min-p 0.02",
  ]

  @Test func samplesOfAModel() throws {
    let tool = try Tool()
    let train = try tool.shell("$T train --corpus $H --model h.arpa -q")
    #expect(train.code == 0, "\(train.err)")
    var lines = ""
    for options in Self.options {
      let all = ["--tokens 2000 --seed 7", options].filter { !$0.isEmpty }.joined(separator: " ")
      let output = try tool.shell("$T sample --model h.arpa \(all) --threads 2 | sha256sum")
      #expect(output.code == 0 && output.out.count > 64, "\(output.err)")
      lines += "\(output.out.prefix(64)) \(all)\n"
    }
    try expectSnapshot(lines, "samples")
  }
}
