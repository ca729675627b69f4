import SheetModel
import XML

/// The relationships of a package or part (ECMA-376 Part 2, 9.3), found by id or by type.
struct RelationshipsPart {
  struct Relationship {
    var id: String
    /// The last component of the type's URI, which transitional and strict files share.
    var type: String
    /// The name of the target part, without a leading `/`.
    var target: String
  }

  private(set) var relationships: [Relationship] = []
  private var indexes: [String: Int] = [:]
  /// Where hyperlinks lead by their id, as stated; only where they were asked for.
  private(set) var links: [String: String] = [:]

  /// The most bytes that ids and targets may take together.
  private static let mostBytes = 16 << 20

  /// Reads the relationships of a part, `""` being the package; none where there is no such part.
  init(
    of source: String, in parts: PackageParts, withLinks: Bool = false
  ) throws(WorkbookError) {
    let folder = String(Self.folder(of: source))
    let path = "\(folder)_rels/\(source.dropFirst(folder.count)).rels"
    guard parts.contains(path) else { return }
    var bytes = 0
    try parts.read(path, Self.names, root: .relationships) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        guard name == .relationship, let id = parser.value(.id),
          let type = parser.value(.type)?.split(separator: "/").last,
          let target = parser.value(.target)
        else { return false }
        let isLink = type == "hyperlink"
        guard isLink ? withLinks : parser.value(.targetMode) != "External" else { return false }
        // What a package points to inside itself is in entries, which have a budget.
        bytes += id.utf8.count + target.utf8.count + (isLink ? 64 : 0)
        guard relationships.count < parts.limits.entries, bytes <= Self.mostBytes else {
          throw WorkbookError.limit(.entries, of: parts.limits, at: Place(line: parser.line))
        }
        if isLink {
          links[id] = target
          return false
        }
        var path = Self.resolve(target, in: folder)
        if !parts.contains(path) { path = Self.percentDecoded(path) }
        if indexes[id] == nil { indexes[id] = relationships.count }
        relationships.append(
          Relationship(id: id, type: String(type.prefix(64)), target: path))
        return false
      }
    }
  }

  /// The first relationship of a type, by the last component of its URI.
  func first(ofType type: String) -> Relationship? { relationships.first { $0.type == type } }

  /// The relationship of an id.
  subscript(id id: String) -> Relationship? { indexes[id].map { relationships[$0] } }

  /// A target as the name of a part: absolute or relative to a folder, `\` as `/`, `..` resolved.
  static func resolve(_ target: String, in folder: String) -> String {
    let slashed = String(decoding: target.utf8.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
    let whole = slashed.hasPrefix("/") ? slashed : folder + slashed
    var components: [Substring] = []
    for component in whole.split(separator: "/") {
      switch component {
      case ".": continue
      case "..": _ = components.popLast()
      default: components.append(component)
      }
    }
    return components.joined(separator: "/")
  }

  /// A path with `%HH` decoded: targets are URIs, names in archives often are not.
  private static func percentDecoded(_ path: String) -> String {
    let bytes = Array(path.utf8)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        index += 3
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  /// The folder of a part's name, with its `/`; empty for the package's root.
  private static func folder(of path: String) -> Substring {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return path[...slash]
  }

  private static let names: XMLNames = {
    var names = XMLNames()
    let spaces = ["http://schemas.openxmlformats.org/package/2006/relationships", ""]
    names.add(PartName.relationships.rawValue, "Relationships", in: spaces)
    names.add(PartName.relationship.rawValue, "Relationship", in: spaces)
    names.add(PartName.id.rawValue, "Id", in: [""])
    names.add(PartName.type.rawValue, "Type", in: [""])
    names.add(PartName.target.rawValue, "Target", in: [""])
    names.add(PartName.targetMode.rawValue, "TargetMode", in: [""])
    return names
  }()
}

/// The content types of a package (ECMA-376 Part 2, 10.1.2.2), asked only where relationships are
/// silent.
enum ContentTypesPart {
  /// The name of the main workbook part, as its content type tells it.
  static func workbook(in parts: PackageParts) throws(WorkbookError) -> String? {
    let path = "[Content_Types].xml"
    guard parts.contains(path) else { return nil }
    var found: String?
    try parts.read(path, names, root: .types) { parser throws(WorkbookError) in
      try parser.eachChild { name throws(WorkbookError) in
        if name == .override, found == nil, let type = parser.value(.contentType),
          type.hasSuffix(".main+xml"), let part = parser.value(.partName)
        {
          found = RelationshipsPart.resolve(part, in: "")
        }
        return false
      }
    }
    return found
  }

  private static let names: XMLNames = {
    var names = XMLNames()
    let spaces = ["http://schemas.openxmlformats.org/package/2006/content-types", ""]
    names.add(PartName.types.rawValue, "Types", in: spaces)
    names.add(PartName.override.rawValue, "Override", in: spaces)
    names.add(PartName.partName.rawValue, "PartName", in: [""])
    names.add(PartName.contentType.rawValue, "ContentType", in: [""])
    return names
  }()
}
