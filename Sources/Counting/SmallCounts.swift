/// The counts of many n-grams, one byte each.
///
/// Nearly all counts are small; the few that need more are listed.
package struct SmallCounts: Sendable {
  /// A count that does not fit into a byte.
  package struct Large: BitwiseCopyable, Sendable {
    /// The index of the n-gram.
    package var index: UInt32
    /// Its count.
    package var count: UInt32

    package init(index: UInt32, count: UInt32) { (self.index, self.count) = (index, count) }
  }

  /// The number of n-grams.
  package var count: Int { bytes.count }
  private let bytes: FlatBuffer<UInt8>
  private let large: FlatBuffer<Large>

  /// Puts together bytes and a list.
  ///
  /// - Parameters:
  ///   - bytes: The counts, as a ``Writer`` left them.
  ///   - large: The counts that it listed, sorted by index.
  package init(bytes: FlatBuffer<UInt8>, large: [Large]) {
    self.bytes = bytes
    self.large = FlatBuffer(large)
  }

  /// The counts as plain memory, for loops.
  package var reader: Reader {
    Reader(bytes: bytes.base, large: UnsafeBufferPointer(large.elements))
  }

  /// Gives the memory of some counts back; nobody may ask for them or those before them afterwards.
  package func giveBack(_ range: Range<Int>) { bytes.giveBack(range) }

  /// All counts.
  package var all: [UInt32] { (0..<count).map { reader[$0] } }

  /// The counts without their owners.
  ///
  /// Safe: valid only while the counts live, and only read.
  package struct Reader: @unchecked Sendable {
    @usableFromInline let bytes: UnsafePointer<UInt8>
    private let large: UnsafeBufferPointer<Large>

    package init(bytes: UnsafePointer<UInt8>, large: UnsafeBufferPointer<Large>) {
      self.bytes = bytes
      self.large = large
    }

    /// A count.
    ///
    /// - Complexity: O(1); O(log *l*) for one of *l* that are listed.
    @inlinable
    @inline(__always)
    package subscript(index: Int) -> UInt32 {
      let byte = bytes[index]
      return byte == UInt8.max ? listed(index) : UInt32(byte)
    }

    @usableFromInline
    func listed(_ index: Int) -> UInt32 { large[Self.first(from: index, in: large)].count }

    /// The place in a list of the first index that is not below one.
    fileprivate static func first(
      from index: Int, in large: UnsafeBufferPointer<Large>
    ) -> Int {
      var (low, high) = (0, large.count)
      while low < high {
        let middle = (low + high) >> 1
        if Int(large[middle].index) < index { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  /// Writes counts; each thread has its own, for n-grams of its own.
  package struct Writer {
    private let bytes: UnsafeMutablePointer<UInt8>
    /// The counts that do not fit, in the order in which they were written.
    package private(set) var large: [Large] = []

    package init(to bytes: UnsafeMutablePointer<UInt8>) { self.bytes = bytes }

    /// Writes a count.
    @inline(__always)
    package mutating func write(_ count: UInt32, at index: Int) {
      let byte = UInt8(truncatingIfNeeded: min(count, UInt32(UInt8.max)))
      bytes[index] = byte
      if byte == UInt8.max { list(count, at: index) }
    }

    @inline(never)
    private mutating func list(_ count: UInt32, at index: Int) {
      large.append(Large(index: UInt32(truncatingIfNeeded: index), count: count))
    }
  }
}

extension [SmallCounts.Large] {
  /// Those of a range of indices, by which they are sorted.
  ///
  /// - Complexity: O(log *l*) for *l* of them.
  package func listed(in range: Range<Int>) -> ArraySlice<SmallCounts.Large> {
    self[first(from: range.lowerBound)..<first(from: range.upperBound)]
  }

  private func first(from index: Int) -> Int {
    withUnsafeBufferPointer { SmallCounts.Reader.first(from: index, in: $0) }
  }
}
