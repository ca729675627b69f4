import XML

/// Which names a part's reader asks the parser to tell apart.
enum ODSVocabulary {
  /// Rows and cells, and what surrounds them in a sheet.
  static let sheets = names(structure + sheet)
  /// Validations and named expressions, and the paragraphs in them.
  static let declarations = names(structure + sheet + settingsOfSheets)
  /// Styles of every kind.
  static let looks = names(structure + styles + numberStyles + shownTables)
  /// View settings.
  static let views = names(structure + settings)
  /// Document properties.
  static let properties = names(structure + meta)
  /// The package's list of files.
  static let packages = names(manifest)

  private static func names(_ entries: [Entry]) -> XMLNames {
    var names = XMLNames()
    for entry in entries {
      names.add(entry.name.rawValue, entry.local, in: [entry.namespace.rawValue])
    }
    return names
  }

  private typealias Entry = (name: ODSName, local: StaticString, namespace: ODSNamespace)

  private static var structure: [Entry] {
    [
      (.spreadsheet, "spreadsheet", .office),
      (.binaryData, "binary-data", .office),
      (.drawing, "scene", .dr3d),
    ] + drawings.map { (.drawing, $0, .draw) }
  }

  private static var sheet: [Entry] {
    [
      (.table, "table", .table),
      (.tableRow, "table-row", .table),
      (.tableCell, "table-cell", .table),
      (.coveredTableCell, "covered-table-cell", .table),
      (.tableColumn, "table-column", .table),
      (.tableColumns, "table-columns", .table),
      (.tableColumnGroup, "table-column-group", .table),
      (.tableHeaderColumns, "table-header-columns", .table),
      (.tableRows, "table-rows", .table),
      (.tableRowGroup, "table-row-group", .table),
      (.tableHeaderRows, "table-header-rows", .table),
      (.namedExpressions, "named-expressions", .table),
      (.tableName, "name", .table),
      (.tableStyleName, "style-name", .table),
      (.numberColumnsRepeated, "number-columns-repeated", .table),
      (.numberRowsRepeated, "number-rows-repeated", .table),
      (.numberColumnsSpanned, "number-columns-spanned", .table),
      (.numberRowsSpanned, "number-rows-spanned", .table),
      (.matrixColumnsSpanned, "number-matrix-columns-spanned", .table),
      (.matrixRowsSpanned, "number-matrix-rows-spanned", .table),
      (.formula, "formula", .table),
      (.contentValidationName, "content-validation-name", .table),
      (.visibility, "visibility", .table),
      (.defaultCellStyleName, "default-cell-style-name", .table),
      (.protected, "protected", .table),
      (.printRanges, "print-ranges", .table),
      (.display, "display", .table),
      (.valueType, "value-type", .office),
      (.value, "value", .office),
      (.dateValue, "date-value", .office),
      (.timeValue, "time-value", .office),
      (.booleanValue, "boolean-value", .office),
      (.stringValue, "string-value", .office),
      (.annotation, "annotation", .office),
      (.calcValueType, "value-type", .calcext),
      (.textP, "p", .text),
      (.textH, "h", .text),
      (.textS, "s", .text),
      (.textTab, "tab", .text),
      (.textLineBreak, "line-break", .text),
      (.textC, "c", .text),
      (.textRubyText, "ruby-text", .text),
      (.textNote, "note", .text),
      (.textScript, "script", .text),
      (.textA, "a", .text),
      (.textSpan, "span", .text),
      (.textStyleName, "style-name", .text),
      (.linkTarget, "href", .xlink),
      (.linkTitle, "title", .office),
      (.dcCreator, "creator", .dc),
      (.textList, "list", .text),
      (.textList, "list-header", .text),
      (.textList, "list-item", .text),
    ]
  }

  /// Shapes, which may hold paragraphs of their own (ODF 1.3 part 3, 10.3).
  private static let drawings: [StaticString] = [
    "frame", "custom-shape", "rect", "line", "g", "circle", "ellipse", "polyline", "polygon",
    "regular-polygon", "path", "connector", "caption", "measure", "control", "page-thumbnail",
  ]

  private static var settingsOfSheets: [Entry] {
    [
      (.contentValidation, "content-validation", .table),
      (.helpMessage, "help-message", .table),
      (.errorMessage, "error-message", .table),
      (.namedRange, "named-range", .table),
      (.namedExpression, "named-expression", .table),
      (.nullDate, "null-date", .table),
      (.nullDateValue, "date-value", .table),
      (.condition, "condition", .table),
      (.allowEmptyCell, "allow-empty-cell", .table),
      (.title, "title", .table),
      (.cellRangeAddress, "cell-range-address", .table),
      (.expression, "expression", .table),
    ]
  }

  /// Whether a sheet is shown is a property of its style, though named like a sheet's own.
  private static var shownTables: [Entry] { [(.display, "display", .table)] }

  private static var styles: [Entry] { styleElements + styleAttributes + styleFormatting }

  private static var styleElements: [Entry] {
    [
      (.styles, "styles", .office),
      (.automaticStyles, "automatic-styles", .office),
      (.style, "style", .style),
      (.defaultStyle, "default-style", .style),
      (.fontFace, "font-face", .style),
      (.textProperties, "text-properties", .style),
      (.paragraphProperties, "paragraph-properties", .style),
      (.tableCellProperties, "table-cell-properties", .style),
      (.tableColumnProperties, "table-column-properties", .style),
      (.tableRowProperties, "table-row-properties", .style),
      (.tableProperties, "table-properties", .style),
      (.map, "map", .style),
      (.pageLayout, "page-layout", .style),
      (.pageLayoutProperties, "page-layout-properties", .style),
      (.masterPage, "master-page", .style),
      (.footer, "footer", .style),
      (.footerStyle, "footer-style", .style),
      (.headerFooterProperties, "header-footer-properties", .style),
    ]
  }

