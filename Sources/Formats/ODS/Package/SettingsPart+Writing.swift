import SheetModel
import XML

extension SettingsPart {
  /// Writes `office:settings`: the panes that stay, and the first visible sheet as the active one.
  static func write(_ outline: WorkbookOutline, to xml: inout XMLWriter) {
    xml.raw("<office:settings><config:config-item-set config:name=\"ooo:view-settings\">")
    xml.raw("<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>")
    item("ViewId", "string", "view1", &xml)
    writePanes(outline, to: &xml)
    let active = outline.sheets.first { $0.visibility == .visible } ?? outline.sheets.first
    item("ActiveTable", "string", active?.name ?? "", &xml)
    xml.raw("</config:config-item-map-entry></config:config-item-map-indexed>")
    xml.raw("</config:config-item-set></office:settings>")
  }

  /// Writes the sheets with panes that stay; a map without entries would not be valid.
  private static func writePanes(_ outline: WorkbookOutline, to xml: inout XMLWriter) {
    let layouts = outline.sheets.filter { ($0.frozenAt?.row ?? 0) + ($0.frozenAt?.column ?? 0) > 0 }
    guard !layouts.isEmpty else { return }
    xml.raw("<config:config-item-map-named config:name=\"Tables\">")
    for layout in layouts {
      guard let cell = layout.frozenAt else { continue }
      xml.raw("<config:config-item-map-entry")
      xml.attribute("config:name", layout.name)
      xml.raw(">")
      item("HorizontalSplitMode", "short", cell.column > 0 ? "2" : "0", &xml)
      item("VerticalSplitMode", "short", cell.row > 0 ? "2" : "0", &xml)
      item("HorizontalSplitPosition", "int", String(cell.column), &xml)
      item("VerticalSplitPosition", "int", String(cell.row), &xml)
      // The pane that is below and right of what stays.
      let pane = cell.row > 0 ? (cell.column > 0 ? 3 : 2) : 1
      item("ActiveSplitRange", "short", String(pane), &xml)
      item("PositionLeft", "int", "0", &xml)
      item("PositionRight", "int", String(cell.column), &xml)
      item("PositionTop", "int", "0", &xml)
      item("PositionBottom", "int", String(cell.row), &xml)
      xml.raw("</config:config-item-map-entry>")
    }
    xml.raw("</config:config-item-map-named>")
  }

  private static func item(
    _ name: String, _ type: String, _ value: String, _ xml: inout XMLWriter
  ) {
    xml.raw(text: "<config:config-item config:name=\"\(name)\" config:type=\"\(type)\">")
    xml.escaped(value)
    xml.raw("</config:config-item>")
  }
}
