import SheetModel
import XML

/// `settings.xml`: of all view settings only the panes that stay (ODF 1.3 part 3, 3.10).
enum SettingsPart {
  /// The first scrolling cell of each sheet that has frozen panes.
  static func readFrozenPanes(
    _ parser: XMLPullParser, limits: ReadLimits
  ) throws(WorkbookError) -> [String: CellAddress] {
    var panes: [String: CellAddress] = [:]
    while true {
      switch try parser.next() {
      case .start:
        if parser.tag == .spreadsheet { return panes }
        if parser.tag == .binaryData { try parser.skipElement() }
        guard parser.tag == .configItemMapNamed, parser.has(.configName, "Tables") else { continue }
        try parser.forEachChild { tag throws(WorkbookError) in
          guard tag == .configItemMapEntry, let sheet = parser.string(.configName) else { return }
          guard let cell = try readPane(parser) else { return }
          panes[sheet] = cell
          if panes.count > limits.entries { throw .limit(.entries, of: limits) }
        }
      case .text, .end: continue
      case .endOfDocument: return panes
      }
    }
  }

  private static func readPane(_ parser: XMLPullParser) throws(WorkbookError) -> CellAddress? {
    var items: [String: Int] = [:]
    try parser.forEachChild { tag throws(WorkbookError) in
      guard tag == .configItem, let name = parser.string(.configName), name.contains("Split")
      else { return }
      items[name] = Int(try parser.elementText())
      if items.count > 16 { items = [:] }
    }
    // Mode 2 is frozen; 1 is a split that scrolls.
    let column = items["HorizontalSplitMode"] == 2 ? items["HorizontalSplitPosition"] ?? 0 : 0
    let row = items["VerticalSplitMode"] == 2 ? items["VerticalSplitPosition"] ?? 0 : 0
    guard column > 0 || row > 0, column < 16_384, row < 1_048_576, column >= 0, row >= 0
    else { return nil }
    return CellAddress(row: row, column: column)
  }
}
