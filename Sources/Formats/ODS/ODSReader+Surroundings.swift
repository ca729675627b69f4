import SheetModel
import XML
import Zip

extension ODSReader {
  /// What surrounds the cells of a sheet.
  package func layout(ofSheet index: Int) throws(WorkbookError) -> SheetLayout {
    let place = try place(ofSheet: index)
    let validations = try located(place) { () throws(WorkbookError) in try readValidations() }
    let panes = try readFrozenPanes()
    let start = outline.sheets[index].lowerBound
    return try onStretch(place, behind: start) { () throws(WorkbookError) in
      var table = TableLayout(
        sheet: styleSheet, styleNames: styleNames, validations: validations, limits: limits)
      try table.read(try parser(ofSheet: index))
      var layout = table.layout
      layout.name = sheets[index].name
      layout.visibility = sheets[index].visibility
      layout.frozenAt = panes[layout.name]
      let page = sheetStyles[index].flatMap { styleSheet.sheets[$0] }?.masterPage
      var print = styleSheet.pages.setup(ofMasterPage: page)
      print.repeatedRows = layout.print.repeatedRows
      print.printArea = layout.print.printArea
      layout.print = print
      return layout
    }
  }

  /// The remarks at the cells of a sheet.
  package func comments(ofSheet index: Int) throws(WorkbookError) -> [CellComment] {
    outline.hasAnnotations ? try layout(ofSheet: index).comments : []
  }

  /// The names given to ranges and formulas, the workbook's own first.
  package func definedNames() throws(WorkbookError) -> [DefinedName] {
    let place = Place(part: format == .ods ? "content.xml" : nil)
    let stretches =
      outline.names.filter { $0.sheet == nil } + outline.names.filter { $0.sheet != nil }
    var names: [DefinedName] = []
    var budget = KeptBytes(limits)
    for stretch in stretches {
      names += try onStretch(place, behind: stretch.bytes.lowerBound) {
        () throws(WorkbookError) in
        let parser = try parser(stretch.bytes, names: ODSVocabulary.declarations)
        return try NamedExpressions.read(parser, sheet: stretch.sheet, &budget)
      }
    }
    return names
  }

  /// What the workbook says of itself.
  package func properties() throws(WorkbookError) -> DocumentProperties {
    guard let parser = try parser(ofPart: "meta.xml", names: ODSVocabulary.properties) else {
      return DocumentProperties()
    }
    return try located(Place(part: archive == nil ? nil : "meta.xml")) {
      () throws(WorkbookError) in try MetaPart.read(parser, limits: limits)
    }
  }

  private func readFrozenPanes() throws(WorkbookError) -> [String: CellAddress] {
    if let frozenPanes { return frozenPanes }
    var panes: [String: CellAddress] = [:]
    if let parser = try parser(ofPart: "settings.xml", names: ODSVocabulary.views) {
      panes = try located(Place(part: archive == nil ? nil : "settings.xml")) {
        () throws(WorkbookError) in try SettingsPart.readFrozenPanes(parser, limits: limits)
      }
    }
    frozenPanes = panes
    return panes
  }

  private func readValidations() throws(WorkbookError) -> ValidationList {
    if let validations { return validations }
    let input = try ContentInput(origin, to: outline.headEnd, after: outline.after)
    let list = try ValidationList(
      XMLPullParser(
        input, names: ODSVocabulary.declarations, limits: limits, chunkBytes: chunkBytes),
      limits: limits)
    validations = list
    return list
  }

  /// A parser on a part of the package, or on the head of a flat file; nil without the part.
  private func parser(
    ofPart name: String, names: XMLNames
  ) throws(WorkbookError) -> XMLPullParser? {
    let input: ContentInput
    if let archive {
      guard let entry = archive.entry(named: name) else { return nil }
      input = try located(Place(part: name)) { () throws(WorkbookError) in
        try ContentInput(try ContentOrigin(entry, of: archive))
      }
    } else {
      input = try ContentInput(origin, to: outline.headEnd, after: outline.after)
    }
    return XMLPullParser(input, names: names, limits: limits, chunkBytes: chunkBytes)
  }
}
