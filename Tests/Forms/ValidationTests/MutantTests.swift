import FormModel
import Indicators
import SheetModel
import Testing
import Validation

/// A slice of `make mutants`: one mistake in a clean form is seen, named first, and said once.
@Suite struct MutantTests {
  /// Shares that may not be fallen short of: detected of all mutants, the rest of the detected ones.
  private struct Bounds {
    var detected, first, three: Double
    var unnamed: Int
    var mean: Double
  }

  private static let forms = Result { try CleanForms() }

  /// Every eleventh cell, written wrong in the eight ways in turn.
  private func account(_ totals: CleanForms.Totals) throws -> MutantAccount {
    let forms = try Self.forms.get()
    let checker = try FormChecker(library: forms.library)
    var account = MutantAccount()
    for definition in forms.definitions {
      let inputs = forms.inputs(of: definition)
      for index in stride(from: 0, to: inputs.count, by: 11) {
        let slip = Slip.allCases[index % Slip.allCases.count]
        guard let changes = slip.changes(inputs, at: index) else { continue }
        let form = forms.form(definition, changing: changes, totals: totals)
        let wrong = changes.keys.map(CleanForms.address)
        account.add(checker.check(form), wrong: Set(wrong), "\(definition.id) \(wrong) \(slip)")
      }
    }
    return account
  }

  private func expect(_ account: MutantAccount, within bounds: Bounds) {
    #expect(account.mutants > 50)
    #expect(Double(account.detected) >= bounds.detected * Double(account.mutants), "\(account)")
    #expect(account.share(account.first) >= bounds.first, "\(account)")
    #expect(account.share(account.three) >= bounds.three, "\(account)")
    #expect(account.unnamed.count <= bounds.unnamed, "\(account.unnamed.prefix(9))")
    #expect(account.mean <= bounds.mean, "\(account)")
  }

  @Test(arguments: CleanForms.Totals.allCases)
  func theCleanFormsHaveNoFinding(_ totals: CleanForms.Totals) throws {
    let forms = try Self.forms.get()
    let checker = try FormChecker(library: forms.library)
    for definition in forms.definitions {
      #expect(forms.inputs(of: definition).isEmpty == false, "\(definition.id)")
      #expect(checker.check(forms.form(definition, totals: totals)) == [], "\(definition.id)")
    }
  }

  @Test(arguments: CleanForms.Totals.allCases)
  func theSearchSeesACleanFormAsTheRulesDo(_ totals: CleanForms.Totals) throws {
    let forms = try Self.forms.get()
    let checker = try FormChecker(library: forms.library)
    for definition in forms.definitions {
      let broken = checker.broken(forms.form(definition, totals: totals))
      #expect(broken == [], "\(definition.id)")
    }
  }

  @Test func aMistakeUnderTypedTotalsIsSeenAndNamed() throws {
    let bounds = Bounds(detected: 0.90, first: 0.85, three: 0.98, unnamed: 0, mean: 1.2)
    expect(try account(.typed), within: bounds)
  }

  @Test func aMistakeUnderLiveTotalsIsMostlySeen() throws {
    let bounds = Bounds(detected: 0.70, first: 0.60, three: 0.90, unnamed: 0, mean: 1.2)
    expect(try account(.live), within: bounds)
  }
}

/// What the checks made of a number of forms with one mistake each.
struct MutantAccount: CustomStringConvertible {
  var mutants = 0, detected = 0, first = 0, three = 0
  var unnamed: [String] = []
  private var single = 0, findings = 0, most = 0

  func share(_ part: Int) -> Double { Double(part) / Double(max(detected, 1)) }

  /// Findings of forms with one wrong cell, by and large.
  var mean: Double { Double(findings) / Double(max(single, 1)) }

  var description: String {
    """
    \(mutants) mutants, \(detected) detected, first \(share(first)), three \(share(three)), \
    \(unnamed.count) unnamed, findings per cause \(mean), at most \(most)
    """
  }

  /// Counts the findings of one form with wrong cells.
  mutating func add(_ findings: [Finding], wrong: Set<CellAddress>, _ what: String) {
    mutants += 1
    guard let leading = findings.first else { return }
    detected += 1
    var named: [CellAddress] = []
    for finding in findings {
      let cells = [finding.place.cell] + finding.allRelated.map(\.place.cell)
      for cell in cells.compactMap(\.self) where !named.contains(cell) { named.append(cell) }
    }
    if let cell = leading.place.cell, wrong.contains(cell) { first += 1 }
    if named.prefix(3).contains(where: wrong.contains) { three += 1 }
    if !named.contains(where: wrong.contains) { unnamed.append(what) }
    guard wrong.count == 1 else { return }
    single += 1
    self.findings += findings.count
    most = max(most, findings.count)
  }
}
