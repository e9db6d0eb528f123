#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Memory for buffers.
///
/// Large blocks are aligned for huge pages and ask for them: everything after tokenizing is bound by
/// memory latency, and a page-table walk doubles it. The largest go back to the system as soon as
/// they are given back, which the allocator does not promise.
enum LargeMemory {
  private static let hugePage = 1 << 21
  /// Blocks of this size and more are the system's own.
  private static let mapped = 8 * hugePage

  /// A block, its content undefined.
  static func take(_ bytes: Int, alignment: Int) -> UnsafeMutableRawPointer {
    guard bytes >= hugePage else {
      return .allocate(byteCount: bytes, alignment: max(64, alignment))
    }
    let base =
      bytes < mapped
      ? UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: hugePage) : map(bytes)
    #if os(Linux)
      // Of whole huge pages only: what is left over would take one more.
      _ = madvise(base, bytes / hugePage * hugePage, MADV_HUGEPAGE)
    #endif
    return base
  }

  /// Takes a block of a size back.
  static func giveBack(_ base: UnsafeMutableRawPointer, _ bytes: Int) {
    if bytes < mapped { base.deallocate() } else { munmap(base, bytes) }
  }

  /// A block of whole pages at the start of a huge one.
  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer {
    let room = bytes + hugePage
    guard
      let start = mmap(nil, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { return .allocate(byteCount: bytes, alignment: hugePage) }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let base = UnsafeMutableRawPointer(
      bitPattern: (UInt(bitPattern: start) + UInt(hugePage) - 1) & ~UInt(hugePage - 1))
    guard let base else { return start }
    let end = base + (bytes + page - 1) / page * page
    if base > start { munmap(start, base - start) }
    if start + room > end { munmap(end, start + room - end) }
    return base
  }
}
