import Digests
import TestSupport
import Testing

@testable import Corpora

@Suite struct UnpackingTests {
  private let folder: TemporaryFolder
  private let text = (0..<3000).map { "Sentence \($0 * $0 % 977) of many.\n\n" }.joined()

  init() throws { folder = try TemporaryFolder() }

  static let filters = ["gzip", "bzip2", "xz", "zstd"]

  private func error(_ path: String, _ options: ReadingOptions = ReadingOptions()) -> CorpusError? {
    do throws(CorpusError) { _ = try Corpus.read(paths: [path], options: options) } catch {
      return error
    }
    return nil
  }

  @Test(arguments: filters)
  func compressedTextIsTheText(_ filter: String) throws {
    let plain = try Corpus.read(paths: [folder.write("plain.txt", text)])
    // The name does not matter.
    for name in ["a.txt.gz", "b.txt", "c"] {
      let packed = try Packer.compressed(Array(text.utf8), by: filter)
      #expect(packed.count < text.utf8.count / 3)
      let corpus = try Corpus.read(paths: [folder.write(name, packed)])
      #expect(corpus.buffer == plain.buffer && corpus.documents == plain.documents)
      #expect(corpus.files[0].sha256 == plain.files[0].sha256)
      #expect(corpus.files[0].bytes == text.utf8.count)
    }
  }

  @Test(arguments: filters)
  func allPartsAreRead(_ filter: String) throws {
    let parts = ["One.\n\n", "", "Two.\n\n", String(repeating: "Three. ", count: 90_000)]
    let packed = try parts.flatMap { try Packer.compressed(Array($0.utf8), by: filter) }
    let corpus = try Corpus.read(paths: [folder.write("a", packed)])
    #expect(corpus.files[0].sha256 == SHA256Digest(of: parts.joined().utf8).hexadecimal)
    #expect(corpus.documentCount == 3)
  }

