package let css = PackageResources.report_css
