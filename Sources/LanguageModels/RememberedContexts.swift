/// Contexts whose lists are remembered: those of at most one token, which all others pass through, and
/// those with many successors.
@usableFromInline
package struct RememberedContexts: BitwiseCopyable, Sendable {
  /// The first context of two tokens.
  @usableFromInline package let firstLong: UInt32
  /// A longer context is remembered if it has more successors than this.
  @usableFromInline package let fewSuccessors: UInt32

  package init(_ model: NgramModel, fewSuccessors: UInt32) {
    firstLong = UInt32(model.contextStarts.count > 2 ? model.contextStarts[2] : 1)
    self.fewSuccessors = fewSuccessors
  }

  /// Whether a context is among them.
  @inlinable
  @inline(__always)
  package func contains(_ context: UInt32, _ view: ModelView) -> Bool {
    if context < firstLong { return true }
    let first = view.contexts[Int(context)].firstSuccessor
    return view.contexts[Int(context) &+ 1].firstSuccessor &- first > fewSuccessors
  }
}
