internal import CAllocator

/// What the allocator keeps of memory that it got back.
package enum FreeMemory {
  /// Gives it to the system: some megabytes after a large text was read, and some milliseconds.
  package static func giveBack() { callocator_give_back() }
}
