import Indicators
import Migration
import SheetModel

extension MigratedFile {
  /// What a person must look at in the file, as the report has it.
  var reportedIssues: [MigrationReport.Issue] {
    var reported: [MigrationReport.Issue] = []
    for sheet in sheets where !sheet.balance.isClosed {
      let balance = sheet.balance
      reported.append(
        MigrationReport.Issue(
          "unbalanced-cells", at: Place(file: path, sheet: sheet.name),
          detail:
            "\(balance.filled) ≠ \(balance.migrated) + \(balance.ignored) + \(balance.quarantined)")
      )
    }
    for sheet in sheets {
      for (rule, count) in sheet.problems.sorted(by: { $0.key < $1.key }) {
        reported.append(
          MigrationReport.Issue(
            rule, at: Place(file: path, sheet: sheet.name), detail: "× \(count)"))
      }
    }
    for held in quarantine {
      reported.append(
        MigrationReport.Issue(
          held.reason,
          at: Place(
            file: path, sheet: held.sheet, cell: held.cell.flatMap { CellAddress($0) }),
          detail: held.detail))
    }
    for issue in self.issues {
      reported.append(
        MigrationReport.Issue(
          issue.code,
          at: Place(
            file: path, sheet: issue.sheet, cell: issue.cell.flatMap { CellAddress($0) }),
          detail: issue.detail))
    }
    return reported
  }
}
