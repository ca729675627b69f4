/// The qualified names of the elements that an outline is made of, as they stand in one document.
struct SheetLevelNames {
  /// What an element is: a table, named expressions, links to other programs, or the end of all.
  enum Name { case table, names, links, end }

  private let entries: [(bytes: [UInt8], name: Name)]

  /// Names with each of the prefixes that stand for the table namespace, and the name of the
  /// element around the sheets.
  init(_ prefixes: [[UInt8]], closing: [UInt8]) {
    var entries: [(bytes: [UInt8], name: Name)] = []
    for prefix in prefixes {
      entries.append((prefix + Array("table".utf8), .table))
      entries.append((prefix + Array("named-expressions".utf8), .names))
      entries.append((prefix + Array("dde-links".utf8), .links))
    }
    entries.append((closing, .end))
    self.entries = entries
  }

  /// The name that begins at an index, behind `<` or `</`; nil for all others.
  @inline(__always)
  func name(in bytes: UnsafeRawBufferPointer, at start: Int) -> Name? {
    for entry in entries {
      let count = entry.bytes.count
      guard start &+ count < bytes.count else { continue }
      // The byte behind the name tells most tags apart.
      let after = bytes[start &+ count]
      guard after <= 0x20 || after == UInt8(ascii: ">") || after == UInt8(ascii: "/")
      else { continue }
      var index = 0
      while index < count, bytes[start &+ index] == entry.bytes[index] { index &+= 1 }
      if index == count { return entry.name }
    }
    return nil
  }
}
