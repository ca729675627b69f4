import SheetModel

/// An entry of a compound file's directory: a stream, a storage or the root ([MS-CFB] 2.6).
package struct DirectoryEntry: Sendable {
  /// What an entry is.
  enum Kind: Sendable { case unused, storage, stream, root }

  var kind = Kind.unused
  /// The name, compared without regard to case.
  var name = ""
  var left: UInt32 = .max
  var right: UInt32 = .max
  var child: UInt32 = .max
  var start: UInt32 = .max
  var size = 0

  init() {}

  private init(_ raw: UnsafeRawBufferPointer) {
    switch raw.u8(66) {
    case 1: kind = .storage
    case 2: kind = .stream
    case 5: kind = .root
    default: return
    }
    // Up to the final zero: not all programs count it into the length beside the name.
    let units = (0..<32).map { UInt16(raw.u16($0 * 2)) }.prefix { $0 != 0 }
    name = String(decoding: units, as: UTF16.self)
    left = raw.u32(68)
    right = raw.u32(72)
    child = raw.u32(76)
    start = raw.u32(116)
    // The upper half is garbage in version 3, and no stream here is so large.
    size = Int(raw.u32(120))
  }

  static func entries(of directory: [UInt8]) -> [DirectoryEntry] {
    directory.withUnsafeBytes { raw in
      // The last four bytes are the upper half of a size that is not read.
      stride(from: 0, to: raw.count - 123, by: 128).map { DirectoryEntry(raw.stretch($0, 128)) }
    }
  }
}

extension CompoundFile {
  /// The names of all entries in capitals, without which names are compared ([MS-CFB] 2.6.4).
  package var names: Set<String> {
    Set(entries.lazy.filter { $0.kind != .unused }.map { $0.name.uppercased() })
  }

  /// The stream of a workbook: that of Excel 97 before that of Excel 5, where a file has both.
  package func workbookStream() -> DirectoryEntry? {
    entry(named: "WORKBOOK") ?? entry(named: "BOOK")
  }

  /// A stream of the root storage; without one, the first of that name anywhere.
  ///
  /// Embedded workbooks have streams of the same names in storages of their own.
  func entry(named name: String) -> DirectoryEntry? {
    let inRoot = rootEntries().first { $0.kind == .stream && $0.name.uppercased() == name }
    return inRoot ?? entries.first { $0.kind == .stream && $0.name.uppercased() == name }
  }

  /// The entries of the root storage, which are a tree by their names.
  private func rootEntries() -> [DirectoryEntry] {
    guard let root = entries.first else { return [] }
    var seen = Set<Int>()
    var waiting = [root.child]
    var found: [DirectoryEntry] = []
    while let next = waiting.popLast() {
      let index = Int(next)
      guard index < entries.count, seen.insert(index).inserted else { continue }
      found.append(entries[index])
      waiting.append(entries[index].left)
      waiting.append(entries[index].right)
    }
    return found
  }
}
