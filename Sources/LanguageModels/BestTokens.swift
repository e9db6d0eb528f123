/// Keeps the first few of many tokens in a heap with the last of them on top.
struct BestTokens {
  let limit: Int
  private var heap: [RankedToken] = []

  init(limit: Int) {
    self.limit = limit
  }

  var sorted: [RankedToken] { heap.sorted { $0.precedes($1) } }

  func accepts(_ token: RankedToken) -> Bool {
    limit > 0 && token.probability > 0 && (heap.count < limit || token.precedes(heap[0]))
  }

  mutating func offer(_ token: RankedToken) {
    guard accepts(token) else { return }
    if heap.count < limit {
      heap.append(token)
      var index = heap.count - 1
      while index > 0, heap[(index - 1) / 2].precedes(heap[index]) {
        heap.swapAt(index, (index - 1) / 2)
        index = (index - 1) / 2
      }
      return
    }
    heap[0] = token
    var index = 0
    while true {
      var last = index
      for child in [2 * index + 1, 2 * index + 2] where child < heap.count {
        if heap[last].precedes(heap[child]) { last = child }
      }
      if last == index { return }
      heap.swapAt(index, last)
      index = last
    }
  }
}
