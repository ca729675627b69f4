import SheetModel

/// The outline of a workbook's sheets as another workbook can hold them.
struct ConvertedOutline {
  private(set) var outline: WorkbookOutline

  init(
    of reader: any WorkbookReader, _ indexes: [Int], as format: WorkbookFormat,
    _ summary: inout Conversion.Summary
  ) throws(WorkbookError) {
    outline = WorkbookOutline(styles: reader.styles, sheets: [])
    var taken = TakenNames()
    for index in indexes {
      let sheet = reader.sheets[index]
      var layout: SheetLayout
      do {
        layout = try reader.layout(ofSheet: index)
      } catch {
        throw error.located(in: Place(sheet: sheet.name))
      }
      layout.name = SheetName.valid(
        sheet.name, avoiding: &taken, forExcel: format == .xlsx)
      if layout.name != sheet.name { summary.renamedSheets[sheet.name] = layout.name }
      layout.visibility = sheet.visibility
      layout.merges = Self.apart(layout.merges)
      layout.validations = ConvertedValidations.fitting(layout.validations)
      outline.sheets.append(layout)
    }
    // A workbook whose sheets are all hidden cannot be opened.
    if !outline.sheets.contains(where: { $0.visibility == .visible }), !outline.sheets.isEmpty {
      outline.sheets[0].visibility = .visible
    }
    outline.properties = try reader.properties()
    let keepsSheets =
      indexes.count == reader.sheets.count && summary.renamedSheets.isEmpty
    if keepsSheets {
      outline.definedNames = try reader.definedNames().filter {
        !$0.formula.isEmpty && !$0.formula.utf8.contains(UInt8(ascii: "["))
      }
    } else {
      for index in outline.sheets.indices {
        outline.sheets[index].validations.removeAll { Self.namesSheets($0.rule) }
      }
    }
  }

  private static func namesSheets(_ rule: DataValidation.Rule) -> Bool {
    switch rule {
    case .listRange(let text), .formula(let text): text.utf8.contains(UInt8(ascii: "!"))
    case .list, .whole, .decimal, .date, .textLength: false
    }
  }

  /// The merged ranges without those that overlap an earlier one, which no workbook may have.
  private static func apart(_ merges: [CellRange]) -> [CellRange] {
    var kept: [CellRange] = []
    var open: [CellRange] = []
    for merge in merges.sorted(by: { $0.first < $1.first }) {
      open.removeAll { $0.last.row < merge.first.row }
      let overlaps = open.contains {
        $0.first.column <= merge.last.column && $0.last.column >= merge.first.column
      }
      guard !overlaps, merge.first != merge.last else { continue }
      open.append(merge)
      kept.append(merge)
    }
    return kept
  }
}