  @Test(arguments: filters)
  func whatIsCutOffIsRefused(_ filter: String) throws {
    let packed = try Packer.compressed(Array(text.utf8), by: filter)
    var random = SeededGenerator(seed: 3)
    let cuts =
      [packed.count - 1, packed.count - 4, packed.count - 8]
      + (0..<40).map { _ in Int.random(in: 7..<packed.count, using: &random) }
    for cut in cuts {
      let found = error(try folder.write("a", Array(packed[..<cut])))
      #expect(
        found.map(isDamaged) == true, "\(filter) of \(packed.count) cut at \(cut): \(found as Any)")
    }
    // The second part alone is cut off: nothing of the first is used.
    let second = error(try folder.write("a", packed + packed[..<(packed.count / 2)]))
    #expect(second.map(isDamaged) == true, "\(second as Any)")
  }

  private func isDamaged(_ error: CorpusError) -> Bool {
    if case .damaged = error { true } else { false }
  }

  @Test(arguments: ["gzip", "bzip2", "xz"])
  func aChangedByteIsNeverAnotherText(_ filter: String) throws {
    let packed = try Packer.compressed(Array(text.utf8), by: filter)
    var random = SeededGenerator(seed: 4)
    var refused = 0
    for _ in 0..<200 {
      var spoiled = packed
      let place = Int.random(in: 0..<packed.count, using: &random)
      spoiled[place] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
      let path = try folder.write("a", spoiled)
      do throws(CorpusError) {
        // Bits that mean nothing, such as a time, may change; the text may not.
        let corpus = try Corpus.read(paths: [path])
        #expect(
          corpus.files[0].sha256 == SHA256Digest(of: text.utf8).hexadecimal,
          "\(filter) at \(place)")
      } catch { refused += 1 }
    }
    #expect(refused > 150, "\(refused)")
  }

  /// As the program zstd writes it with its sum at the end; libarchive writes none.
  private static let zstandardWithSum: [UInt8] = [
    0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58, 0x2d, 0x01, 0x00, 0xf8, 0x4f, 0x6e, 0x65, 0x20, 0x74, 0x77,
    0x6f, 0x20, 0x74, 0x68, 0x72, 0x65, 0x65, 0x20, 0x66, 0x6f, 0x75, 0x72, 0x20, 0x66, 0x69, 0x76,
    0x65, 0x2e, 0x0a, 0x0a, 0x73, 0x69, 0x78, 0x2e, 0x0a, 0x01, 0x00, 0x76, 0x32, 0xc7, 0x6a, 0x5c,
    0x15, 0x03,
  ]

  @Test func zstandardChecksItsSumIfItHasOne() throws {
    let whole = try Corpus.read(paths: [folder.write("a", Self.zstandardWithSum)])
    #expect(whole.text(of: 1) == "One two three four six." && whole.notes.isEmpty)
    for bit in 0..<(Self.zstandardWithSum.count * 8) {
      var spoiled = Self.zstandardWithSum
      spoiled[bit / 8] ^= UInt8(1 << (bit % 8))
      // The mark of the sum itself and that of the format.
      guard bit / 8 > 4 else { continue }
      let path = try folder.write("a", spoiled)
      do throws(CorpusError) {
        let corpus = try Corpus.read(paths: [path])
        #expect(corpus.buffer == whole.buffer, "bit \(bit)")
      } catch { continue }
    }
    let without = try Packer.compressed(Array(text.utf8), by: "zstd")
    let noted = try Corpus.read(paths: [folder.write("b", without)])
    #expect(noted.notes.count == 1 && noted.notes[0].contains("no checksum"))
  }

  @Test(arguments: filters)
  func whatFollowsIsNotPassedOver(_ filter: String) throws {
    let packed = try Packer.compressed(Array(text.utf8), by: filter)
    let found = error(try folder.write("a", packed + Array("and more".utf8)))
    #expect(found.map(isDamaged) == true, "\(found as Any)")
  }

  @Test(arguments: [
    ("pax", nil), ("ustar", nil), ("zip", nil), ("gnutar", "gzip"), ("pax", "zstd"),
  ])
  func anArchiveIsItsTextsInTheOrderOfTheirNames(_ format: String, _ filter: String?) throws {
    let files: [(String, [UInt8])] = [
      ("b/late.txt", Array("Late.\n".utf8)), ("a/", []),
      ("a/first.jsonl", Array("{\"text\":\"First.\"}".utf8)),
      ("a/picture.png", [0, 1, 2]), (".hidden.txt", Array("Hidden.\n".utf8)),
      ("a/link.txt->first.jsonl", []), ("A.md", Array("Middle?\n".utf8)),
    ]
    let path = try folder.write("x.dat", Packer.archive(files, format: format, filter: filter))
    let corpus = try Corpus.read(paths: [path])
    #expect((0..<corpus.documentCount).map(corpus.text(of:)) == ["Middle?", "First.", "Late."])
    #expect(
      corpus.files.map(\.path) == ["A.md", "a/first.jsonl", "b/late.txt"].map { "\(path)/\($0)" })
    #expect(corpus.files[1].sha256 == SHA256Digest(of: files[2].1).hexadecimal)
  }

  @Test func anArchiveMayHoldNoText() throws {
    let picture = try folder.write("x.zip", Packer.archive([("a.png", [1])], format: "zip"))
    #expect(error(picture) == .emptyDirectory(path: picture))
    let bad = try folder.write("x.tar", Packer.archive([("a.txt", [0xFF])], format: "pax"))
    #expect(error(bad) == .invalidUTF8(path: "\(bad)/a.txt", offset: 0, line: 1, byte: 0xFF))
  }

  @Test func otherKindsAreNamed() throws {
    for filter in ["lz4", "lzip", "compress"] {
      let path = try folder.write("a", Packer.compressed(Array(text.utf8), by: filter))
      guard case .packed = error(path) else {
        Issue.record("\(filter): \(error(path) as Any)")
        continue
      }
    }
    let twice = try Packer.compressed(Packer.compressed(Array(text.utf8), by: "gzip"), by: "gzip")
    let path = try folder.write("a.gz", twice)
    #expect(error(path) == .packed(path: path, format: "gzip twice", way: "unpack it once"))
  }

  @Test(arguments: filters)
  func whatUnpacksToTooMuchIsRefused(_ filter: String) throws {
    let packed = try Packer.compressed([UInt8](repeating: 0x61, count: 5_000_000), by: filter)
    #expect(packed.count < 10_000)
    let format = try #require(PackedFormat(packed[...]))
    #expect(throws: CorpusError.unpacksTooLarge(path: "a", limit: 4_999_999)) {
      try Unpacking.members(of: packed, format, path: "a", limit: 4_999_999)
    }
    #expect(try Unpacking.members(of: packed, format, path: "a", limit: 5_000_000).count == 1)
  }

  @Test func compressedFilesLieInDirectories() throws {
    let packed = try Packer.compressed(Array("{\"text\":\"Two.\"}\n".utf8), by: "xz")
    _ = try folder.write("in/2.jsonl.xz", packed)
    _ = try folder.write("in/1.txt.gz", Packer.compressed(Array("One.\n".utf8), by: "gzip"))
    _ = try folder.write("in/3.pdf.gz", Packer.compressed(Array("Three.\n".utf8), by: "gzip"))
    let corpus = try Corpus.read(paths: ["\(folder.path)/in"])
    #expect((0..<corpus.documentCount).map(corpus.text(of:)) == ["One.", "Two."])
  }
}
