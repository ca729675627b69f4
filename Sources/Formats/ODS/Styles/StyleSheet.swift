import SheetModel
import XML

/// The styles of a workbook by name: common ones of `styles.xml`, automatic ones of the document.
struct StyleSheet {
  /// What the style of a sheet says.
  struct Sheet {
    var isShown = true
    var masterPage: String?
  }

  private(set) var columnWidths: [String: Double] = [:]
  /// Heights in points that people chose; heights that follow the content are left out.
  private(set) var rowHeights: [String: Double] = [:]
  private(set) var sheets: [String: Sheet] = [:]
  private(set) var pages = PageLayouts()
  private var cells: [String: StyleDraft] = [:]
  private var cellNames: [String] = []
  /// The styles of stretches of text.
  private var spans: [String: StyleDraft] = [:]
  private var cellDefault = StyleDraft()
  private var fonts: [String: String] = [:]
  private var commonNumbers: [String: NumberStyleDraft] = [:]
  private var automaticNumbers: [String: NumberStyleDraft] = [:]
  /// Styles of the container being read, whose data styles may stand behind them.
  private var waiting: [String] = []
  /// Bytes left for what is kept: each style is taken for 1024, against `sharedStringBytes`.
  private var budget: Int
  private let limits: ReadLimits

  init(limits: ReadLimits) {
    self.limits = limits
    budget = limits.sharedStringBytes
  }

  /// Takes what a style costs, with the bytes of its texts, which are kept up to three times.
  private mutating func spend(_ bytes: Int) throws(WorkbookError) {
    budget -= 1024 + bytes * 3
    if budget < 0 { throw .limit(.sharedStringBytes, of: limits) }
  }

  /// Reads the styles before the sheets, or all of `styles.xml`.
  mutating func read(_ parser: XMLPullParser) throws(WorkbookError) {
    // Automatic data styles of one part mean nothing in another part.
    automaticNumbers = [:]
    var isAutomatic = false
    while true {
      switch try parser.next() {
      case .start:
        switch parser.tag {
        case .automaticStyles: isAutomatic = true
        case .spreadsheet: return
        default: try readElement(parser, isAutomatic: isAutomatic)
        }
      case .end:
        switch parser.tag {
        case .styles: try nameNumberFormats(automatic: false)
        case .automaticStyles:
          try nameNumberFormats(automatic: true)
          isAutomatic = false
        default: break
        }
      case .text: continue
      case .endOfDocument: return
      }
    }
  }

  private mutating func readElement(
    _ parser: XMLPullParser, isAutomatic: Bool
  ) throws(WorkbookError) {
    switch parser.tag {
    case .binaryData: try parser.skipElement()
    case .fontFace:
      try spend(
        (parser.value(.styleName)?.count ?? 0) + (parser.value(.svgFontFamily)?.count ?? 0))
      if let name = parser.string(.styleName), let family = parser.string(.svgFontFamily) {
        fonts[name] = StyleDraft.unquoted(family)
      }
    case .defaultStyle:
      if parser.has(.family, "table-cell") { cellDefault = try cellStyle(parser) }
    case .style: try readStyle(parser)
    case .numberNumberStyle, .numberPercentageStyle, .numberCurrencyStyle, .numberDateStyle,
      .numberTimeStyle, .numberBooleanStyle, .numberTextStyle:
      guard let name = parser.string(.styleName) else { return try parser.skipElement() }
      let draft = try NumberStyleDraft(parser)
      try spend(name.utf8.count + draft.bytes)
      if isAutomatic { automaticNumbers[name] = draft } else { commonNumbers[name] = draft }
    case .pageLayout, .masterPage:
      try spend(parser.value(.styleName)?.count ?? 0)
      try spend(try pages.read(parser, limits))
    default: break
    }
  }

