import Foundation

/// The target that the environment names, for `make fuzz`.
private let chosen: FuzzTarget? = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"]
  return FuzzTarget.all.first { $0.name == name }
}()

/// A word as libFuzzer's dictionaries have it.
private func entry(_ word: String) -> String {
  var text = "\""
  for byte in word.utf8 { text += (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16) }
  return text + "\""
}

/// What libFuzzer calls once: with FUZZ_SEEDS the seeds and the dictionary of all targets are written to that
/// folder, and nothing is fuzzed.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeRawPointer?, _ arguments: UnsafeRawPointer?) -> Int32 {
  if let folder = ProcessInfo.processInfo.environment["FUZZ_SEEDS"] {
    for target in FuzzTarget.all {
      let path = "\(folder)/\(target.name)"
      try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (index, seed) in target.seeds.enumerated() {
        _ = FileManager.default.createFile(atPath: "\(path)/seed-\(index)", contents: Data(seed))
      }
      let words = target.dictionary.map(entry)
      _ = FileManager.default.createFile(
        atPath: "\(folder)/\(target.name).dict",
        contents: Data((words.joined(separator: "\n") + "\n").utf8))
      print(target.name)
    }
    exit(0)
  }
  guard chosen != nil else {
    print("FUZZ_TARGET names none of: \(FuzzTarget.all.map { $0.name }.joined(separator: ", "))")
    exit(64)
  }
  return 0
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  do { try chosen?.check(Array(UnsafeBufferPointer(start: bytes, count: count))) } catch {
    print("\(error)")
    abort()
  }
  return 0
}
