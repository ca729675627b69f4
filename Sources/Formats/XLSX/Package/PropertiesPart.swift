import SheetModel
import XML

/// What a workbook says of itself: the core, extended and custom properties parts (ECMA-376 Part 2,
/// 11; Part 1, 22.2 and 22.3).
enum PropertiesPart {
  /// Reads whichever of the three parts there are.
  static func read(
    _ relationships: RelationshipsPart, in parts: PackageParts
  ) throws(WorkbookError) -> DocumentProperties {
    var properties = DocumentProperties()
    if let core = relationships.first(ofType: "core-properties"), parts.contains(core.target) {
      try readCore(core.target, in: parts, into: &properties)
    }
    if let app = relationships.relationships.first(where: {
      $0.type == "extended-properties" || $0.type == "extendedProperties"
    }), parts.contains(app.target) {
      try parts.read(app.target, names, root: .properties) { parser throws(WorkbookError) in
        try parser.eachChild { name throws(WorkbookError) in
          guard name == .application else { return false }
          properties.application = try text(parser)
          return true
        }
      }
    }
    if let custom = relationships.relationships.first(where: {
      $0.type == "custom-properties" || $0.type == "customProperties"
    }), parts.contains(custom.target) {
      try readCustom(custom.target, in: parts, into: &properties)
    }
    return properties
  }

  private static func readCore(
    _ path: String, in parts: PackageParts, into properties: inout DocumentProperties
  ) throws(WorkbookError) {
    try parts.read(path, names, root: .coreProperties) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        switch name {
        case .title: properties.title = try text(parser)
        case .subject: properties.subject = try text(parser)
        case .creator: properties.creator = try text(parser)
        case .description: properties.description = try text(parser)
        default: return false
        }
        return true
      }
    }
  }

  /// The text of an element; nil where it says nothing.
  private static func text(_ parser: XMLPullParser) throws(WorkbookError) -> String? {
    let text = try parser.elementText()
    return text.isEmpty ? nil : text
  }

  private static func readCustom(
    _ path: String, in parts: PackageParts, into properties: inout DocumentProperties
  ) throws(WorkbookError) {
    var bytes = 0
    try parts.read(path, names, root: .properties) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        guard name == .property, let key = parser.value(.name) else { return false }
        let value = EscapedText.decoded(try parser.elementText())
        bytes += key.utf8.count + value.utf8.count + 128
        guard bytes <= mostBytes else {
          throw WorkbookError(
            .malformedValue, at: Place(line: parser.line), found: "more than 16 MiB of properties")
        }
        properties.custom.append(DocumentProperties.Custom(name: key, value: value))
        return true
      }
    }
  }

  /// The most bytes that the author's own properties may take; each counts 128 beside its text.
  private static let mostBytes = 16 << 20

  private static let names: XMLNames = {
    var names = XMLNames()
    names.add(
      PartName.coreProperties.rawValue, "coreProperties",
      in: ["http://schemas.openxmlformats.org/package/2006/metadata/core-properties"])
    let dublinCore = ["http://purl.org/dc/elements/1.1/"]
    names.add(PartName.title.rawValue, "title", in: dublinCore)
    names.add(PartName.subject.rawValue, "subject", in: dublinCore)
    names.add(PartName.creator.rawValue, "creator", in: dublinCore)
    names.add(PartName.description.rawValue, "description", in: dublinCore)
    let extended = [
      "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
      "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
    ]
    let custom = [
      "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
      "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    ]
    names.add(PartName.properties.rawValue, "Properties", in: extended + custom)
    names.add(PartName.application.rawValue, "Application", in: extended)
    names.add(PartName.property.rawValue, "property", in: custom)
    names.add(PartName.name.rawValue, "name", in: [""])
    return names
  }()
}
