/// The style of all pages of the project.
package enum PageStyle {
  /// The style sheet of the reports.
  package static var bytes: [UInt8] { PackageResources.report_css }
}
