internal import Parallelism

/// Drawings that are not at work: what they remember of a model serves the next batch, too.
final class DrawingPool: Sendable {
  private let prepared: PreparedDrawing
  private let idle = Locked<[Drawing]>([])

  init(_ prepared: PreparedDrawing) {
    self.prepared = prepared
  }

  /// A drawing for one batch.
  func take() -> Drawing { idle.withLock { $0.popLast() } ?? Drawing(prepared) }

  /// Takes a drawing back.
  func giveBack(_ drawing: Drawing) { idle.withLock { $0.append(drawing) } }
}
