internal import CArchive

/// Files of gzip, with the sums of their parts checked.
enum Gzip {
  /// All parts of `packed`, unpacked.
  ///
  /// Zero bytes after the last one, as tapes leave them, are passed over.
  static func unpack(
    _ packed: [UInt8], path: String, limit: Int
  ) throws(CorpusError) -> [UInt8] {
    var unpacked: [UInt8] = []
    var stream = z_stream()
    guard carchive_begin_gzip(&stream) == Z_OK else { throw damaged(path, "zlib cannot begin") }
    defer { inflateEnd(&stream) }
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
    defer { block.deallocate() }

    var position = 0
    while true {
      let code = step(&stream, packed, &position, into: block, &unpacked)
      guard unpacked.count <= limit else { throw .unpacksTooLarge(path: path, limit: limit) }
      if code == Z_STREAM_END {
        if packed[position...].allSatisfy({ $0 == 0 }) { return unpacked }
        guard packed[position...].starts(with: [0x1F, 0x8B]) else {
          throw damaged(path, "something that is no gzip follows at byte \(position)")
        }
        inflateReset(&stream)
      } else if code == Z_BUF_ERROR, position == packed.count {
        throw damaged(path, "it is cut off")
      } else if code != Z_OK, code != Z_BUF_ERROR {
        let words = stream.msg.map { String(cString: $0) } ?? "error \(code)"
        throw damaged(path, "\(words), at byte \(position) or before")
      }
    }
  }

  /// Unpacks one block and returns zlib's code.
  private static func step(
    _ stream: inout z_stream, _ packed: [UInt8], _ position: inout Int,
    into block: UnsafeMutableBufferPointer<UInt8>, _ unpacked: inout [UInt8]
  ) -> Int32 {
    packed.withUnsafeBufferPointer { input in
      // zlib reads through a pointer that is not constant in its type, and counts in 32 bits.
      let count = min(input.count - position, 1 << 30)
      stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + position) }
      stream.avail_in = UInt32(count)
      stream.next_out = block.baseAddress
      stream.avail_out = UInt32(block.count)
      let code = inflate(&stream, Z_NO_FLUSH)
      position += count - Int(stream.avail_in)
      unpacked.append(contentsOf: block[..<(block.count - Int(stream.avail_out))])
      return code
    }
  }

  private static func damaged(_ path: String, _ reason: String) -> CorpusError {
    .damaged(path: path, format: PackedFormat.gzip.rawValue, reason: reason)
  }
}
