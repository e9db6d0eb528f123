#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A block of memory for a buffer.
///
/// Large blocks are aligned for huge pages and ask for them: everything after tokenizing is bound by
/// memory latency, and a page-table walk doubles it. They come from the system and go back to it as soon
/// as they are given back; the allocator keeps what it gets back, and each order needs larger blocks
/// than the one before.
struct LargeMemory {
  /// Its beginning.
  let base: UnsafeMutableRawPointer
  private let bytes: Int
  private let isMapped: Bool
  /// Whether all of it is known to be zero.
  var isClear: Bool { isMapped }
  /// What comes from the system and goes back to it at once.
  private let page: Int

  private static let hugePage = 1 << 21

  /// Takes a block, its content undefined.
  ///
  /// - Parameters:
  ///   - bytes: Its size.
  ///   - alignment: What its start is a multiple of.
  ///   - isPassing: Whether it is filled and given back part by part: then it has small pages, for of
  ///     huge ones all would be there from the start.
  init(bytes: Int, alignment: Int, isPassing: Bool = false) {
    let isLarge = bytes >= Self.hugePage
    let map = isLarge ? Self.map(bytes) : nil
    base =
      map
      ?? .allocate(
        byteCount: bytes, alignment: isLarge ? Self.hugePage : max(64, alignment))
    self.bytes = bytes
    isMapped = map != nil
    page = isPassing ? Int(sysconf(Int32(_SC_PAGESIZE))) : Self.hugePage
    #if os(Linux)
      // Of whole huge pages only: what is left over would take one more.
      let advice = isPassing ? MADV_NOHUGEPAGE : MADV_HUGEPAGE
      if isLarge { _ = madvise(base, bytes / Self.hugePage * Self.hugePage, advice) }
    #endif
  }

  /// Gives the pages of a range of its bytes back, whose content is then undefined; what lies before it
  /// was given back, too.
  func giveBack(_ range: Range<Int>) {
    let first = range.lowerBound / page * page
    // The last page goes with the last byte.
    let end = range.upperBound == bytes ? bytes : range.upperBound / page * page
    guard isMapped, first < end else { return }
    _ = madvise(base + first, end - first, MADV_DONTNEED)
  }

  /// Gives the block back; it is not to be used afterwards.
  func giveBack() {
    if isMapped { munmap(base, bytes) } else { base.deallocate() }
  }

  /// Pages from the system, at the start of a huge one; nil where it has none.
  private static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let room = bytes + hugePage
    guard
      let start = mmap(nil, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != MAP_FAILED
    else { return nil }
    let base = start.alignedUp(toMultipleOf: hugePage)
    let end = (base + bytes).alignedUp(toMultipleOf: Int(sysconf(Int32(_SC_PAGESIZE))))
    if base > start { munmap(start, base - start) }
    if start + room > end { munmap(end, start + room - end) }
    return base
  }
}
