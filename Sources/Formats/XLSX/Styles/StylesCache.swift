import Parallel
import SheetModel
import Zip

/// The style tables of the workbooks read last, by the bytes that they were read from.
///
/// The forms of a batch come from one template and have the same styles and theme, whose reading
/// takes longer than that of a small sheet's cells.
enum StylesCache {
  private struct Entry: Sendable {
    var styles: [UInt8]
    var theme: [UInt8]
    var table: StyleTable
  }

  /// The entries, the one used last in front.
  private static let entries = Locked<[Entry]>([])
  private static let mostEntries = 4
  /// The most bytes of a part that is kept.
  private static let mostBytes = 64 << 10

  /// The table of a styles part and a theme, read by `read` if these bytes are new.
  /// - Throws: what reading the parts throws, and what `read` throws.
  static func table(
    _ path: String, theme: String?, in parts: PackageParts,
    read: (PackageParts) throws(WorkbookError) -> StyleTable
  ) throws(WorkbookError) -> StyleTable {
    guard let styles = try bytes(of: path, in: parts) else { return try read(parts) }
    var colors: [UInt8] = []
    if let theme {
      guard let bytes = try bytes(of: theme, in: parts) else { return try read(parts) }
      colors = bytes
    }
    if let known = find(styles, colors) { return known }
    var parts = parts
    parts.inMemory[path] = styles
    if let theme { parts.inMemory[theme] = colors }
    let table = try read(parts)
    keep(Entry(styles: styles, theme: colors, table: table))
    return table
  }

  /// The bytes of a small part; nil for a larger one, or one that is not there.
  private static func bytes(
    of path: String, in parts: PackageParts
  ) throws(WorkbookError) -> [UInt8]? {
    guard let entry = parts.archive.entry(named: path), entry.uncompressedSize <= mostBytes
    else { return nil }
    return try parts.archive.bytes(of: entry)
  }

  private static func find(_ styles: [UInt8], _ theme: [UInt8]) -> StyleTable? {
    entries.withLock { entries in
      guard let place = entries.firstIndex(where: { $0.styles == styles && $0.theme == theme })
      else { return nil }
      if place > 0 { entries.swapAt(0, place) }
      return entries[0].table
    }
  }

  private static func keep(_ entry: Entry) {
    entries.withLock { entries in
      entries.insert(entry, at: 0)
      if entries.count > mostEntries { entries.removeLast() }
    }
  }
}
