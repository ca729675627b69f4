import SheetModel
import XML

/// The attributes that plain rows may have, by the qualified names that nearly all documents use.
///
/// Each name is there once, so that the same attribute twice shows as the same bit twice. Others
/// are left to the parser, which looks at everything.
final class PlainNames {
  /// No name is longer.
  private static let mostBytes = PlainMarkup.mostNameBytes
  /// The most names, one bit each.
  static let most = 64

  /// A name: its length, what it is, and its own bit.
  struct Entry {
    var count = 0
    var name = ODSName.other
    var bit: UInt64 = 0
  }

  /// Open addressing, at most half full.
  private let slots: UnsafeMutablePointer<Entry>
  private let bytes: UnsafeMutableRawPointer
  private var count = 0
  /// How many namespaces the tags around the sheets declare.
  let namespaceCount: Int
  private static let slotCount = 128

  /// The names for a document with these start tags around its sheets.
  ///
  /// Nil where a prefix stands for another namespace than it mostly does, or for none.
  init?(_ before: [UInt8]) {
    slots = .allocate(capacity: Self.slotCount)
    slots.initialize(repeating: Entry(), count: Self.slotCount)
    bytes = .allocate(byteCount: Self.slotCount * Self.mostBytes, alignment: 16)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: Self.slotCount * Self.mostBytes)
    let bound = before.withUnsafeBytes { OpenTags.declarations(in: $0, of: Self.namespaces) }
    namespaceCount = bound.count
    // libxml2 does not count these, and the numbers must mean the same.
    guard !bound.contains(where: { $0.prefix.elementsEqual("xml:".utf8) }) else { return nil }
    for (prefix, wanted) in [
      ("office:", ODSNamespace.office), ("table:", .table), ("text:", .text),
      ("calcext:", .calcext), ("xlink:", .xlink),
    ] {
      let namespace = bound.last { $0.prefix.elementsEqual(prefix.utf8) }?.namespace
      if namespace != wanted {
        if wanted == .calcext || wanted == .xlink { continue }
        return nil
      }
      for name in Self.names where name.namespace == wanted {
        insert(Array((prefix + name.local).utf8), name.name)
      }
    }
  }

  deinit {
    slots.deallocate()
    bytes.deallocate()
  }

  private static let namespaces: [ODSNamespace] = [.office, .table, .text, .calcext, .xlink]

  /// What rows, cells, paragraphs, spans and links have; those that are `other` say nothing about values.
  private static let names: [(local: String, namespace: ODSNamespace, name: ODSName)] = [
    ("style-name", .table, .tableStyleName),
    ("number-columns-repeated", .table, .numberColumnsRepeated),
    ("number-rows-repeated", .table, .numberRowsRepeated),
    ("number-matrix-columns-spanned", .table, .matrixColumnsSpanned),
    ("number-matrix-rows-spanned", .table, .matrixRowsSpanned),
    ("formula", .table, .formula),
    ("visibility", .table, .visibility),
    ("default-cell-style-name", .table, .defaultCellStyleName),
    ("number-columns-spanned", .table, .other),
    ("number-rows-spanned", .table, .other),
    ("content-validation-name", .table, .other),
    ("protect", .table, .other),
    ("protected", .table, .other),
    ("value-type", .office, .valueType),
    ("value", .office, .value),
    ("date-value", .office, .dateValue),
    ("time-value", .office, .timeValue),
    ("boolean-value", .office, .booleanValue),
    ("string-value", .office, .stringValue),
    ("currency", .office, .other),
    ("value-type", .calcext, .calcValueType),
    ("style-name", .text, .other),
    ("visited-style-name", .text, .other),
    ("name", .office, .other),
    ("title", .office, .other),
    ("target-frame-name", .office, .other),
    ("href", .xlink, .other),
    ("type", .xlink, .other),
    ("show", .xlink, .other),
  ]

  private func insert(_ name: [UInt8], _ known: ODSName) {
    guard name.count > 8, name.count <= Self.mostBytes, count < Self.most else { return }
    name.withUnsafeBytes { raw in
      guard let start = raw.baseAddress else { return }
      var slot = Self.slot(start, raw.count)
      while slots[slot].count != 0 { slot = (slot + 1) & (Self.slotCount - 1) }
      slots[slot] = Entry(count: raw.count, name: known, bit: 1 << UInt64(count))
      (bytes + slot * Self.mostBytes).copyMemory(from: start, byteCount: raw.count)
    }
    count += 1
  }

  /// What a name stands for; nil for an unknown one.
  @inline(__always) func entry(_ raw: UnsafeRawBufferPointer) -> Entry? {
    let count = raw.count
    guard count > 8, count <= Self.mostBytes, let name = raw.baseAddress else { return nil }
    var slot = Self.slot(name, count)
    while slots[slot].count != 0 {
      if slots[slot].count == count, isSame(name, bytes + slot &* Self.mostBytes, count) {
        return slots[slot]
      }
      slot = (slot &+ 1) & (Self.slotCount &- 1)
    }
    return nil
  }

  /// Eight bytes at a time, the last eight perhaps twice.
  @inline(__always) private func isSame(
    _ one: UnsafeRawPointer, _ other: UnsafeMutableRawPointer, _ count: Int
  ) -> Bool {
    var offset = 0
    while true {
      let left = one.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      if left != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
      if offset == count &- 8 { return true }
      offset = min(offset &+ 8, count &- 8)
    }
  }

  /// The slot of a name, which its length and two of its letters tell apart well enough.
  @inline(__always) private static func slot(_ name: UnsafeRawPointer, _ count: Int) -> Int {
    let last = Int(name.load(fromByteOffset: count &- 1, as: UInt8.self))
    let local = Int(name.load(fromByteOffset: 7, as: UInt8.self))
    return (count &* 5 &+ last &+ local &* 3) & (slotCount &- 1)
  }
}
