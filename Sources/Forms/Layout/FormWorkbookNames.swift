import FormModel
import Indicators
import SheetModel
import Units

/// The names of a workbook's form sheets: as short as tells them apart, never two alike.
struct FormSheetNames {
  /// The names in the order of the requests.
  let names: [String]

  init(_ requests: [FormRequest]) {
    let hasUnits = Set(requests.map(\.unit?.code)).count > 1
    let hasPeriods = Set(requests.map(\.period)).count > 1
    var taken = TakenNames([IdentityTable.sheetName])
    names = requests.map { request in
      var parts = [request.definition.id]
      if hasUnits, let unit = request.unit { parts.append(unit.name) }
      if hasPeriods, let period = request.period { parts.append(period.description) }
      // Formulas that name the sheet would have to double an apostrophe.
      let wanted = parts.joined(separator: " ").replacing("'", with: "’")
      return SheetName.valid(wanted, avoiding: &taken, forExcel: true)
    }
  }
}
