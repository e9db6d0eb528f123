/// How many types occur how often: V_1 hapaxes, V_2 types seen twice, and so on.
public struct FrequencySpectrum: Sendable, Equatable {
  /// The types that share a count.
  public struct Entry: Sendable, Equatable {
    /// How often each of the types occurs, at least 1.
    public var count: Int
    /// How many types occur that often, at least 1.
    public var types: Int

    /// Creates an entry.
    public init(count: Int, types: Int) {
      self.count = count
      self.types = types
    }
  }

  /// The entries by ascending count.
  public let entries: [Entry]

  /// Creates the spectrum of counts in any order; zeros are not types.
  ///
  /// - Complexity: O(*n*) in the number of counts, plus a sort of the few above 4096.
  public init(counts: some Sequence<UInt32>) {
    var low = [Int](repeating: 0, count: 4097)
    var greatest = 0
    var high: [UInt32] = []
    for count in counts {
      if count <= 4096 {
        low[Int(count)] += 1
        greatest = max(greatest, Int(count))
      } else {
        high.append(count)
      }
    }
    var entries: [Entry] = []
    for count in stride(from: 1, through: greatest, by: 1) where low[count] > 0 {
      entries.append(Entry(count: count, types: low[count]))
    }
    high.sort()
    for count in high {
      if let last = entries.last, last.count == Int(count) {
        entries[entries.count - 1].types += 1
      } else {
        entries.append(Entry(count: Int(count), types: 1))
      }
    }
    self.entries = entries
  }

  /// The number of types.
  public var types: Int { entries.reduce(0) { $0 + $1.types } }

  /// The number of tokens of these types.
  public var tokens: Int { entries.reduce(0) { $0 + $1.count * $1.types } }

  /// How many types occur exactly `count` times.
  ///
  /// - Complexity: O(log *n*) in the number of entries.
  public func types(occurring count: Int) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].count < count { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].count == count ? entries[low].types : 0
  }
}
