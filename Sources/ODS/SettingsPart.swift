import SheetModel
import XML

/// `settings.xml`: of all view settings only the panes that stay (ODF 1.3 part 3, 3.10).
enum SettingsPart {
  /// The first scrolling cell of each sheet that has frozen panes.
  static func readFrozenPanes(
    _ parser: XMLPullParser
  ) throws(WorkbookError) -> [String: CellAddress] {
    var panes: [String: CellAddress] = [:]
    while true {
      switch try parser.next() {
      case .start:
        if parser.tag == .spreadsheet { return panes }
        guard parser.tag == .configItemMapNamed, parser.has(.configName, "Tables") else { continue }
        try parser.forEachChild { tag throws(WorkbookError) in
          guard tag == .configItemMapEntry, let sheet = parser.string(.configName) else { return }
          if let cell = try readPane(parser) { panes[sheet] = cell }
        }
      case .text, .end: continue
      case .endOfDocument: return panes
      }
    }
  }

  private static func readPane(_ parser: XMLPullParser) throws(WorkbookError) -> CellAddress? {
    var items: [String: Int] = [:]
    try parser.forEachChild { tag throws(WorkbookError) in
      guard tag == .configItem, let name = parser.string(.configName) else { return }
      items[name] = Int(try parser.elementText())
    }
    // Mode 2 is frozen; 1 is a split that scrolls.
    let column = items["HorizontalSplitMode"] == 2 ? items["HorizontalSplitPosition"] ?? 0 : 0
    let row = items["VerticalSplitMode"] == 2 ? items["VerticalSplitPosition"] ?? 0 : 0
    guard column > 0 || row > 0, column < 16_384, row < 1_048_576, column >= 0, row >= 0
    else { return nil }
    return CellAddress(row: row, column: column)
  }
}
