/// What all pages of the project share.
package enum PageParts {
  /// The style sheet of the reports.
  package static var style: [UInt8] { PackageResources.report_css }

  /// The script that switches between light and dark: it declares the function `theme`, for which the page has a
  /// button of that name.
  package static var theme: [UInt8] { PackageResources.theme_js }
}
