/// An OpenDocument spreadsheet put together by hand: the pieces between which a test puts its own
/// markup.
package struct HandMadeODS {
  /// The declarations of the namespaces, for a root.
  package static let namespaces = """
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" \
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" \
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" \
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" \
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" \
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" \
    xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" \
    xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" \
    xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" \
    xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" \
    xmlns:xlink="http://www.w3.org/1999/xlink" \
    xmlns:dc="http://purl.org/dc/elements/1.1/" \
    xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    """

  /// What stands in the elements of these names.
  package var meta = ""
  package var settings = ""
  package var commonStyles = ""
  package var automaticStyles = ""
  package var masterStyles = ""
  /// What stands before the sheets in `office:spreadsheet`.
  package var declarations = ""
  /// The sheets, and what stands behind them.
  package var sheets = ""

  /// A document of one sheet with these rows.
  package init(rows: String = "") {
    sheets = "<table:table table:name=\"Biểu 01\">\(rows)</table:table>"
  }

  /// A document of one sheet with one row of these cells.
  package init(cells: String) { self.init(rows: "<table:table-row>\(cells)</table:table-row>") }

  /// The body, for the root of a file.
  package var body: String {
    "<office:body><office:spreadsheet>\(declarations)\(sheets)</office:spreadsheet></office:body>"
  }

  /// The text of the flat file.
  package var xml: String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document \(Self.namespaces) \
    office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:meta>\(meta)</office:meta>\
    <office:settings>\(settings)</office:settings><office:styles>\(commonStyles)</office:styles>\
    <office:automatic-styles>\(automaticStyles)</office:automatic-styles>\
    <office:master-styles>\(masterStyles)</office:master-styles>\(body)</office:document>
    """
  }

  /// The flat file.
  package var bytes: [UInt8] { Array(xml.utf8) }

  /// The bytes of a package with the same parts.
  package func package(manifest: String = "") throws -> [UInt8] {
    let root = "\(Self.namespaces) office:version=\"1.3\""
    return try archive([
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      (
        "META-INF/manifest.xml",
        """
        <m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">\
        <m:file-entry m:full-path="/">\(manifest)</m:file-entry></m:manifest>
        """
      ),
      (
        "styles.xml",
        """
        <office:document-styles \(root)><office:styles>\(commonStyles)</office:styles>\
        <office:automatic-styles>\(automaticStyles)</office:automatic-styles>\
        <office:master-styles>\(masterStyles)</office:master-styles></office:document-styles>
        """
      ),
      ("meta.xml", "<office:document-meta \(root)>\(meta)</office:document-meta>"),
      ("settings.xml", "<office:document-settings \(root)>\(settings)</office:document-settings>"),
      (
        "content.xml",
        """
        <office:document-content \(root)><office:automatic-styles>\(automaticStyles)\
        </office:automatic-styles>\(body)</office:document-content>
        """
      ),
    ])
  }
}
