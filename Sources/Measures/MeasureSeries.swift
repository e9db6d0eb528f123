/// One measure through the generations, over all replicates.
public struct MeasureSeries: Sendable, Equatable {
  /// The measure at one generation.
  public struct Point: Sendable, Equatable {
    /// The generation.
    public let generation: Int
    /// The mean over replicates and its interval.
    public let interval: Interval
    /// The values in the order of the replicates that have one.
    public let values: [Double]
  }

  /// The name of the measure.
  public let measure: String
  /// The generations at which some replicate has a value, ascending.
  public let points: [Point]

  /// Gathers the values of a measure.
  public init(of measure: String, in records: [GenerationRecord]) {
    self.measure = measure
    var valuesByGeneration: [Int: [(replicate: Int, value: Double)]] = [:]
    for record in records {
      guard let value = record.measures[measure] else { continue }
      valuesByGeneration[record.generation, default: []].append((record.replicate, value))
    }
    points = valuesByGeneration.sorted { $0.key < $1.key }.compactMap { generation, found in
      let values = found.sorted { $0.replicate < $1.replicate }.map(\.value)
      return Interval(of: values).map {
        Point(generation: generation, interval: $0, values: values)
      }
    }
  }

  /// The series of every measure of the catalog that has a value, in display order.
  public static func all(in records: [GenerationRecord]) -> [MeasureSeries] {
    MeasureCatalog.definitions.map { MeasureSeries(of: $0.name, in: records) }
      .filter { !$0.points.isEmpty }
  }

  /// The point of a generation, if it has one.
  public subscript(generation generation: Int) -> Point? {
    points.first { $0.generation == generation }
  }

  /// The first generation whose interval has no point in common with generation 0's; nil if there is
  /// none, or only one replicate.
  public var onset: Int? {
    guard let start = self[generation: 0]?.interval else { return nil }
    return points.first { $0.generation > 0 && $0.interval.isApart(from: start) }?.generation
  }

  /// When the mean of a falling measure first lies below half of its value at generation 0, as a
  /// generation with a fraction by linear interpolation; nil if it never does.
  public var halfLife: Double? {
    guard let start = self[generation: 0]?.interval.mean, start > 0 else { return nil }
    let half = start / 2
    for (before, after) in zip(points, points.dropFirst()) where after.interval.mean < half {
      let fall = before.interval.mean - after.interval.mean
      let step = Double(after.generation - before.generation)
      return Double(before.generation) + step * (before.interval.mean - half) / fall
    }
    return nil
  }
}
