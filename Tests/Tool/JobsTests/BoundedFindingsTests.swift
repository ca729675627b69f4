import FormModel
import Jobs
import SheetModel
import Testing
import Validation

struct BoundedFindingsTests {
  private func some(_ count: Int, _ severity: Severity, _ sheet: String) -> [Finding] {
    (0..<count).map { row in
      Finding(
        .impossibleDate, severity: severity,
        at: Place(sheet: sheet, cell: CellAddress(row: row, column: 2)))
    }
  }

  @Test func asManyAsAreKeptAreListedWithoutARemark() {
    var found = BoundedFindings()
    found.add(some(BoundedFindings.most, .error, "DS-01"))
    #expect(!found.isSettled)
    found.end(sheet: "DS-01")
    #expect(found.findings == some(BoundedFindings.most, .error, "DS-01"))
  }

  @Test func aSheetWithErrorsBehindTheLimitStaysOneWithErrors() {
    var found = BoundedFindings()
    found.add(some(BoundedFindings.most + 5, .warning, "một"))
    #expect(!found.isSettled)
    found.end(sheet: "một")
    found.add(some(1, .error, "hai"))
    #expect(found.isSettled)
    found.add(some(1, .warning, "hai"))
    found.end(sheet: "hai")
    found.end(sheet: "ba")
    let rest = found.findings.dropFirst(BoundedFindings.most)
    #expect(rest.map(\.place.sheet) == ["một", "hai"])
    #expect(rest.map(\.severity) == [.warning, .error])
    #expect(rest.allSatisfy { $0.code == .findingsUnlisted })
  }
}
