/// Something that can be told of a generation by one number.
///
/// A new measure is one file with a type of this kind, one line in ``MeasureCatalog/all`` and one
/// file of tests with an example worked by hand.
public protocol Measure: Sendable {
  /// What the measure is, for people and programs.
  var definition: MeasureDefinition { get }

  /// The value for a generation; nil where it is undefined or was not supplied. An infinite value
  /// may be returned and is left out of records.
  func value(of observation: Observation) -> Double?

  /// Why the value is absent, for readers; nil if it was merely not asked for.
  func absence(in observation: Observation) -> String?
}

extension Measure {
  /// By default a missing value needs no remark.
  public func absence(in observation: Observation) -> String? { nil }
}
