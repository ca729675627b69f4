/// What the package says of itself.
enum ODSPackage {
  static let mimetype = "application/vnd.oasis.opendocument.spreadsheet"
}
