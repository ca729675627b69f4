/// The qualified names of the elements that an outline is made of, as they stand in one document.
struct SheetLevelNames {
  /// What an element is: a table, named expressions, links to other programs, or the end of all.
  enum Name { case table, names, links, end }

  /// The first eight bytes of a name, or fewer, which tell most tags apart.
  struct Head {
    var word: UInt64
    var mask: UInt64
  }

  private var entries: [(bytes: [UInt8], name: Name)] = []
  /// The beginning of each name; equal ones once.
  private(set) var heads: [Head] = []

  /// Names with each of the prefixes that stand for the table namespace, and the name of the
  /// element around the sheets.
  init(_ prefixes: [[UInt8]], closing: [UInt8]) {
    for prefix in prefixes {
      insert(prefix + Array("table".utf8), .table)
      insert(prefix + Array("named-expressions".utf8), .names)
      insert(prefix + Array("dde-links".utf8), .links)
    }
    insert(closing, .end)
  }

  private mutating func insert(_ bytes: [UInt8], _ name: Name) {
    entries.append((bytes, name))
    var head = Head(word: 0, mask: 0)
    for (index, byte) in bytes.prefix(8).enumerated() {
      head.word |= UInt64(byte) << UInt64(index * 8)
      head.mask |= 0xFF << UInt64(index * 8)
    }
    if !heads.contains(where: { $0.word == head.word && $0.mask == head.mask }) {
      heads.append(head)
    }
  }

  /// The name that begins at an index, behind `<` or `</`; nil for all others.
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
