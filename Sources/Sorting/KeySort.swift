/// Sorts distinct unsigned keys in ascending order, in place.
///
/// Most significant digit first: American flag sort on bytes for large ranges (McIlroy, Bostic and
/// McIlroy 1993), quicksort for middling ones, insertion sort for small ones. The standard
/// library's sort is general and stable, and many times slower on these keys.
///
/// - Parameters:
///   - keys: The keys; equal keys are allowed.
///   - bits: How many low bits of the keys can differ.
/// - Complexity: O(*n* · *bits* / 8) at worst.
@inlinable
package func sortKeys<Key: FixedWidthInteger & UnsignedInteger>(
  _ keys: UnsafeMutableBufferPointer<Key>, bits: Int
) {
  guard let base = keys.baseAddress, keys.count > 1 else { return }
  flagSort(base, keys.count, shift: max(0, (bits + 7) / 8 * 8 - 8))
}

@usableFromInline let insertionLimit = 24
@usableFromInline let quickLimit = 768

@inlinable
func flagSort<Key: FixedWidthInteger & UnsignedInteger>(
  _ base: UnsafeMutablePointer<Key>, _ count: Int, shift: Int
) {
  if count <= quickLimit {
    quickSort(base, 0, count - 1, depth: 2 * (Int.bitWidth - count.leadingZeroBitCount))
    return
  }
  withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { room in
    let ends = UnsafeMutableBufferPointer(rebasing: room[0..<256])
    let next = UnsafeMutableBufferPointer(rebasing: room[256..<512])
    ends.initialize(repeating: 0)
    next.initialize(repeating: 0)
    for index in 0..<count { ends[Int(truncatingIfNeeded: base[index] &>> shift) & 255] &+= 1 }
    var sum = 0
    for digit in 0..<256 {
      next[digit] = sum
      sum &+= ends[digit]
      ends[digit] = sum
    }
    for digit in 0..<256 {
      while next[digit] < ends[digit] {
        var key = base[next[digit]]
        var target = Int(truncatingIfNeeded: key &>> shift) & 255
        while target != digit {
          swap(&key, &base[next[target]])
          next[target] &+= 1
          target = Int(truncatingIfNeeded: key &>> shift) & 255
        }
        base[next[digit]] = key
        next[digit] &+= 1
      }
    }
    guard shift > 0 else { return }
    var start = 0
    for digit in 0..<256 {
      let end = ends[digit]
      if end - start > 1 { flagSort(base + start, end - start, shift: shift - 8) }
      start = end
    }
  }
}

@inlinable
func quickSort<Key: FixedWidthInteger & UnsignedInteger>(
  _ base: UnsafeMutablePointer<Key>, _ first: Int, _ last: Int, depth: Int
) {
  var first = first
  var last = last
  var depth = depth
  while last - first >= insertionLimit {
    if depth == 0 {
      heapSort(base + first, last - first + 1)
      return
    }
    depth -= 1
    let middle = first + (last - first) / 2
    if base[middle] < base[first] { swap(&base[middle], &base[first]) }
    if base[last] < base[first] { swap(&base[last], &base[first]) }
    if base[last] < base[middle] { swap(&base[last], &base[middle]) }
    let pivot = base[middle]
    var left = first
    var right = last
    while left <= right {
      while base[left] < pivot { left &+= 1 }
      while pivot < base[right] { right &-= 1 }
      if left <= right {
        swap(&base[left], &base[right])
        left &+= 1
        right &-= 1
      }
    }
    if right - first < last - left {
      quickSort(base, first, right, depth: depth)
      first = left
    } else {
      quickSort(base, left, last, depth: depth)
      last = right
    }
  }
  guard first < last else { return }
  for index in (first + 1)...last {
    let key = base[index]
    var hole = index
    while hole > first, key < base[hole - 1] {
      base[hole] = base[hole - 1]
      hole &-= 1
    }
    base[hole] = key
  }
}

/// The way out when quicksort's pivots go wrong.
@inlinable
package func heapSort<Key: Comparable>(_ base: UnsafeMutablePointer<Key>, _ count: Int) {
  func sift(_ start: Int, _ end: Int) {
    var root = start
    while 2 * root + 1 < end {
      var child = 2 * root + 1
      if child + 1 < end, base[child] < base[child + 1] { child += 1 }
      if base[root] >= base[child] { return }
      swap(&base[root], &base[child])
      root = child
    }
  }
  for start in stride(from: count / 2 - 1, through: 0, by: -1) { sift(start, count) }
  for end in stride(from: count - 1, to: 0, by: -1) {
    swap(&base[0], &base[end])
    sift(0, end)
  }
}
