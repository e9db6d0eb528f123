/// Ranked lists by context, in a table that forgets: each context has one place, and takes it from the
/// one that was there.
///
/// A list that is looked for again and has been forgotten is made again, so that what is remembered
/// changes the time and nothing else.
struct RankedLists: Sendable {
  private var contexts: [UInt32] = []
  private var lists: [[RankedToken]] = []
  private let places: Int

  /// What all lists may take together.
  private static let mostBytes = 64 << 20

  /// Makes room for lists of a length.
  init(length: Int) {
    let most = max(1, Self.mostBytes / (max(1, length) * MemoryLayout<RankedToken>.stride + 32))
    // The next lower power of two.
    places = min(1 << 17, 1 << (Int.bitWidth - 1 - most.leadingZeroBitCount))
  }

  /// The list of a context, if it is remembered.
  subscript(_ context: UInt32) -> [RankedToken]? {
    get {
      guard !lists.isEmpty else { return nil }
      let place = Int(context) & (places - 1)
      return contexts[place] == context ? lists[place] : nil
    }
    set {
      if lists.isEmpty {
        contexts = [UInt32](repeating: .max, count: places)
        lists = [[RankedToken]](repeating: [], count: places)
      }
      let place = Int(context) & (places - 1)
      contexts[place] = newValue == nil ? .max : context
      lists[place] = newValue ?? []
    }
  }
}
