import SheetModel
import XML

/// The element and attribute names of SpreadsheetML parts that are read, as ids for `XMLNames`.
///
/// Names are found by namespace URI, so any prefix will do; the transitional and the strict
/// namespaces of ECMA-376 mean the same, and parts without a namespace are read as well.
enum PartName: UInt16 {
  case other
  // Markup compatibility (ECMA-376 Part 3).
  case alternateContent, fallback
  // Sheets.
  case worksheet, sheetData, row, c, f, v, `is`, t, r, rPh, s, si, ref, hidden, r1, r2, dt2D, dtr
  case sheetPr, pageSetUpPr, fitToPage, sheetViews, sheetView, topLeftCell, pane, xSplit, ySplit
  case state, cols, col, min, max, width, customWidth, style, ht, customHeight
  case mergeCells, mergeCell, sheetProtection, sheet, printOptions, horizontalCentered
  case pageMargins, left, right, top, bottom, pageSetup, orientation, fitToWidth, fitToHeight
  case headerFooter, oddFooter, extLst, ext
  case dataValidations, dataValidation, type, `operator`, allowBlank, promptTitle, prompt
  case errorTitle, error, sqref, formula1, formula2
  case hyperlinks, hyperlink, location, tooltip
  // Comments.
  case comments, authors, author, comment, authorId, text
  case threadedComments, threadedComment, personId, personList, person, displayName
  // Shared strings.
  case sst, rPr, rFont
  // Relationships and content types.
  case relationships, relationship, id, target, targetMode, types, override, partName, contentType
  // Workbook.
  case workbook, workbookPr, date1904, sheets, name, relationID, definedNames, definedName
  case localSheetId
  // Styles.
  case styleSheet, numFmts, numFmt, numFmtId, formatCode, fonts, font, val, sz, b, i, u, strike
  case color, rgb, theme, tint, indexed, fills, fill, patternFill, patternType, fgColor
  case borders, border, start, end, cellXfs, xf, fontId, fillId, borderId
  case alignment, horizontal, vertical, wrapText, indent, protection, locked
  case colors, indexedColors, rgbColor
  // Theme.
  case clrScheme, dk1, lt1, dk2, lt2, accent1, accent2, accent3, accent4, accent5
  case accent6, hlink, folHlink, srgbClr, sysClr, lastClr
  // Properties.
  case coreProperties, title, subject, creator, description, properties, application, property
}

extension PartName {
  /// The names of a part under their ids, with those of markup compatibility.
  static func names(_ list: [(PartName, StaticString)]) -> XMLNames {
    var names = XMLNames()
    let compatibility = ["http://schemas.openxmlformats.org/markup-compatibility/2006"]
    names.add(PartName.alternateContent.rawValue, "AlternateContent", in: compatibility)
    names.add(PartName.fallback.rawValue, "Fallback", in: compatibility)
    for (id, localName) in list { names.add(id.rawValue, localName, in: spreadsheet) }
    return names
  }

  /// The namespaces of SpreadsheetML: transitional, strict, and none (attributes have none).
  static let spreadsheet = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main", "",
  ]
  /// The namespaces of `r:id`.
  static let relationshipReference = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ]
}

extension XMLPullParser {
  /// The name of the element of the last start or end event.
  var part: PartName { PartName(rawValue: name) ?? .other }

  /// The value of an attribute of the last start event.
  func value(_ name: PartName) -> String? { attributeString(name.rawValue) }

  /// The value of an integer attribute; nil where it is absent or no integer.
  func integer(_ name: PartName) -> Int? {
    guard let raw = attribute(name.rawValue) else { return nil }
    return SheetPart.integer(raw) ?? SheetPart.spacedInteger(raw)
  }

  /// The value of a number attribute; nil where it is absent or no finite number.
  func number(_ name: PartName) -> Double? { value(name).flatMap { NumberText.parse($0) } }

  /// The value of an attribute of type xsd:boolean; nil where it is absent.
  func boolean(_ name: PartName) -> Bool? {
    guard let text = value(name) else { return nil }
    return text == "1" || text == "true" || text == "on"
  }

  /// Moves to the root element and returns its name.
  /// - Throws: `malformedXML`, `truncated` and what the input throws.
  func root() throws(WorkbookError) -> PartName {
    while true {
      switch try next() {
      case .start: return part
      case .endOfDocument: return .other
      case .text, .end: continue
      }
    }
  }

  /// After a start event: calls `body` at the start of each child, up to the element's end.
  ///
  /// `body` returns true if it has read the child through its end, false to have the rest skipped.
  /// Of alternate content the fallback counts, which is for readers without extensions.
  func eachChild(
    _ body: (PartName) throws(WorkbookError) -> Bool
  ) throws(WorkbookError) {
    while true {
      switch try next() {
      case .start:
        if part == .alternateContent || part == .fallback {
          try eachChild(body)
        } else if try !body(part) {
          try skipElement()
        }
      case .end, .endOfDocument: return
      case .text: continue
      }
    }
  }

  /// Allows for more markup, because some was found that says something.
  func grant(_ effort: Int) {
    if effortLimit < .max / 2 { effortLimit &+= effort }
  }

  /// Reads on to the end of the document, so that a part that is cut off throws.
  func finish() throws(WorkbookError) {
    while try next() != .endOfDocument {}
  }
}
