internal import Counting

/// Plain values added one after the other, for reads all over them.
///
/// Their memory is that of `FlatBuffer`: a table of some megabytes that is read in no order costs as much for
/// its pages as for its lines, unless the pages are huge. A copy is a value of its own.
struct GrowingBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
  // Safe: what several copies share is only read; who writes has memory of its own by then.
  private var memory: FlatBuffer<Element>
  private var elements: UnsafeMutablePointer<Element>
  /// The number of elements.
  private(set) var count = 0
  private var capacity: Int

  /// Makes room.
  ///
  /// - Parameter capacity: How many elements are expected; memory that is not written is not taken.
  init(capacity: Int) {
    self.capacity = max(64, capacity)
    memory = FlatBuffer(uninitialized: self.capacity)
    elements = memory.base
  }

  /// The first element; valid as long as the buffer lives and nothing is added.
  @inline(__always)
  var base: UnsafePointer<Element> { UnsafePointer(elements) }

  /// Adds an element.
  mutating func append(_ element: Element) {
    prepare(for: count + 1)
    elements[count] = element
    count += 1
  }

  /// Adds copies of an element.
  mutating func append(repeating element: Element, count added: Int) {
    prepare(for: count + added)
    (elements + count).initialize(repeating: element, count: added)
    count += added
  }

  /// An element that is there.
  @inline(__always)
  subscript(_ index: Int) -> Element {
    get { elements[index] }
    set {
      prepare(for: count)
      elements[index] = newValue
    }
  }

  /// Forgets all elements and keeps their room.
  mutating func removeAll() { count = 0 }

  private mutating func prepare(for needed: Int) {
    if needed <= capacity, isKnownUniquelyReferenced(&memory) { return }
    if needed > capacity { capacity = max(needed, 2 * capacity) }
    let larger = FlatBuffer<Element>(uninitialized: capacity)
    larger.base.initialize(from: elements, count: count)
    memory = larger
    elements = larger.base
  }
}