  private static var styleAttributes: [Entry] {
    [
      (.foMinHeight, "min-height", .fo),
      (.svgHeight, "height", .svg),
      (.styleName, "name", .style),
      (.family, "family", .style),
      (.parentStyleName, "parent-style-name", .style),
      (.dataStyleName, "data-style-name", .style),
      (.masterPageName, "master-page-name", .style),
      (.pageLayoutName, "page-layout-name", .style),
      (.fontName, "font-name", .style),
      (.textUnderlineStyle, "text-underline-style", .style),
      (.textLineThroughStyle, "text-line-through-style", .style),
      (.textLineThroughType, "text-line-through-type", .style),
      (.cellProtect, "cell-protect", .style),
      (.verticalAlign, "vertical-align", .style),
      (.textAlignSource, "text-align-source", .style),
      (.columnWidth, "column-width", .style),
      (.rowHeight, "row-height", .style),
      (.useOptimalRowHeight, "use-optimal-row-height", .style),
      (.useWindowFontColor, "use-window-font-color", .style),
      (.printOrientation, "print-orientation", .style),
      (.scaleToX, "scale-to-X", .style),
      (.scaleToY, "scale-to-Y", .style),
      (.scaleToPages, "scale-to-pages", .style),
      (.tableCentering, "table-centering", .style),
      (.mapCondition, "condition", .style),
      (.applyStyleName, "apply-style-name", .style),
      (.styleDisplay, "display", .style),
    ]
  }

  /// Names that formatting properties have from CSS and SVG, and the fields of a footer.
  private static var styleFormatting: [Entry] {
    [
      (.svgFontFamily, "font-family", .svg),
      (.foFontFamily, "font-family", .fo),
      (.foFontSize, "font-size", .fo),
      (.foFontWeight, "font-weight", .fo),
      (.foFontStyle, "font-style", .fo),
      (.foColor, "color", .fo),
      (.foBackgroundColor, "background-color", .fo),
      (.foBorder, "border", .fo),
      (.foBorderLeft, "border-left", .fo),
      (.foBorderRight, "border-right", .fo),
      (.foBorderTop, "border-top", .fo),
      (.foBorderBottom, "border-bottom", .fo),
      (.foWrapOption, "wrap-option", .fo),
      (.foTextAlign, "text-align", .fo),
      (.foMargin, "margin", .fo),
      (.foMarginLeft, "margin-left", .fo),
      (.foMarginRight, "margin-right", .fo),
      (.foMarginTop, "margin-top", .fo),
      (.foMarginBottom, "margin-bottom", .fo),
      (.textPageNumber, "page-number", .text),
      (.textPageCount, "page-count", .text),
    ]
  }

  private static var numberStyles: [Entry] {
    [
      (.numberNumberStyle, "number-style", .number),
      (.numberPercentageStyle, "percentage-style", .number),
      (.numberCurrencyStyle, "currency-style", .number),
      (.numberDateStyle, "date-style", .number),
      (.numberTimeStyle, "time-style", .number),
      (.numberBooleanStyle, "boolean-style", .number),
      (.numberTextStyle, "text-style", .number),
      (.numberNumber, "number", .number),
      (.numberScientificNumber, "scientific-number", .number),
      (.numberFraction, "fraction", .number),
      (.numberText, "text", .number),
      (.numberCurrencySymbol, "currency-symbol", .number),
      (.numberDay, "day", .number),
      (.numberMonth, "month", .number),
      (.numberYear, "year", .number),
      (.numberDayOfWeek, "day-of-week", .number),
      (.numberHours, "hours", .number),
      (.numberMinutes, "minutes", .number),
      (.numberSeconds, "seconds", .number),
      (.numberAmPm, "am-pm", .number),
      (.numberBoolean, "boolean", .number),
      (.numberTextContent, "text-content", .number),
      (.numberFillCharacter, "fill-character", .number),
      (.numberDecimalPlaces, "decimal-places", .number),
      (.numberMinDecimalPlaces, "min-decimal-places", .number),
      (.numberMinIntegerDigits, "min-integer-digits", .number),
      (.numberGrouping, "grouping", .number),
      (.numberDisplayFactor, "display-factor", .number),
      (.numberMinExponentDigits, "min-exponent-digits", .number),
      (.numberMinNumeratorDigits, "min-numerator-digits", .number),
      (.numberMinDenominatorDigits, "min-denominator-digits", .number),
      (.numberDenominatorValue, "denominator-value", .number),
      (.numberDecimalReplacement, "decimal-replacement", .number),
      (.numberStyle, "style", .number),
      (.numberTextual, "textual", .number),
      (.numberTruncateOnOverflow, "truncate-on-overflow", .number),
      (.numberLanguage, "language", .number),
      (.numberEmbeddedText, "embedded-text", .number),
      (.numberPosition, "position", .number),
      (.numberCalendar, "calendar", .number),
    ]
  }

  private static var settings: [Entry] {
    [
      (.configItemMapNamed, "config-item-map-named", .config),
      (.configItemMapEntry, "config-item-map-entry", .config),
      (.configItem, "config-item", .config),
      (.configName, "name", .config),
    ]
  }

  private static var meta: [Entry] {
    [
      (.dcTitle, "title", .dc),
      (.dcSubject, "subject", .dc),
      (.dcCreator, "creator", .dc),
      (.dcDescription, "description", .dc),
      (.generator, "generator", .meta),
      (.initialCreator, "initial-creator", .meta),
      (.userDefined, "user-defined", .meta),
      (.metaName, "name", .meta),
    ]
  }

  private static var manifest: [Entry] {
    [
      (.encryptionData, "encryption-data", .manifest)
    ]
  }

}
