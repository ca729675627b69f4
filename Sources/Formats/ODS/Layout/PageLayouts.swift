import SheetModel
import XML

/// Page layouts and master pages of `styles.xml`: how sheets go onto paper.
struct PageLayouts {
  private var setups: [String: (setup: PrintSetup, footerHeight: Double)] = [:]
  private var masters: [String: (layout: String, footer: String?)] = [:]

  /// Reads the `style:page-layout` or `style:master-page` that the parser stands at.
  ///
  /// Returns the bytes of the texts that are kept.
  mutating func read(
    _ parser: XMLPullParser, _ limits: ReadLimits
  ) throws(WorkbookError) -> Int {
    guard let name = parser.string(.styleName) else {
      try parser.skipElement()
      return 0
    }
    if parser.tag == .masterPage {
      let layout = parser.string(.pageLayoutName) ?? ""
      let footer = try Self.footer(parser, limits)
      masters[name] = (layout, footer)
      return name.utf8.count + layout.utf8.count + (footer?.utf8.count ?? 0)
    } else {
      var setup = PrintSetup()
      var footerHeight = 0.0
      try parser.forEachChild { tag throws(WorkbookError) in
        if tag == .pageLayoutProperties { Self.readProperties(parser, into: &setup) }
        guard tag == .footerStyle else { return }
        try parser.forEachChild { inner in
          guard inner == .headerFooterProperties else { return }
          footerHeight =
            Self.inches(parser, .foMinHeight) ?? Self.inches(parser, .svgHeight) ?? 0
        }
      }
      setups[name] = (setup, footerHeight)
      return name.utf8.count
    }
  }

  /// How a sheet with this master page is printed.
  func setup(ofMasterPage name: String?) -> PrintSetup {
    guard let master = masters[name ?? "Default"] else { return PrintSetup() }
    guard let layout = setups[master.layout] else { return PrintSetup() }
    var setup = layout.setup
    setup.footer = master.footer
    // ODF counts the footer to the page, Excel to the lower margin.
    if master.footer != nil {
      let bottom = setup.margins.bottom + layout.footerHeight
      setup.margins.bottom = (bottom * 10_000).rounded() / 10_000
    }
    return setup
  }

  /// ODF 1.3 part 3, 17.2.
  private static func readProperties(_ parser: XMLPullParser, into setup: inout PrintSetup) {
    setup.isLandscape = parser.has(.printOrientation, "landscape")
    setup.fitToWidth = parser.value(.scaleToX)?.positiveInteger
    setup.fitToHeight = parser.value(.scaleToY)?.positiveInteger
    if let pages = parser.value(.scaleToPages)?.positiveInteger, setup.fitToWidth == nil {
      setup.fitToWidth = pages
    }
    setup.isCentered =
      parser.has(.tableCentering, "horizontal") || parser.has(.tableCentering, "both")
    if let all = inches(parser, .foMargin) {
      setup.margins.left = all
      setup.margins.right = all
      setup.margins.top = all
      setup.margins.bottom = all
    }
    setup.margins.left = inches(parser, .foMarginLeft) ?? setup.margins.left
    setup.margins.right = inches(parser, .foMarginRight) ?? setup.margins.right
    setup.margins.top = inches(parser, .foMarginTop) ?? setup.margins.top
    setup.margins.bottom = inches(parser, .foMarginBottom) ?? setup.margins.bottom
  }

  private static func inches(_ parser: XMLPullParser, _ name: ODSName) -> Double? {
    parser.value(name)?.points.map { ($0 / 72 * 10_000).rounded() / 10_000 }
  }

  /// The footer's text with `&P` and `&N` for its fields; nil without a footer that is shown.
  private static func footer(
    _ parser: XMLPullParser, _ limits: ReadLimits
  ) throws(WorkbookError) -> String? {
    let outer = parser.depth
    var footerDepth: Int?
    var text = ""
    while true {
      switch try parser.next() {
      case .start:
        switch parser.tag {
        case .footer:
          if parser.has(.styleDisplay, "false") {
            try parser.skipElement()
          } else {
            footerDepth = parser.depth
          }
        case .textPageNumber, .textPageCount:
          let field = parser.tag == .textPageNumber ? "&P" : "&N"
          try parser.skipElement()
          if footerDepth != nil { text += field }
        case .binaryData, .drawing: try parser.skipElement()
        default: break
        }
      case .text:
        if footerDepth != nil { text += parser.text() }
        if text.utf8.count > limits.textBytes { throw .limit(.textBytes, of: limits) }
      case .end:
        if parser.depth <= outer {
          let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }
          return words.isEmpty ? nil : words.joined(separator: " ")
        }
        if parser.depth == footerDepth { footerDepth = nil }
      case .endOfDocument: throw WorkbookError(.truncated)
      }
    }
  }
}
