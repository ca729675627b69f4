import FormModel
import Indicators
import SheetModel
import WorkbookIO

/// What tells near duplicates, found anew in the kept rows of a register.
///
/// Nothing that is made of personal values is kept beside the rows themselves, so a run that goes on
/// where another was broken off reads them again.
package enum RegisterKeys {
  /// The keys of rows as `RegisterLines` wrote them, in the form of `DuplicateKey.append`.
  ///
  /// `form` is the register's, `sheets` are those of the file in its order.
  /// - Throws: what reading throws.
  package static func bytes(
    ofRows source: any ByteSource, form: FormDefinition, sheets: [String]
  ) throws(WorkbookError) -> [UInt8] {
    let columns = RegisterLines.columns(form)
    guard let unit = columns.firstIndex(of: "unit"), let period = columns.firstIndex(of: "period"),
      let sheet = columns.lastIndex(of: "sheet"), let number = columns.lastIndex(of: "row")
    else { return [] }
    let name = columns.firstIndex(of: "name")
    let birth = columns.firstIndex(of: "birth-date")
    let personal = form.register?.columns.first { $0.kind == .personalNumber }
      .flatMap { columns.firstIndex(of: $0.id) }
    var csv = CSVReadOptions()
    csv.delimiter = UInt8(ascii: ",")
    csv.encoding = .utf8
    let rows = try WorkbookOpener.open(source, name: "register", csv: csv, limits: .ofOutputs)
      .rows(ofSheet: 0)
    var row = Row()
    var bytes: [UInt8] = []
    while try rows.next(into: &row) {
      func text(_ column: Int?) -> String {
        column.flatMap { row.cell(inColumn: $0) }.map { row.text(of: $0) } ?? ""
      }
      let place = text(sheet)
      guard let line = Int(text(number)), let period = ReportingPeriod(text(period)),
        let index = sheets.firstIndex(where: { $0.utf8.elementsEqual(place.utf8) })
      else { continue }
      DuplicateKey(
        sheet: index, row: line - 1, name: text(name), birth: CalendarDate(text(birth)),
        personalNumber: PersonalNumber(text(personal)), unit: text(unit), period: period
      ).append(to: &bytes)
    }
    return bytes
  }
}