  private mutating func readStyle(_ parser: XMLPullParser) throws(WorkbookError) {
    try spend(
      [.styleName, .parentStyleName, .dataStyleName, .masterPageName].reduce(0) {
        $0 + (parser.value($1)?.count ?? 0)
      })
    guard let name = parser.string(.styleName), let family = parser.value(.family) else {
      return try parser.skipElement()
    }
    if family.equals("table-cell") {
      if cells[name] == nil { cellNames.append(name) }
      waiting.append(name)
      cells[name] = try cellStyle(parser)
    } else if family.equals("text") {
      spans[name] = try cellStyle(parser)
    } else if family.equals("table") {
      var sheet = Sheet()
      sheet.masterPage = parser.string(.masterPageName)
      try parser.forEachChild { tag in
        if tag == .tableProperties, parser.has(.display, "false") { sheet.isShown = false }
      }
      sheets[name] = sheet
    } else if family.equals("table-column") {
      var width: Double?
      try parser.forEachChild { tag in
        if tag == .tableColumnProperties { width = parser.value(.columnWidth)?.points }
      }
      if let width, width >= 0 { columnWidths[name] = ColumnMeasure.characters(points: width) }
    } else if family.equals("table-row") {
      var height: Double?
      try parser.forEachChild { tag in
        guard tag == .tableRowProperties, !parser.has(.useOptimalRowHeight, "true") else { return }
        height = parser.value(.rowHeight)?.points
      }
      if let height, height >= 0 { rowHeights[name] = (height * 100).rounded() / 100 }
    }
  }

  private func cellStyle(_ parser: XMLPullParser) throws(WorkbookError) -> StyleDraft {
    var draft = StyleDraft()
    draft.parent = parser.string(.parentStyleName)
    draft.dataStyle = parser.string(.dataStyleName)
    let fonts = fonts
    try parser.forEachChild { tag in
      switch tag {
      case .textProperties: draft.readText(parser, fonts: fonts)
      case .paragraphProperties: draft.readParagraph(parser)
      case .tableCellProperties: draft.readCell(parser)
      default: break
      }
    }
    return draft
  }

  /// Gives the styles read so far the formats that their data styles stand for.
  private mutating func nameNumberFormats(automatic: Bool) throws(WorkbookError) {
    let visible =
      automatic
      ? commonNumbers.merging(automaticNumbers) { _, own in own } : commonNumbers
    for name in waiting {
      guard let dataStyle = cells[name]?.dataStyle, let draft = visible[dataStyle]
      else { continue }
      let code = draft.code(visible)
      try spend(code.utf8.count)
      cells[name]?.numberFormat = code
    }
    waiting.removeAll()
  }

  // MARK: Cell styles

  /// The styles as a table, and the index of each name.
  func cellStyles() -> (table: StyleTable, names: StyleNames) {
    var table = StyleTable(default: resolved("Default"))
    var names = StyleNames()
    names.insert("Default", 0)
    for name in cellNames where name != "Default" {
      names.insert(name, table.index(of: resolved(name)))
    }
    return (table, names)
  }

  /// The fonts of the styles of stretches of text, by their names, for those that name one.
  func spanFonts() -> SpanFonts {
    var fonts = SpanFonts()
    for name in spans.keys.sorted() {
      var next: String? = name
      var steps = 0
      while let current = next, let draft = spans[current], steps < 32 {
        if let font = draft.fontName {
          fonts.insert(name, font)
          break
        }
        next = draft.parent
        steps += 1
      }
    }
    return fonts
  }

  /// A style with all that it has from its parents; a chain that bites its tail ends.
  private func resolved(_ name: String) -> CellStyle {
    var chain: [StyleDraft] = []
    var next: String? = name
    while let current = next, let draft = cells[current], chain.count < 32 {
      chain.append(draft)
      next = draft.parent
    }
    var style = CellStyle()
    // What LibreOffice shows where a file says nothing.
    style.font.name = "Liberation Sans"
    style.font.size = 10
    cellDefault.apply(to: &style)
    for draft in chain.reversed() { draft.apply(to: &style) }
    return style
  }
}
