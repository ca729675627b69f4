/// Names of OpenDocument 1.3 that the reader knows, elements and attributes alike.
///
/// The raw values follow one another, so that turning an id into a name costs one comparison.
enum ODSName: UInt16 {
  case other = 0
  // The document.
  case spreadsheet, binaryData
  // Sheets, rows, cells and their text.
  case table, tableRow, tableCell, coveredTableCell, tableColumn, tableColumns, tableColumnGroup,
    tableHeaderColumns, tableRows, tableRowGroup, tableHeaderRows, namedExpressions, tableName,
    tableStyleName, numberColumnsRepeated, numberRowsRepeated, numberColumnsSpanned,
    numberRowsSpanned, matrixColumnsSpanned, matrixRowsSpanned, formula, contentValidationName,
    visibility, defaultCellStyleName,
    protected, printRanges, display, valueType, value, dateValue, timeValue, booleanValue,
    stringValue, annotation, calcValueType, textP, textH, textS, textTab, textLineBreak, textC,
    textRubyText, textNote, textScript, textList, textA, textSpan, textStyleName, linkTarget,
    linkTitle, drawing
  // Validations and named expressions.
  case contentValidation, helpMessage, errorMessage, namedRange, namedExpression, nullDate,
    nullDateValue, condition, allowEmptyCell, title, cellRangeAddress, expression
  // Styles and page layouts.
  case styles, automaticStyles, style, defaultStyle, fontFace, textProperties,
    paragraphProperties, tableCellProperties, tableColumnProperties, tableRowProperties,
    tableProperties, map, pageLayout, pageLayoutProperties, masterPage, footer, footerStyle,
    headerFooterProperties, foMinHeight, svgHeight, styleName, family, parentStyleName,
    dataStyleName, masterPageName, pageLayoutName, fontName, textUnderlineStyle,
    textLineThroughStyle, textLineThroughType, cellProtect, verticalAlign, textAlignSource,
    columnWidth, rowHeight, useOptimalRowHeight, useWindowFontColor, printOrientation, scaleToX,
    scaleToY, scaleToPages, tableCentering, mapCondition, applyStyleName, styleDisplay,
    svgFontFamily, foFontFamily, foFontSize, foFontWeight, foFontStyle, foColor,
    foBackgroundColor, foBorder, foBorderLeft, foBorderRight, foBorderTop, foBorderBottom,
    foWrapOption, foTextAlign, foMargin, foMarginLeft, foMarginRight, foMarginTop, foMarginBottom,
    textPageNumber, textPageCount
  // Data styles.
  case numberNumberStyle, numberPercentageStyle, numberCurrencyStyle, numberDateStyle,
    numberTimeStyle, numberBooleanStyle, numberTextStyle, numberNumber, numberScientificNumber,
    numberFraction, numberText, numberCurrencySymbol, numberDay, numberMonth, numberYear,
    numberDayOfWeek, numberHours, numberMinutes, numberSeconds, numberAmPm, numberBoolean,
    numberTextContent, numberFillCharacter, numberDecimalPlaces, numberMinDecimalPlaces,
    numberMinIntegerDigits, numberGrouping, numberDisplayFactor, numberMinExponentDigits,
    numberMinNumeratorDigits, numberMinDenominatorDigits, numberDenominatorValue,
    numberDecimalReplacement, numberStyle, numberTextual, numberTruncateOnOverflow, numberLanguage,
    numberEmbeddedText, numberPosition, numberCalendar
  // View settings.
  case configItemMapNamed, configItemMapEntry, configItem, configName
  // Document properties.
  case dcTitle, dcSubject, dcCreator, dcDescription, generator, initialCreator, userDefined,
    metaName
  // The package.
  case encryptionData
}

/// Namespaces of OpenDocument 1.3, and of LibreOffice's extension.
enum ODSNamespace: String {
  case office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  case table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  case text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  case style = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  case fo = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  case svg = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  case number = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
  case draw = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
  case dr3d = "urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0"
  case meta = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
  case config = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
  case manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
  case xlink = "http://www.w3.org/1999/xlink"
  case dc = "http://purl.org/dc/elements/1.1/"
  case calcext = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
}
