internal import CPrefetch
internal import LanguageModels
internal import Tokenization

/// How much mass ranks before each step of a scale in contexts met before, in a model whose
/// distributions sum to 1 and in which successors do not lose.
///
/// What a context adds to the mass of its back-off needs no order among its successors: one pass notes at
/// which step each begins to count, and at which it would have counted without the context. What the back-off
/// itself has down to a step is looked up when that step is asked for.
struct SteppedContexts {
  private let view: ModelView
  private var places: ContextPlaces
  /// The steps of all contexts here: the mass, or, where the back-off's part is still missing, less than −0.5
  /// (``pending(_:)``).
  private var masses: GrowingBuffer<Float>

  /// - Parameters:
  ///   - view: The model.
  ///   - firstLong: The first context of two tokens.
  init(_ view: ModelView, firstLong: Int) {
    self.view = view
    places = ContextPlaces(firstLong: firstLong, most: firstLong + 1 << 16)
    masses = GrowingBuffer(capacity: 2 * MassSteps.count * firstLong)
  }

  /// The mass of the tokens that are at least as probable as the end of a step, to single precision.
  ///
  /// - Parameters:
  ///   - context: The context.
  ///   - step: The step.
  ///   - sorted: The contexts by rank, for the back-off's part.
  /// - Returns: The mass, 0 above the scale and 1 below it.
  /// - Complexity: O(1); O(*s*) for *s* successors when the context is met first.
  @inline(__always)
  mutating func mass(
    of context: UInt32, downTo step: Int, _ sorted: inout SortedContexts
  ) -> Float {
    if step < 0 { return 0 }
    if step >= MassSteps.count { return 1 }
    let index = (places[context] ?? add(context)) &* MassSteps.count &+ step
    let known = masses[index]
    return known < -0.5 ? complete(index, context, step, &sorted) : known
  }

  /// Asks for what the mass down to a step will be read from.
  @inline(__always)
  func warm(_ context: UInt32, _ step: Int) {
    guard let place = places[context] else { return }
    let step = min(max(0, step), MassSteps.count &- 1)
    cprefetch(masses.base + (place &* MassSteps.count &+ step))
    // What a missing mass is completed from.
    cprefetch(view.contexts + Int(context))
  }

  // MARK: Parts

  /// What stands for an own part, from −1 to 1, until that of the back-off is added.
  private static func pending(_ own: Double) -> Float { Float(-2 - own) }

  private mutating func complete(
    _ index: Int, _ context: UInt32, _ step: Int, _ sorted: inout SortedContexts
  ) -> Float {
    var weights = LevelWeights()
    weights.push(view.weight(of: view.contexts[Int(context)]))
    let below = sorted.mass(
      of: view.contexts[Int(context)].backOff, before: MassSteps.end(step), weights)
    let mass = Float(below - 2 - Double(masses[index]))
    masses[index] = mass
    return mass
  }

  private mutating func add(_ context: UInt32) -> Int {
    let place = places.add(context)
    if place == 0 { masses.removeAll() }
    let record = view.contexts[Int(context)]
    var gains = MassSteps.Masses(repeating: 0)
    for index in Int(record.firstSuccessor)..<Int(view.contexts[Int(context) + 1].firstSuccessor) {
      let successor = view.successors[index]
      note(successor.probability, &gains, sign: 1)
      guard context != 0 else { continue }
      var state = record.backOff
      let below = view.step(successor.token, from: &state).probability
      note(view.weight(of: record) * below, &gains, sign: -1)
    }
    var sum = 0.0
    for step in 0..<MassSteps.count {
      sum += gains[step]
      masses.append(context == 0 ? Float(sum) : Self.pending(sum))
    }
    return place
  }

  /// Adds a mass where it begins to count.
  @inline(__always)
  private func note(_ mass: Double, _ gains: inout MassSteps.Masses, sign: Double) {
    let step = max(0, MassSteps.last(from: mass))
    if step < MassSteps.count { gains[step] += sign * mass }
  }
}
